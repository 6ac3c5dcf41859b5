"""One device's replica and its exchange."""

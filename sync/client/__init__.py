"""One device's replica: local writes, the outbox, and the exchange."""

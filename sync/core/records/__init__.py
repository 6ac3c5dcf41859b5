"""The records a team shares, one module per noun."""

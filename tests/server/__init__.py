"""The server: the real app over a real SQLite file."""

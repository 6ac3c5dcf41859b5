"""What a person can do: check, write, and say what was written."""

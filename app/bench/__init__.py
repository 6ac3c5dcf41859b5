"""Measurements of the real parts: `rapport bench`."""

"""Bring customers, people and deals from other systems: read, understand, decide."""

"""Numbered steps from one version of the replica's tables to the next."""

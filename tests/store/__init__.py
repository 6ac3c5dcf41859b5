"""The database under a replica."""

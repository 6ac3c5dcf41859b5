"""Many replicas, one server, and everything that can go wrong."""

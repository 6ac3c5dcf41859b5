"""Steps from one version of the replica to the next."""

"""What all replicas of a team agree on, and how they exchange it."""

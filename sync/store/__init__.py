"""SQLite under both sides, and the device's copy of the team's records."""

"""What a screen shows: frozen values read in one go."""

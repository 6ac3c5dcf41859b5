"""Where customers are, how far that is, and in which order to go there; pure."""

"""`rapport doctor`: look at everything that can be wrong, and say it in plain words."""

"""The app's words, numbers, money and dates, one file of strings per language."""

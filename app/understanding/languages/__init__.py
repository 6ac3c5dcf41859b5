"""What each language says: its words for numbers, days, money and the rest."""

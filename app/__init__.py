"""What one person sees and does."""

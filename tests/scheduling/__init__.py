"""When it comes back."""

"""What is remembered: the database, and the review log in it."""

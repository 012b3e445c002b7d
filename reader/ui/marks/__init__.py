"""A resident's marks: made, shown, listed."""

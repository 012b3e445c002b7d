"""Keys: what they do, and the page that changes them."""

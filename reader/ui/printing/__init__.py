"""Pages of paper, their preview, and the way to them."""

"""Reading aloud: the bar, and what it is joined to."""

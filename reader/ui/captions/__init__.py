"""The caption strip: what it writes, what fits, how large."""

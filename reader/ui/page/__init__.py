"""The report on its page: set, lit, moved through."""

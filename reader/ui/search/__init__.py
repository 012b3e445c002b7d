"""Search, joined and shown."""

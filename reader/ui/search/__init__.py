"""Search, joined and shown; the keyboard on the screen."""

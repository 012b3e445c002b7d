"""The keyboard on the screen: for fingers, for switches, and for screen readers."""

"""What can be offered while somebody types: completions, and words for the keyboard on the screen."""

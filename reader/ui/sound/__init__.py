"""The pages about sound: voices, readings, recordings."""

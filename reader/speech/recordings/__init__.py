"""The report taken home: sound files with captions."""

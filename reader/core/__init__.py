"""The report and its text. Standard library only: no Qt, no services, no file access."""

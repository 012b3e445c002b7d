"""The settings page, made of the tools' options."""

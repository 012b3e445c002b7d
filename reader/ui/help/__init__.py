"""The help, made of the tools."""

"""The window: its parts, their places, their looks, and how they are joined."""

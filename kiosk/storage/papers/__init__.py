"""The books of declarations, and of what was settled."""

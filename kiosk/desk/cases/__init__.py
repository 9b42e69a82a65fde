"""The cases that STOPs opened: working on them, lifting them by two."""

"""The made-up people and what is expected of their visits."""

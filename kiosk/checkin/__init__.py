"""The heart, readable on its own: what can happen at a reader and at the desk, and what follows."""

"""The generated pages of `docs/`: what the code already knows, written where a reader looks for it."""

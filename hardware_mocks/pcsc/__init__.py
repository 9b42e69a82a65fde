"""A private PC/SC service with a virtual reader, and the card laid on it."""

"""Folding of written text that names, addresses and dates share."""

"""Revocation lists as a station keeps them."""

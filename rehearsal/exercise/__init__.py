"""Thirty prepared visits of made-up people, to be decided from the desk's pages alone by somebody without the key."""

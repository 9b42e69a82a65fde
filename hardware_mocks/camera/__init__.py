"""Cameras that see made-up people, a printed front, or a picture of one's own."""

"""The dev dock: what lies on the reader, who stands before the camera, and its page."""

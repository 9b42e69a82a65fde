"""What was met in the folders of an approved reader, and tomorrow's list."""

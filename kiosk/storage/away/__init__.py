"""A station's own records while the server's are away: kept in its home, handed in once, visit by visit."""

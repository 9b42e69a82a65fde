"""The books of the claims clerk."""

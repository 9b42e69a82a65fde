"""The chain of audit rows, and its anchor outside the database."""

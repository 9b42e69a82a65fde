"""The manager's figures of a month, counted from the audit alone."""

"""What is audited and logged: the list of events, and the log."""

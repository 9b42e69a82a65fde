"""Staff accounts from the command line."""

"""Reading the audit from the command line."""

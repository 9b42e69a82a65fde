"""The clinic's patient table from the command line."""

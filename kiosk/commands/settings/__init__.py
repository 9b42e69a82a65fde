"""The settings file from the command line."""

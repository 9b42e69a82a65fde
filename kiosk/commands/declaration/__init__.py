"""Declarations on paper from the command line."""

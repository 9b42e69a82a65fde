"""Claim files from the command line."""

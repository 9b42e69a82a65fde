"""The clinic's patients as its receipt computer exports them, read in."""

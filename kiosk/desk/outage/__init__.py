"""Failure mode by hand, noted visits asked again, the emergency function."""

"""The books of outages and of the emergency function."""

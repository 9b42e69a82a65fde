"""Is this the face on the chip? Models in a child process, thresholds and rates as data."""

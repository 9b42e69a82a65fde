"""The clinic's own patient table: looking somebody up, and its audit."""

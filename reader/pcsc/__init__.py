"""PC/SC: the only place that speaks with pyscard, and the child processes around it."""

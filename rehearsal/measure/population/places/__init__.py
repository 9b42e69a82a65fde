"""Places where simulated people live, and how they are written."""

"""Names of simulated people, and how they are written."""

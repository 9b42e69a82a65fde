"""One visit as the desk sees it and decides it, and the day's queue."""

"""People who do not exist, drawn: heads, photographs, clips."""

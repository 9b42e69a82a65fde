"""The check-in as one pure function: steps, events, effects, and the rooms of `advance`."""

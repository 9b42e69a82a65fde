"""The pages of visits: the day's queue, one visit, and what is done in it."""

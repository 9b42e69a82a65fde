"""A claim file checked by a table of rules before it is sent."""

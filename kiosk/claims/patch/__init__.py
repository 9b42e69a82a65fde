"""The right qualification put into claim files, and the report of what was done."""

"""A table as a CSV file: its encoding, its records, which column holds what."""

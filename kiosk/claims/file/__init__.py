"""A claim file (UKE) as bytes, records, claims and text."""

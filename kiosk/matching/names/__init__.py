"""氏名: written names and readings, as one name or two."""

"""Is this one person? Two persons compared field by field, and the rules that decide. Pure."""

"""Reading the audit as somebody does who did not do what stands in it."""

"""The book of accounts, and how passwords are kept."""

"""The book of cases."""

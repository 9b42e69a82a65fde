"""The confirmed qualification as files that a receipt computer takes in."""

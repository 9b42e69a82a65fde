"""The front desk of a clinic: check-in with a My Number Card, and a way on when anything fails."""

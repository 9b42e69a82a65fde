"""What outlives the machine: a backup, and the way back from it."""

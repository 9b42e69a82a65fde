"""Cards shown at the clinic's approved reader, as its files tell of them: taken in, compared, listed."""

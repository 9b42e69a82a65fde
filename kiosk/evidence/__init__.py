"""What is shown instead of an answer, what it is worth on a day, what is charged on it, and the settling afterwards. Pure."""

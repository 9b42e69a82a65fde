"""The pages of what is shown or declared instead of an answer."""

"""What is measured and proved at size; needs a checkout."""

"""The patient's site: a screen for each step, and what may be pressed."""

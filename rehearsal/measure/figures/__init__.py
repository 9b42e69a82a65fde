"""docs/figures.md: every benchmark and evaluation in one document."""

"""Figures, each beside the bare limit measured in the same run. What people wait for is taken out; what is left is ours."""

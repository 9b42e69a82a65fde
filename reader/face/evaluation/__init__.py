"""How often the judges are right: given pairs, or every person of a folder against every other. Nothing of a face is kept."""

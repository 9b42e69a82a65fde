"""The books of the clinic's patient table: imports, searching, its audit."""

"""Where everything is kept: one unit of work, the books by subject, the tables, the audit."""

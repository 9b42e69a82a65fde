"""The desk's site: its pages by subject, behind one gate."""

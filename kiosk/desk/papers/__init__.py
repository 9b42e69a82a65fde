"""What is shown or declared instead: documents, declarations, what is brought later, the pack for a power cut."""

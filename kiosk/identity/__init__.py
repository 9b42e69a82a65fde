"""Is the card genuine, and is this its holder."""

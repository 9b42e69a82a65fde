"""The queue, the one writer, and the effects carried out."""

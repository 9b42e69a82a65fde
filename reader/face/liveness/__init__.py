"""Does a living head stand there? It is asked to turn; what a flat picture cannot show is measured while it does."""

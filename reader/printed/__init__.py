"""照合番号B read from a picture of a card's printed front."""

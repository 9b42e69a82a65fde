"""What the people at the desk decide and see; pages are the web room's business."""

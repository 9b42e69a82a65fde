"""住所: written places, as one place or two."""

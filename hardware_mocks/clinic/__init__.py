"""見本: what the demo clinic's receipt computer holds and writes."""

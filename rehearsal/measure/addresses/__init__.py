"""How often two addresses are rightly called one place."""

"""The claims clerk's work: what a month's claims rest on, files sent, answers taken in."""

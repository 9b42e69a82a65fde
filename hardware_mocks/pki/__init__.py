"""The declared test authorities: every key, certificate and revocation of the virtual world."""

"""How this station stands: calls to the service, troubles that hang, what it stands on."""

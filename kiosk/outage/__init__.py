"""When the service does not answer: its health, failure mode, the emergency function, disasters. Pure."""

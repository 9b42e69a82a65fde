"""One reader with its check-in: the adapters between the check-in's ports and the hardware, storage and service."""

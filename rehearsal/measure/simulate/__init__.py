"""The proving ground: the kiosk's comparison over a simulated population, beside its baselines."""

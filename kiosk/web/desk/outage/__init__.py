"""The pages of an outage: failure mode, the emergency function, disasters."""

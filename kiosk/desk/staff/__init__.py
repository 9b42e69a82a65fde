"""Who works here: accounts, roles, sign-in, sessions."""

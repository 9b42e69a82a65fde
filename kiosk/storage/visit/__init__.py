"""The books of visits: what was found out, and the links that were confirmed or stopped."""

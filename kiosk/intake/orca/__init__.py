"""ORCA and WebORCA over their API, read-only. Tested on shapes of recorded and published replies, never on a running one."""

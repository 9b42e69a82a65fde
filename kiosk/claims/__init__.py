"""レセプト: the current, past or unknown qualification in a claim file (UKE), and checks of such a file. Pure."""

"""Looking for a dead end: whoever comes, with whatever card, answer, outage and paper, at whatever hour, is followed to a claim."""

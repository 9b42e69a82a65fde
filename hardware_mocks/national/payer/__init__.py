"""審査支払機関, a mock: claim files in, answers out."""

"""The crypto ledger and its gate, with no homeserver: two clients that know each other."""

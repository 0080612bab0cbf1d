"""Against a real Synapse and a real PostgreSQL, both from pip; counted from other people's own timelines."""

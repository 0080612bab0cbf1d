"""The chain, oldest first."""

"""What can be asked and what is said: one folder a feature."""

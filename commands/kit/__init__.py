"""What every feature is made with: commands, messages, reading, speech, quiet."""

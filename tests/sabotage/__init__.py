"""What each mechanism is good for: taken away, a named test turns red; `python3 dev sabotage`."""

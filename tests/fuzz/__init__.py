"""Fuzzing by coverage: what anybody may send, read by every reader there is, for as long as one likes."""

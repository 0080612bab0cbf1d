"""What Navette is made of: a bill of the locked packages, and whether one of them has a known hole."""

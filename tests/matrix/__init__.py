"""The Matrix door before a homeserver's edge."""

"""Many îlots: what each cost grows with, from ten rooms to ten thousand, and what comes first to an end."""

from __future__ import annotations

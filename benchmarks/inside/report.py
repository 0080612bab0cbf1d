"""The bot's own parts, worded: a table, a picture and the aims of each."""

from __future__ import annotations

from typing import Any


def section(raw: dict[str, Any]) -> str:
    """Markdown."""
    return "## Inside"

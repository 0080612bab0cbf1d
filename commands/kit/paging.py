"""Lists in pages: which one was asked for."""

from __future__ import annotations

import re

from commands.kit.reading import fold

_PAGE = re.compile(r"\bpage\s+(\d{1,4})\s*$")


def page_in(text: str) -> int:
    """« page 2 » at the end; 1 where none is named."""
    found = _PAGE.search(fold(text))
    return max(1, int(found[1])) if found else 1

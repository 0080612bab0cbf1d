"""What `!agenda` takes: a page, or the word for a file. Anything else is the list."""

from __future__ import annotations

import re
from typing import Self

from commands.kit.command import Args
from commands.kit.reading import Sight, fold

_FILE = frozenset({"fichier", "fichiers", "file", "ics", "ical", "export"})
_PAGE = re.compile(r"\bpage\s+(\d{1,4})\b")


class AgendaArgs(Args):
    """`!agenda`, `!agenda page 2`, `!agenda fichier`."""

    as_file: bool = False
    page: int = 1

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Always succeeds."""
        words = fold(text)
        found = _PAGE.search(words)
        return cls(as_file=bool(_FILE & set(words.split())), page=max(1, int(found[1])) if found else 1)

"""From words to the hours of a day, as somebody chooses them: « 18h-9h », « 10h30 à 17h », `10:00-17:00`. Pure."""

from __future__ import annotations

import datetime as dt
import re

from commands.kit.reading import fold

_HOURS = re.compile(r"(\d{1,2})\s*(?:h|:)\s*(\d{2})?\s*(?:-|–|a|to|jusqu'a)\s*(\d{1,2})\s*(?:h|:)?\s*(\d{2})?")


def hours_in(text: str) -> tuple[dt.time, dt.time] | None:
    """From, until; over midnight where the second is the smaller. None where there are none."""
    found = _HOURS.search(fold(text))
    if found is None:
        return None
    try:
        return dt.time(int(found[1]) % 24, int(found[2] or 0)), dt.time(int(found[3]) % 24, int(found[4] or 0))
    except ValueError:
        return None

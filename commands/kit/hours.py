"""From words to the hours of a day, as somebody chooses them: « 18h-9h », « 10h30 à 17h », `10:00-17:00`. Pure."""

from __future__ import annotations

import datetime as dt
import re

from commands.kit.reading import fold
from commands.kit.reading.lexicon import WEEKDAYS

_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = {**WEEKDAYS, **{name: number for number, name in enumerate(_ENGLISH)}}
_LITTLE = frozenset({"le", "les", "du", "et", "and", "from"})
_RANGE = frozenset({"au", "a", "to"})
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


def days_in(text: str) -> tuple[int, ...] | None:
    """Weekdays from 0, Monday: « lundi, mardi et jeudi », « du lundi au jeudi ». None for anything else."""
    words = [word for word in re.findall(r"\w+", fold(text)) if word not in _LITTLE]
    named = [_DAYS.get(word.removesuffix("s")) for word in words if word not in _RANGE]
    days = [day for day in named if day is not None]
    if not days or len(days) < len(named):
        return None
    if len(named) == len(words):
        return tuple(sorted(set(days)))
    is_range = len(days) == 2 and words[1] in _RANGE and len(words) == 3 and days[0] < days[1]
    return tuple(range(days[0], days[1] + 1)) if is_range else None

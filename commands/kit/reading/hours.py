"""From words to hours: « 14h-17h », « à 10 h 30 », « matin », « de 9h à midi »."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from commands.kit.reading.cursor import Cursor
from commands.kit.reading.lexicon import AFTERNOON, EVENING, MORNING, NOON

_EARLIEST_BARE = 6  # « jeudi 2h » is a duration more often than the middle of the night


@dataclass(frozen=True, slots=True)
class Hours:
    """From an hour to another; no end when only one was said."""

    start: dt.time
    end: dt.time | None = None


def hours(c: Cursor) -> Hours | None:
    """A range, one hour, or a part of the day."""
    return c.first(_range, _led, _part_of_day, _bare)


def hours_before_a_day(c: Cursor) -> Hours | None:
    """The same, where a bare « 2h » would be a duration: it wants « à », or a range."""
    return c.first(_range, _led)


def clock(c: Cursor) -> dt.time | None:
    """« 14h », « 14 h 30 », « 14:30 », « midi »."""
    if c.word("midi"):
        return dt.time(12)
    hour = c.number(0, 23, digits=2)
    if hour is None:
        return None
    if c.word("h", "heures", "heure"):
        return dt.time(hour, _minutes(c))
    if c.peek().text == ":" and c.peek().glued and c.peek(1).glued:
        c.word(":")
        minutes = c.number(0, 59, digits=2)
        return None if minutes is None else dt.time(hour, minutes)
    return None


def _minutes(c: Cursor) -> int:
    text = c.peek().text
    return (c.number(0, 59, digits=2) or 0) if len(text) == 2 else 0


def _range(c: Cursor) -> Hours | None:
    c.word("de", "entre", "des", "a")
    start = c.first(clock, _half_clock)
    if start is None or not c.word("-", "–", "—", "a", "et"):
        return None
    end = c.attempt(clock)
    return None if end is None or end == start else Hours(start, end)


def _half_clock(c: Cursor) -> dt.time | None:
    """« 14-17h »: the first hour lends its « h » from the second."""
    hour = c.number(0, 23, digits=2)
    return dt.time(hour) if hour is not None and c.peek().text in {"-", "–", "a"} else None


def _led(c: Cursor) -> Hours | None:
    """« à 14h », « vers 18h », « à partir de 18h »."""
    if not (c.words("a", "partir", "de") or c.words("des") or c.word("a", "vers")):
        return None
    start = c.attempt(clock)
    return None if start is None else Hours(start)


def _bare(c: Cursor) -> Hours | None:
    start = c.attempt(clock)
    return None if start is None or start.hour < _EARLIEST_BARE else Hours(start)


def _part_of_day(c: Cursor) -> Hours | None:
    """R5."""
    for lead in (("dans", "la"), ("dans", "l'"), ("en",), ("au",), ("le",), ("a",)):
        if c.words(*lead):
            break
    if c.word("matin", "matinee"):
        return _of(MORNING)
    if c.word("midi"):
        return _of(NOON)
    if c.word("aprem", "l'aprem", "apresmidi"):
        return _of(AFTERNOON)
    if c.words("apres", "-", "midi") or c.words("apres", "midi") or c.words("l'apres", "-", "midi"):
        return _of(AFTERNOON)
    return _of(EVENING) if c.word("soir", "soiree") else None


def _of(bounds: tuple[int, int | None]) -> Hours:
    return Hours(dt.time(bounds[0]), dt.time(bounds[1]) if bounds[1] else None)

"""From words to hours: « 14h-17h », « à 10 h 30 », « matin », « de 9h à midi »."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from commands.kit.reading.cursor import Cursor
from commands.kit.reading.lexicon import AFTERNOON, EVENING, MORNING, NOON

_EARLIEST_BARE = 6  # « jeudi 2h » is a duration more often than the middle of the night
_LATEST_MORNING, _LONGEST_NIGHT, _A_DAY = dt.time(12), 15 * 60, 24 * 60  # minutes
_DASHES = ("-", "–", "—", "→")


@dataclass(frozen=True, slots=True)
class Hours:
    """From an hour to another; no end when only one was said."""

    start: dt.time
    end: dt.time | None = None

    @property
    def is_a_night(self) -> bool:
        """« 21h-2h », « 20h-8h »: an end on the next day makes sense."""
        if self.end is None or self.end > _LATEST_MORNING:
            return False
        minutes = (self.end.hour - self.start.hour) * 60 + self.end.minute - self.start.minute
        return minutes % _A_DAY <= _LONGEST_NIGHT


def hours(c: Cursor) -> Hours | None:
    """A range, one hour, or a part of the day."""
    return c.first(_range, _led, _hour_of_part, _part_of_day, _bare)


def hours_behind(c: Cursor) -> Hours | None:
    """The same, perhaps behind a comma."""
    c.word(",")
    return hours(c)


def hours_before_a_day(c: Cursor) -> Hours | None:
    """The same, where a bare « 2h » would be a duration: it wants « à », a range, or a key."""
    return c.first(_range, _led, _bare) if c.keyed else c.first(_range, _led)


def part_of_day(c: Cursor) -> Hours | None:
    """« matin », « l'après-midi », « en soirée » (R5), perhaps with its hour: « soir 20h »."""
    return c.first(_hour_of_part, _part_of_day)


def clock(c: Cursor) -> dt.time | None:
    """« 14h », « 14 h 30 », « 14:30 », « midi »."""
    if c.word("midi"):
        return dt.time(12)
    hour = c.number(0, 23, digits=2)
    if hour is None:
        return None
    if c.word("h", "heures", "heure"):
        return _afternoon(c, dt.time(hour, _minutes(c)))
    if c.peek().text == ":" and c.peek().glued and c.peek(1).glued:
        c.word(":")
        minutes = c.number(0, 59, digits=2)
        return None if minutes is None else dt.time(hour, minutes)
    return None


def _afternoon(c: Cursor, time: dt.time) -> dt.time:
    """« 8h du matin », « 8h du soir », « 14h précises »."""
    late = c.words("du", "soir") or c.words("de", "l'apres", "-", "midi")
    if not late and not c.words("du", "matin"):
        c.word("precises", "pile")
    return time.replace(hour=time.hour + 12) if late and time.hour < 12 else time


def _minutes(c: Cursor) -> int:
    """Two digits; not the « 30 » of « 14h 30€ »."""
    found = c.attempt(_two_digits)
    if found is None:
        return 0
    c.word("min", "mn")
    return found


def _two_digits(c: Cursor) -> int | None:
    return c.number(0, 59, digits=2) if len(c.peek().text) == 2 else None


def _range(c: Cursor) -> Hours | None:
    between = c.word("entre") is not None
    if not between:
        c.word("de", "des", "a")
    start = c.first(clock, _half_clock)
    if start is None or not c.word(*(("et",) if between else (*_DASHES, "a", "/"))):
        return None
    end = c.attempt(clock)
    return None if end is None or end == start else Hours(start, end)


def _half_clock(c: Cursor) -> dt.time | None:
    """« 14-17h »: the first hour lends its « h » from the second."""
    hour = c.number(0, 23, digits=2)
    return dt.time(hour) if hour is not None and c.peek().text in {*_DASHES, "a", "et"} else None


def _led(c: Cursor) -> Hours | None:
    """« à 14h », « vers 18h », « à partir de 18h »."""
    if not (c.words("a", "partir", "de") or c.word("a", "vers", "des")):
        return None
    start = c.attempt(clock)
    return None if start is None else Hours(start)


def _bare(c: Cursor) -> Hours | None:
    start = c.attempt(clock)
    earliest = 0 if c.keyed else _EARLIEST_BARE
    return None if start is None or start.hour < earliest else Hours(start)


def _hour_of_part(c: Cursor) -> Hours | None:
    """« soir 20h »: the hour says it all."""
    if _part_of_day(c) is None:
        return None
    c.word(",")
    return c.first(_range, _led, _bare)


def _part_of_day(c: Cursor) -> Hours | None:
    """R5."""
    for lead in (("dans", "la"), ("dans",), ("en",), ("au",), ("le",), ("a",)):
        if c.words(*lead):
            break
    if c.word("matin", "matinee"):
        return _of(MORNING)
    if c.word("midi"):
        return _of(NOON)
    if c.word("aprem", "aprem'", "l'aprem", "apresmidi"):
        return _of(AFTERNOON)
    if any(c.words(*words) for words in _AFTERNOONS):
        return _of(AFTERNOON)
    return _of(EVENING) if c.word("soir", "soiree") else None


_AFTERNOONS = tuple((first, *dash, "midi") for first in ("apres", "l'apres") for dash in (("-",), ()))


def _of(bounds: tuple[int, int | None]) -> Hours:
    return Hours(dt.time(bounds[0]), dt.time(bounds[1]) if bounds[1] else None)

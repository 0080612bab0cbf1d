"""From words to a deadline (R7): « jusqu'au 30 juin », « avant lundi soir », « sous huit jours »."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from commands.kit.reading import calendar as cal
from commands.kit.reading import days
from commands.kit.reading.cursor import Cursor
from commands.kit.reading.days import Resolve
from commands.kit.reading.errors import DateDoubt
from commands.kit.reading.hours import Hours, hours
from storage.values import Moment, Span

Due = Callable[[dt.date], "Deadline"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day (included), with an hour when one was said."""

    moment: Moment


def deadline(c: Cursor) -> Due | None:
    """Any way of saying until when."""
    return c.first(_until, _before, _within)


def bare_deadline(c: Cursor) -> Due | None:
    """A date alone, where a deadline is asked for."""
    return c.first(deadline, _including)


def _until(c: Cursor) -> Due | None:
    """« jusqu'au … », « d'ici … », « au plus tard … »: that day included."""
    if not (
        c.word("jusqu'au", "jusqu'a", "jusqu'en", "jusque", "jusqu'")
        or c.word("d'ici")
        or c.words("au", "plus", "tard")
    ):
        return None
    return _including(c)


def _including(c: Cursor) -> Due | None:
    c.word("le", "la", "au", "a", "du", "en")
    day = c.first(days.duration, _day_number, _bare_month, days.day)
    if day is None:
        return None
    found = c.attempt(_hour)
    return _due(day, lambda run: Moment(run.last, (found.end or found.start) if found else None))


def _before(c: Cursor) -> Due | None:
    """« avant le 30 » is the 29th; « avant lundi soir » is Monday 18:00."""
    if not c.word("avant"):
        return None
    c.word("le", "la", "ce")
    last = c.peek().text == "fin"
    day = c.first(_day_number, _bare_month, days.day)
    if day is None:
        return None
    found = c.attempt(_hour)
    return _due(day, lambda run: _start_of(run, found, whole=last))


def _within(c: Cursor) -> Due | None:
    """« sous huit jours »."""
    if not c.word("sous"):
        return None
    day = c.attempt(days.duration)
    return None if day is None else _due(day, lambda run: Moment(run.last))


def _start_of(run: cal.Days, found: Hours | None, *, whole: bool) -> Moment:
    if found is not None:
        return Moment(run.first, found.start)
    if whole:  # R6: « fin juin » as a deadline is its last day
        return Moment(run.last)
    return Moment(run.first - dt.timedelta(days=1))


def _due(day: Resolve, choose: Callable[[cal.Days], Moment]) -> Due:
    def resolve(today: dt.date) -> Deadline:
        try:
            return Deadline(choose(day(today)))
        except DateDoubt as doubt:
            doubt.proposals = tuple(Span(choose(each)) for each in doubt.runs)
            raise

    return resolve


def _day_number(c: Cursor) -> Resolve | None:
    """« jusqu'au 15 »: the article stands in « au »."""
    number = days.day_digits(c)
    if number is None or number > 31 or c.peek().text in {"/", ".", "-"} or c.attempt(days.month_word) is not None:
        return None
    return lambda today: cal.one(cal.day_of_month(today, number))


def _bare_month(c: Cursor) -> Resolve | None:
    """« jusqu'à juin », « avant mai »."""
    month = c.attempt(days.month_word)
    if month is None:
        return None
    year = days.year_digits(c)
    return lambda today: cal.part_of_month(today, "mois", month, year)


def _hour(c: Cursor) -> Hours | None:
    c.word(",")
    return hours(c)

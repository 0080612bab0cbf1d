"""From words to a deadline (R7): « jusqu'au 30 juin », « avant lundi soir », « sous huit jours »."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from commands.kit.reading import calendar as cal
from commands.kit.reading import days
from commands.kit.reading.cursor import Cursor
from commands.kit.reading.days import Resolve
from commands.kit.reading.errors import DateDoubt, PastDate
from commands.kit.reading.hours import Hours, hours_behind
from commands.kit.reading.lexicon import DAY_PARTS
from storage.values import Moment, Span

Due = Callable[[dt.date], "Deadline"]
_UNTIL = ("jusqu'au", "jusqu'a", "jusqu'en", "jusque", "jusqu'", "jusquau", "jusqua", "d'ici", "dici", "deadline")
_UNTIL_IN_WORDS = (("au", "plus", "tard"), ("date", "limite"), ("d", "ici"), ("jusqu", "au"), ("jusqu", "a"))


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day (included), with an hour when one was said."""

    moment: Moment


def deadline(c: Cursor) -> Due | None:
    """Any way of saying until when."""
    return c.first(_until, _before, _within, _at_the_latest)


def bare_deadline(c: Cursor) -> Due | None:
    """A date alone, where a deadline is asked for."""
    return c.first(deadline, _including)


def _until(c: Cursor) -> Due | None:
    """« jusqu'au … », « d'ici … », « au plus tard … »: that day included."""
    if not (c.word(*_UNTIL) or any(c.words(*words) for words in _UNTIL_IN_WORDS)):
        return None
    c.word(":")
    return _including(c)


def _including(c: Cursor) -> Due | None:
    c.word("le", "la", "au", "a", "du", "en")
    day = c.first(days.duration, _day_number, _bare_month, days.day, _today_part)
    if day is None:
        return None
    found = c.attempt(hours_behind)
    c.word("inclus", "inclu", "compris")
    return _due(day, lambda run: Moment(run.last, (found.end or found.start) if found else None))


def _at_the_latest(c: Cursor) -> Due | None:
    """« vendredi au plus tard »."""
    c.word("pour")
    due = c.attempt(_including)
    return due if due is not None and (c.words("au", "plus", "tard") or c.words("dernier", "delai")) else None


def _before(c: Cursor) -> Due | None:
    """« avant le 30 » is the 29th; « avant lundi soir » is Monday 18:00."""
    if not c.word("avant"):
        return None
    c.word("le", "la")
    end = c.peek().text == "fin"
    day = c.first(_day_number, _bare_month, days.day, _today_part)
    if day is None:
        return None
    found = c.attempt(hours_behind)
    return _due(day, lambda run: _start_of(run, found, end=end))


def _within(c: Cursor) -> Due | None:
    """« sous huit jours »."""
    day = c.attempt(days.duration) if c.word("sous") else None
    return None if day is None else _due(day, lambda run: Moment(run.last))


def _start_of(run: cal.Days, found: Hours | None, *, end: bool) -> Moment:
    if found is not None:
        return Moment(run.first, found.start)
    if end:  # R6: « fin juin » as a deadline is its last day
        return Moment(run.last)
    return Moment(run.first - dt.timedelta(days=1))


def _due(day: Resolve, choose: Callable[[cal.Days], Moment]) -> Due:
    def resolve(today: dt.date) -> Deadline:
        try:
            moment = choose(day(today))
            if moment.day < today:  # « avant le 14 », on the 14th
                raise PastDate(moment.day, ())
            return Deadline(moment)
        except DateDoubt as doubt:
            doubt.propose(lambda run: Span(choose(run)))
            doubt.is_deadline = True
            raise

    return resolve


def _day_number(c: Cursor) -> Resolve | None:
    """« jusqu'au 15 »: the article stands in « au »."""
    led = c.keyed or c.peek(-1).text in {"le", "au", "jusqu'au", "jusquau"}
    number = days.day_number(c) if led else None
    return None if number is None else lambda today: cal.one(cal.day_of_month(today, number))


def _bare_month(c: Cursor) -> Resolve | None:
    """« jusqu'à juin », « avant mai »."""
    month = c.attempt(days.month_word)
    if month is None:
        return None
    year = days.year_digits(c)
    return lambda today: cal.part_of_month(today, "mois", month, year)


def _today_part(c: Cursor) -> Resolve | None:
    """« ce soir »: today; its hour is read behind."""
    return cal.one if c.word("ce", "cet", "cette") and c.peek().text in DAY_PARTS else None

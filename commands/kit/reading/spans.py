"""From words to a span: a day, hours of a day, several days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from commands.kit.reading import calendar as cal
from commands.kit.reading import days
from commands.kit.reading.cursor import Cursor
from commands.kit.reading.days import Resolve
from commands.kit.reading.errors import DateDoubt, PastDate
from commands.kit.reading.hours import Hours, clock, hours, hours_before_a_day
from storage.values import Moment, Span

Meant = Callable[[dt.date], Span]  # from today to the span meant; may raise DateDoubt with proposals
_DAY = dt.timedelta(days=1)


def span(c: Cursor) -> Meant | None:
    """Any way of naming when something takes place."""
    return c.first(_part_of_today, _range, _day_with_hours, _hours_then_day)


def _day_with_hours(c: Cursor) -> Meant | None:
    """« mardi 18 mai, 14h-17h », « demain aprem »."""
    if not c.words("a", "partir", "du"):
        c.word("des", "pour", "du")
    day = c.attempt(days.day)
    if day is None:
        return None
    return _meant(day, c.attempt(_hours_behind))


def _hours_behind(c: Cursor) -> Hours | None:
    c.word(",")
    return hours(c)


def _hours_then_day(c: Cursor) -> Meant | None:
    """« à 14h mardi », « 9h-17h mardi 20 avril »."""
    found = c.attempt(hours_before_a_day)
    if found is None:
        return None
    c.word(",")
    day = c.attempt(days.day)
    return None if day is None else _meant(day, found)


def _part_of_today(c: Cursor) -> Meant | None:
    """« ce soir », « cet après-midi »."""
    if not c.word("ce", "cet", "cette"):
        return None
    if c.peek().text not in {"matin", "midi", "soir", "aprem", "apres", "soiree", "matinee", "apresmidi"}:
        return None
    found = c.attempt(hours)
    return None if found is None else _meant(cal.one, found)


# ── several days ──


def _range(c: Cursor) -> Meant | None:
    """« du 3 au 7 mai », « 4-5 juin », « de lundi à mercredi », « du vendredi 18h au dimanche 12h »."""
    led = c.word("du", "de", "des", "les", "entre") is not None
    c.word("le")
    start = c.attempt(_endpoint)
    if start is None or not c.word("au", "a", "-", "–", "et", "jusqu'au", "/"):
        return None
    c.word("le")
    end = c.attempt(_last_endpoint) if led else c.attempt(_dated_endpoint)
    if end is None:
        return None
    behind = c.attempt(_hours_behind)
    return _Between(start, end, behind).resolve


class _Endpoint:
    """One end of a range: a day number whose month stands at the other end, or a day of its own."""

    __slots__ = ("day", "hour", "number", "weekday")

    def __init__(
        self,
        *,
        number: int | None = None,
        day: Resolve | None = None,
        hour: dt.time | None = None,
        weekday: int | None = None,
    ) -> None:
        self.number = number
        self.day = day
        self.hour = hour
        self.weekday = weekday


def _endpoint(c: Cursor) -> _Endpoint | None:
    return c.first(_dated_endpoint, _numbered_endpoint)


def _last_endpoint(c: Cursor) -> _Endpoint | None:
    return c.first(_dated_endpoint, _numbered_endpoint)


def _dated_endpoint(c: Cursor) -> _Endpoint | None:
    day = c.attempt(days.day)
    return None if day is None else _Endpoint(day=day, hour=c.attempt(_hour_of_end))


def _numbered_endpoint(c: Cursor) -> _Endpoint | None:
    weekday = c.attempt(days.weekday_word)
    number = days.day_digits(c)
    if number is None or number > 31:
        return None
    return _Endpoint(number=number, hour=c.attempt(_hour_of_end), weekday=weekday)


def _hour_of_end(c: Cursor) -> dt.time | None:
    c.word(",")
    c.word("a")
    return clock(c)


class _Between:
    """Two ends and the hours behind them, to be resolved on a day."""

    __slots__ = ("_behind", "_end", "_start")

    def __init__(self, start: _Endpoint, end: _Endpoint, behind: Hours | None) -> None:
        self._start = start
        self._end = end
        self._behind = behind

    def resolve(self, today: dt.date) -> Span:
        """R8: both ends included; one that has begun and not ended is accepted."""
        last = self._last_day(today)
        first = self._first_day(today, last)
        start_hour = self._behind.start if self._behind else self._start.hour
        end_hour = self._behind.end if self._behind else self._end.hour
        return Span(Moment(first, start_hour), Moment(last, end_hour))

    def _last_day(self, today: dt.date) -> dt.date:
        if self._end.day is not None:
            return self._end.day(today).last
        assert self._end.number is not None
        return cal.day_of_month(today, self._end.number)

    def _first_day(self, today: dt.date, last: dt.date) -> dt.date:
        if self._start.number is not None:
            first = _before(last, self._start.number)
            return first if self._start.weekday is None else cal.with_weekday(today, self._start.weekday, first)
        assert self._start.day is not None
        try:
            first = self._start.day(today).first
        except PastDate as past:  # it may have begun
            first = past.written
        if first <= last:
            return first
        return _year_earlier(first, last)


def _before(last: dt.date, number: int) -> dt.date:
    """That day of the month, at or before `last`."""
    year, month = last.year, last.month
    for _ in range(3):
        if number <= cal.last_of_month(year, month).day and dt.date(year, month, number) <= last:
            return dt.date(year, month, number)
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return last


def _year_earlier(first: dt.date, last: dt.date) -> dt.date:
    """A start that comes after the end was meant a year (or a week) before."""
    if first - last < 7 * _DAY:
        return min(first - 7 * _DAY, last)
    day = min(first.day, cal.last_of_month(first.year - 1, first.month).day)
    return min(last, first.replace(year=first.year - 1, day=day))


# ── a day and its hours ──


def _meant(day: Resolve, found: Hours | None) -> Meant:
    def resolve(today: dt.date) -> Span:
        try:
            return placed(day(today), found)
        except DateDoubt as doubt:
            doubt.proposals = tuple(placed(each, found) for each in doubt.runs)
            raise

    return resolve


def placed(run: cal.Days, found: Hours | None) -> Span:
    """Days and hours as a span; an end before the start is on the next day."""
    if found is None:
        ends = Moment(run.last) if run.last != run.first else None
        return Span(Moment(run.first), ends, run.approximate)
    if found.end is None and run.first == run.last:
        return Span(Moment(run.first, found.start))
    last = run.last + _DAY if found.end is not None and run.first == run.last and found.end <= found.start else run.last
    return Span(Moment(run.first, found.start), Moment(last, found.end), run.approximate)

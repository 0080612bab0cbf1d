"""Which day is meant: pure arithmetic on dates, by the rules R1 to R9."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from commands.kit.reading.errors import DayMismatch, ImpossibleDate, PastDate, Unreadable

ASK_WITHIN = dt.timedelta(days=60)  # R4
_DAY = dt.timedelta(days=1)
_PARTS = {"debut": (1, 10), "mi": (11, 20), "fin": (21, None), "mois": (1, None)}  # R6


@dataclass(frozen=True, slots=True)
class Days:
    """A run of days, both ends included."""

    first: dt.date
    last: dt.date
    approximate: bool = False


def one(day: dt.date) -> Days:
    """A run of one."""
    return Days(day, day)


# ── weekdays ──


def next_weekday(today: dt.date, weekday: int) -> dt.date:
    """R1: the first one strictly after today."""
    return today + dt.timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def weekday_of_this_week(today: dt.date, weekday: int) -> dt.date:
    """R1, « ce jeudi »: this week's, today included. Raises PastDate when it is over."""
    day = today + dt.timedelta(days=weekday - today.weekday())
    if day < today:
        raise PastDate(day, (one(day + 7 * _DAY),))
    return day


def with_weekday(today: dt.date, weekday: int, day: dt.date) -> dt.date:
    """R9: raises DayMismatch, proposing the date and the nearest date with that weekday."""
    if day.weekday() == weekday:
        return day
    nearest = _nearest(today, weekday, day)
    raise DayMismatch(day, weekday, (one(day), one(nearest)))


def weekend_around(today: dt.date, day: dt.date) -> Days:
    """« le week-end du 5 juin ». Raises DayMismatch when that day is no part of one."""
    if day.weekday() >= 5:
        return weekend(day)
    saturday = _nearest(today, 5, day)
    raise DayMismatch(day, 5, (one(day), Days(saturday, saturday + _DAY)))


def _nearest(today: dt.date, weekday: int, day: dt.date) -> dt.date:
    ahead = (weekday - day.weekday()) % 7
    nearest = day + (ahead if ahead <= 3 else ahead - 7) * _DAY
    return nearest if nearest >= today else nearest + 7 * _DAY


# ── days and months ──


def last_of_month(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def exists(day: int, month: int, year: int) -> bool:
    """True when that month has that day."""
    return day <= last_of_month(year, month).day


def day_of_year(today: dt.date, day: int, month: int, year: int | None) -> dt.date:
    """R4: the next occurrence, today included. Raises ImpossibleDate, or PastDate within 60 days."""
    asked = year or _coming_year(today, day, month)
    if not exists(day, month, asked):
        raise _no_such_day(today, day, month, year)
    found = dt.date(asked, month, day)
    if found >= today:
        return found
    coming = _coming(today, day, month)
    if year is not None or today - found < ASK_WITHIN or not coming:
        raise PastDate(found, coming)
    return coming[0].first


def weekday_and_number(today: dt.date, weekday: int, day: int) -> dt.date:
    """« mardi 18 »: the coming 18th, or the one after when only that one is a Tuesday. Raises DayMismatch."""
    coming = day_of_month(today, day)
    following = day_of_month(coming + _DAY, day)
    return following if following.weekday() == weekday != coming.weekday() else with_weekday(today, weekday, coming)


def weekday_before(last: dt.date, weekday: int) -> dt.date:
    """The latest such weekday before `last`."""
    return last - dt.timedelta(days=(last.weekday() - weekday - 1) % 7 + 1)


def day_of_month(since: dt.date, day: int) -> dt.date:
    """« le 15 »: the first 15th from that day on, itself included."""
    year, month = since.year, since.month
    while not exists(day, month, year) or dt.date(year, month, day) < since:
        year, month = year + month // 12, month % 12 + 1
    return dt.date(year, month, day)


def day_before(last: dt.date, day: int) -> dt.date:
    """That day of the month, at or before `last`: in its month or the one before. Raises ImpossibleDate."""
    year, month = last.year, last.month
    if day > last.day:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    if not exists(day, month, year):
        end = last_of_month(year, month)
        raise ImpossibleDate(day, month, None, (one(end), one(end + _DAY)))
    return dt.date(year, month, day)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or its last day."""
    total = day.month - 1 + months
    end = last_of_month(day.year + total // 12, total % 12 + 1)
    return end.replace(day=min(day.day, end.day))


def _coming_year(today: dt.date, day: int, month: int) -> int:
    """This year; the next for a leap day when this year has none and its February is over."""
    over = not exists(day, month, today.year) and last_of_month(today.year, month) < today
    return today.year + 1 if over else today.year


def _no_such_day(today: dt.date, day: int, month: int, year: int | None) -> ImpossibleDate:
    """Proposes the days around the gap that are still to come."""
    for each in (year or today.year, today.year, today.year + 1):
        end = last_of_month(each, month)
        runs = tuple(one(found) for found in (end, end + _DAY) if found >= today)
        if runs:
            break
    return ImpossibleDate(day, month, year, runs)


def _coming(today: dt.date, day: int, month: int) -> tuple[Days, ...]:
    """The same day and month, the next time it comes, this year or next."""
    years = (year for year in (today.year, today.year + 1) if exists(day, month, year))
    found = (dt.date(year, month, day) for year in years)
    return tuple(one(each) for each in found if each >= today)[:1]


# ── parts of months ──


def part_of_month(today: dt.date, part: str, month: int, year: int | None) -> Days:
    """R6: début 1–10, mi 11–20, fin 21–last; the coming one. Raises PastDate for one that has passed (R4)."""
    run = _part(part, year or today.year, month)
    if run.last >= today:
        return run
    coming = _part(part, today.year, month)
    coming = coming if coming.last >= today else _part(part, today.year + 1, month)
    if year is not None or today - run.last < ASK_WITHIN:
        raise PastDate(run.last, (coming,))
    return coming


def part_of_this_month(today: dt.date, part: str, after: int = 0) -> Days:
    """« fin du mois », or `after` months later. Raises PastDate, proposing the next month's."""
    month = months_later(today.replace(day=1), after)
    run = _part(part, month.year, month.month)
    if run.last >= today:
        return run
    following = months_later(month, 1)
    raise PastDate(run.last, (_part(part, following.year, following.month),))


def part_name(day: int) -> str:
    """Which part of its month that day stands in."""
    return "debut" if day <= 10 else "mi" if day <= 20 else "fin"


def _part(part: str, year: int, month: int) -> Days:
    first, last = _PARTS[part]
    end = dt.date(year, month, last) if last else last_of_month(year, month)
    return Days(dt.date(year, month, first), end, approximate=True)


# ── weeks ──


def weekend(today: dt.date, after: int = 0) -> Days:
    """Saturday and Sunday of this week, or `after` weeks later."""
    saturday = today + dt.timedelta(days=5 - today.weekday() + 7 * after)
    return Days(saturday, saturday + _DAY)


def week(today: dt.date, after: int = 0) -> Days:
    """What is left of this week, or Monday to Sunday `after` weeks later: no rule leaves a day out."""
    whole = week_of(today + dt.timedelta(days=7 * after))
    return Days(max(today, whole.first), whole.last)


def week_of(day: dt.date) -> Days:
    """The Monday to Sunday that has that day."""
    monday = day - dt.timedelta(days=day.weekday())
    return Days(monday, monday + 6 * _DAY)


def consecutive(days: list[dt.date]) -> Days:
    """« les 4, 5 et 6 juin ». Raises Unreadable when they do not follow each other: that is no single span."""
    if any(after - before != _DAY for before, after in pairwise(days)):
        raise Unreadable("")
    return Days(days[0], days[-1])

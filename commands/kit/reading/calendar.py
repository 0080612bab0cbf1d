"""Which day is meant: pure arithmetic on dates, by the rules R1 to R9."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from commands.kit.reading.errors import DayMismatch, ImpossibleDate, PastDate

ASK_WITHIN = dt.timedelta(days=60)  # R4
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """A run of days, both ends included."""

    first: dt.date
    last: dt.date
    approximate: bool = False


def one(day: dt.date) -> Days:
    """A run of one."""
    return Days(day, day)


def next_weekday(today: dt.date, weekday: int) -> dt.date:
    """R1: the first one strictly after today."""
    return today + dt.timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def weekday_of_this_week(today: dt.date, weekday: int) -> dt.date:
    """R1, « ce jeudi »: this week's, today included. Raises PastDate when it is over."""
    day = today + dt.timedelta(days=weekday - today.weekday())
    if day < today:
        raise PastDate(day, (day + 7 * _DAY,))
    return day


def last_of_month(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def checked(day: int, month: int, year: int) -> dt.date:
    """Raises ImpossibleDate with the day before and the day after the gap."""
    end = last_of_month(year, month)
    if day > end.day:
        raise ImpossibleDate(day, month, (end, end + _DAY))
    return dt.date(year, month, day)


def day_of_year(today: dt.date, day: int, month: int, year: int | None) -> dt.date:
    """R4: the next occurrence, today included. Raises ImpossibleDate, or PastDate within 60 days."""
    if year is not None:
        found = checked(day, month, year)
        if found < today:
            raise PastDate(found, _coming(today, day, month))
        return found
    if (day, month) == (29, 2):
        return _leap_day(today)
    found = checked(day, month, today.year)
    if found >= today:
        return found
    later = checked(day, month, today.year + 1)
    if today - found < ASK_WITHIN:
        raise PastDate(found, (later,))
    return later


def with_weekday(today: dt.date, weekday: int, day: dt.date) -> dt.date:
    """R9: raises DayMismatch, proposing the date and the nearest date with that weekday."""
    if day.weekday() == weekday:
        return day
    ahead = (weekday - day.weekday()) % 7
    nearest = day + (ahead if ahead <= 3 else ahead - 7) * _DAY
    if nearest < today:
        nearest += 7 * _DAY
    raise DayMismatch(day, weekday, (day, nearest))


def day_of_month(today: dt.date, day: int) -> dt.date:
    """« le 15 »: the next 15th, today included."""
    year, month = today.year, today.month
    for _ in range(3):
        end = last_of_month(year, month)
        if day <= end.day and dt.date(year, month, day) >= today:
            return dt.date(year, month, day)
        year, month = (year + month // 12, month % 12 + 1)
    raise ImpossibleDate(day, today.month, (last_of_month(today.year, today.month),))


def part_of_month(today: dt.date, part: str, month: int, year: int | None) -> Days:
    """R6: début 1–10, mi 11–20, fin 21–last; the coming one. Raises PastDate for a year that has passed."""
    chosen = year if year is not None else today.year
    run = _part(part, chosen, month)
    if run.last >= today:
        return run
    if year is not None:
        raise PastDate(run.last, ())
    return _part(part, today.year + 1, month)


def weekend(today: dt.date, after: int = 0) -> Days:
    """Saturday and Sunday of this week, or `after` weeks later."""
    saturday = today + dt.timedelta(days=5 - today.weekday() + 7 * after)
    return Days(saturday, saturday + _DAY)


def week(today: dt.date, after: int = 0) -> Days:
    """Monday to Sunday of this week, or `after` weeks later; what is left of this one."""
    monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(days=7 * after)
    return Days(max(today, monday), monday + 6 * _DAY)


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of a later month, or its last day."""
    total = day.month - 1 + months
    year, month = day.year + total // 12, total % 12 + 1
    return min(last_of_month(year, month), last_of_month(year, month).replace(day=1) + (day.day - 1) * _DAY)


def _part(part: str, year: int, month: int) -> Days:
    first, last = {"debut": (1, 10), "mi": (11, 20), "fin": (21, None), "mois": (1, None)}[part]
    end = dt.date(year, month, last) if last else last_of_month(year, month)
    return Days(dt.date(year, month, first), end, approximate=True)


def _leap_day(today: dt.date) -> dt.date:
    if calendar.isleap(today.year) and dt.date(today.year, 2, 29) >= today:
        return dt.date(today.year, 2, 29)
    year = today.year if today <= dt.date(today.year, 2, 28) else today.year + 1
    return checked(29, 2, year)


def _coming(today: dt.date, day: int, month: int) -> tuple[dt.date, ...]:
    """The same day and month, the next time it comes."""
    for year in (today.year, today.year + 1):
        if day <= last_of_month(year, month).day and dt.date(year, month, day) >= today:
            return (dt.date(year, month, day),)
    return ()

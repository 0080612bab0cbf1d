"""Which days a report is about: « mars », « T1 », « année », « 2021 », « du 1er mars au 15 avril »; pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from commands.kit.reading import fold
from commands.kit.reading.lexicon import MONTHS, SHORT_MONTHS

_ENGLISH = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTHS = {**MONTHS, **SHORT_MONTHS, **{name: number for number, name in enumerate(_ENGLISH, 1)}}
_ORDINALS = {
    "premier": 1, "1er": 1, "first": 1, "1st": 1, "deuxieme": 2, "second": 2, "2e": 2, "2eme": 2, "2nd": 2,
    "troisieme": 3, "third": 3, "3e": 3, "3eme": 3, "3rd": 3, "quatrieme": 4, "fourth": 4, "4e": 4, "4eme": 4, "4th": 4,
}  # fmt: skip
_A_MONTH = re.compile(rf"(?:mois (?:de |d')?)?({'|'.join(_MONTHS)})\.?(?: (\d{{4}}))?")
_NUMBERED = rf"[tq] ?([1-4])|({'|'.join(_ORDINALS)}) (?:trimestre|quarter)"
_A_QUARTER = re.compile(rf"(?:le )?(?:{_NUMBERED})(?: (?:de )?(\d{{4}}))?")
_A_YEAR = re.compile(r"(?:(?:l')?annee |(?:the )?year )?(\d{4})")
_FROM = r"(?:(?:du|de|depuis|entre|from|between) )?(?:le )?"
_FROM_TO = re.compile(_FROM + r"(.+?) (?:au|a|jusqu'au|et(?: le)?|to|until|and|-|–) (.+)")
_A_DAY = re.compile(rf"(\d{{1,2}})(?:er|st|nd|rd|th)? ({'|'.join(_MONTHS)})\.?(?: (\d{{4}}))?")
_BARE_DAY = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)?")
_NUMBERS = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class UnreadablePeriod(ValueError):
    """These words are no period."""


class PeriodToCome(ValueError):
    """It has not begun yet: there is nothing to count."""

    def __init__(self, first: dt.date) -> None:
        super().__init__(first.isoformat())
        self.first = first


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both included."""

    first: dt.date
    last: dt.date

    def quarters(self, today: dt.date) -> list[Period]:
        """The calendar quarters that lie whole in it and are over: these are the smallest things told of solidarity."""
        found, quarter = [], quarter_of(self.first)
        while quarter.last <= self.last:
            if quarter.first >= self.first and quarter.last < today:
                found.append(quarter)
            quarter = quarter_of(quarter.last + _A_DAY_MORE)
        return found

    @property
    def number(self) -> int:
        """Of a quarter, from 1 to 4."""
        return (self.first.month + 2) // 3


_A_DAY_MORE = dt.timedelta(days=1)


def quarter_of(day: dt.date) -> Period:
    """The calendar quarter in which it lies."""
    first = day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return Period(first, _month(first.year, first.month + 2).last)


def read_period(text: str, today: dt.date) -> Period:
    """The last one of that name that has begun; without words, the quarter under way.

    Raises UnreadablePeriod, or PeriodToCome.
    """
    words = " ".join(fold(text).replace("’", "'").strip(" .!?").split())
    if not words:
        return quarter_of(today)
    period = _named(words, today) or _from_to(words, today)
    if period is None:
        raise UnreadablePeriod(text)
    if period.first > today:
        raise PeriodToCome(period.first)
    return period


def _named(words: str, today: dt.date) -> Period | None:
    if (said := _SAID.get(words)) is not None:
        return said(today)
    if (month := _A_MONTH.fullmatch(words)) is not None:
        return _last_begun(month[2], today, lambda year: _month(year, _MONTHS[month[1]]))
    if (quarter := _A_QUARTER.fullmatch(words)) is not None:
        number = int(quarter[1] or _ORDINALS[quarter[2]])
        return _last_begun(quarter[3], today, lambda year: quarter_of(dt.date(year, 3 * number, 1)))
    if (year := _A_YEAR.fullmatch(words)) is not None:
        return _last_begun(year[1], today, _year)
    return None


def _last_begun(typed: str | None, today: dt.date, of: Callable[[int], Period]) -> Period:
    """In the year that was typed, else in this one or, where it has not begun, in the one before."""
    if typed is not None:
        return of(_checked(int(typed)))
    return of(today.year) if of(today.year).first <= today else of(today.year - 1)


def _checked(year: int) -> int:
    if not 2000 <= year < 2200:
        raise UnreadablePeriod(str(year))
    return year


def _from_to(words: str, today: dt.date) -> Period | None:
    match = _FROM_TO.fullmatch(words)
    if match is None:
        return None
    last = _day(match[2], today)
    first = _day(match[1], today) or _bare(match[1], last)
    if first is None or last is None:
        return None
    begins, ends = _dated(first, last, today)
    if ends < begins:
        raise UnreadablePeriod(words)
    return Period(begins, ends)


_Parts = tuple[int, int, int | None]  # day, month, year if one was typed


def _day(words: str, today: dt.date) -> _Parts | None:
    if (named := _A_DAY.fullmatch(words)) is not None:
        return int(named[1]), _MONTHS[named[2]], int(named[3]) if named[3] else None
    if (numbers := _NUMBERS.fullmatch(words)) is not None:
        return int(numbers[1]), int(numbers[2]), int(numbers[3]) if numbers[3] else None
    if (iso := _ISO.fullmatch(words)) is not None:
        return int(iso[3]), int(iso[2]), int(iso[1])
    if words in {"aujourd'hui", "today", "maintenant", "now"}:
        return today.day, today.month, today.year
    return None


def _bare(words: str, last: _Parts | None) -> _Parts | None:
    """« du 1er au 15 avril »: the month is said once."""
    match = _BARE_DAY.fullmatch(words)
    return (int(match[1]), last[1], last[2]) if match is not None and last is not None else None


def _dated(first: _Parts, last: _Parts, today: dt.date) -> tuple[dt.date, dt.date]:
    """Without a year, the last time that it began; an end that comes earlier in the year is in the next one."""
    crosses = (last[1], last[0]) < (first[1], first[0])
    if first[2] is not None:
        year = first[2]
    elif last[2] is not None:
        year = last[2] - crosses
    else:
        year = today.year if (first[1], first[0]) <= (today.month, today.day) else today.year - 1
    begins = _date(year, first)
    return begins, _date(last[2] if last[2] is not None else year + crosses, last)


def _date(year: int, parts: _Parts) -> dt.date:
    try:
        return dt.date(_checked(year), parts[1], parts[0])
    except ValueError as error:
        raise UnreadablePeriod(f"{parts[0]}/{parts[1]}") from error


def _month(year: int, month: int) -> Period:
    first = dt.date(year, month, 1)
    return Period(first, (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - _A_DAY_MORE)


def _year(year: int) -> Period:
    return Period(dt.date(year, 1, 1), dt.date(year, 12, 31))


def _this_month(today: dt.date) -> Period:
    return _month(today.year, today.month)


def _last_month(today: dt.date) -> Period:
    return _this_month(today.replace(day=1) - _A_DAY_MORE)


def _last_quarter(today: dt.date) -> Period:
    return quarter_of(quarter_of(today).first - _A_DAY_MORE)


def _this_year(today: dt.date) -> Period:
    return _year(today.year)


def _last_year(today: dt.date) -> Period:
    return _year(today.year - 1)


_SAID: dict[str, Callable[[dt.date], Period]] = {
    **dict.fromkeys(("mois", "ce mois", "ce mois-ci", "this month", "month"), _this_month),
    **dict.fromkeys(("mois dernier", "le mois dernier", "last month"), _last_month),
    **dict.fromkeys(("trimestre", "ce trimestre", "ce trimestre-ci", "this quarter", "quarter"), quarter_of),
    **dict.fromkeys(("trimestre dernier", "le trimestre dernier", "dernier trimestre", "last quarter"), _last_quarter),
    **dict.fromkeys(("annee", "l'annee", "cette annee", "an", "year", "this year"), _this_year),
    **dict.fromkeys(("annee derniere", "l'annee derniere", "l'an dernier", "last year"), _last_year),
}

"""« Tous les mois le 30 », « chaque trimestre », « every year on March 15 »: what comes round again. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from commands.kit.reading import Sight, tidy
from commands.kit.reading.calendar import exists, last_of_month, months_later
from commands.kit.reading.folding import fold_aligned
from commands.kit.reading.lexicon import MONTHS, WEEKDAYS
from commands.reminders.messages import Unit
from storage.recurrence import Cadence
from storage.values import Moment

_MONTHS = MONTHS | {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
}  # fmt: skip
_WEEKDAYS = WEEKDAYS | {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
}  # fmt: skip
_COUNTS = {"deux": 2, "trois": 3, "quatre": 4, "six": 6, "quinze": 15, "two": 2, "three": 3, "four": 4, "other": 2}
_UNITS = {
    **dict.fromkeys(("mois", "month"), (1, 0)),
    **dict.fromkeys(("trimestre", "quarter"), (3, 0)),
    **dict.fromkeys(("semestre",), (6, 0)),
    **dict.fromkeys(("an", "annee", "year"), (12, 0)),
    **dict.fromkeys(("semaine", "week"), (0, 7)),
    **dict.fromkeys(("jour", "day"), (0, 1)),
}  # months, days
_ADVERBS = {"monthly": (1, 0), "quarterly": (3, 0), "yearly": (12, 0), "weekly": (0, 7), "mensuellement": (1, 0)}
_MOST_MONTHS, _MOST_DAYS = 12, 366  # a leap day comes round in every twelve months, clipped, and not in all others


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_EACH = r"(?:tous les|toutes les|chaque|every|each)"
_OFTEN = re.compile(
    rf"(?<!\w)(?:{_EACH} (?:(?P<count>\d{{1,2}}|{_any_of(_COUNTS)}) )?(?P<unit>{_any_of(_UNITS)})s?"
    rf"|{_EACH} (?P<weekday>{_any_of(_WEEKDAYS)})s?|(?P<adverb>{_any_of(_ADVERBS)}))(?!\w)"
)
_DATE = (
    rf"(?P<led>(?:(?:le|on|du|des le|a partir du|from|starting) )?(?:the )?)"
    rf"(?:(?P<day>\d{{1,2}})(?: ?(?:er|st|nd|rd|th))?(?![\d:h/])"
    rf"(?: (?:du mois|of the month))?(?: (?:of )?(?P<month>{_any_of(_MONTHS)}))?"
    rf"|(?P<month_first>{_any_of(_MONTHS)}) (?P<day_behind>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:h/])"
    rf"|(?P<last>dernier jour|last day)(?: (?:du mois|of the month))?|(?P<weekday>{_any_of(_WEEKDAYS)})s?)(?!\w)"
)
_HOUR = (
    r"(?:,? ?(?:(?:a|at) )?(?:(?P<hour>\d{1,2}) ?(?:h|:|heures?)(?: ?(?P<minute>[0-5]\d))?|(?P<noon>midi|noon))(?!\w))"
)
_HOURS = re.compile(rf"{_HOUR}?")
_BEHIND = re.compile(rf",? ?(?:{_DATE})?{_HOUR}?")
_BEFORE = re.compile(rf"(?<!\w){_DATE},?(?: (?:de|of))? *$")
_AT_END = re.compile(rf"(?<!\w){_DATE}{_HOUR}?$")
_KEYED = re.compile(r"(?:^|\n)[ \t]*(?:quand|date|when)[ \t]*:[ \t]*$")
_LIKE_A_DAY = re.compile(r"[ ,]*(?:(?:le |on |the |du )*(?:\d|dernier|premier|last|first)|jusqu|until|a partir|from )")
_ENDS = re.compile(r"[ ,]*(?:jusqu|until|till)")
_EDGES = " \t\n.,;!"


class NoSuchDay(Exception):
    """How often is understood; the day is not."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """What is left of the sentence; how often, as it was typed; `every` is None where nobody said on which day."""

    words: str
    phrase: str
    unit: Unit
    every: Cadence | None


def recurring_in(text: str, sight: Sight) -> Recurring | None:
    """None where nothing comes round again, or where that is a part of what is said. Raises NoSuchDay."""
    said = tidy(text).strip(_EDGES)
    folded = fold_aligned(said)
    for often in _OFTEN.finditer(folded):
        step = _step(often)
        found = _parted(said, folded, often) if step is not None else None
        if step is not None and found is not None:
            unit = Unit.WEEK if step[1] else Unit.YEAR if step[0] == 12 else Unit.MONTH
            every = _cadence(step, often, found, sight)
            return Recurring(found.words, said[often.start() : often.end()], unit, every)
    return None


def _step(often: re.Match[str]) -> tuple[int, int] | None:
    """Months, days; None for what is too often, or hardly ever."""
    if often["weekday"]:
        return 0, 7
    months, days = _UNITS[often["unit"]] if often["unit"] else _ADVERBS[often["adverb"]]
    said = often["count"]
    count = 1 if said is None else int(said) if said.isdigit() else _COUNTS[said]
    months, days = months * count, (14 if (days, count) == (1, 15) else days * count)
    fits = 1 <= months <= _MOST_MONTHS or (7 <= days <= _MOST_DAYS and days % 7 == 0)
    return (months, days) if fits else None


# ── what are words, and what is a day ──


@dataclass(frozen=True, slots=True)
class _Parted:
    """The words, and what was found of a day and of an hour."""

    words: str
    day: re.Match[str] | None
    hour: re.Match[str]


def _parted(said: str, folded: str, often: re.Match[str]) -> _Parted | None:
    """How often, and the day beside it or at the very end. None where words go on around it."""
    behind = _BEHIND.match(folded, often.end())
    assert behind is not None  # it may be empty
    if _ENDS.match(folded, behind.end()):
        raise NoSuchDay  # it comes round until it is stopped
    if _names_a_day(behind, alone=not folded[behind.end() :].strip(_EDGES)):
        return _Parted(_without(said, often.start(), behind.end()), behind, behind)
    hour = _HOURS.match(folded, often.end())
    assert hour is not None  # so may this
    before = _BEFORE.search(folded[: often.start()])
    if before is not None and _names_a_day(before):
        return _Parted(_without(said, before.start(), hour.end()), before, hour)
    last = _AT_END.search(folded, often.end())
    if last is not None and _names_a_day(last):
        rest = _KEYED.sub("", said[: last.start()])
        return _Parted(_without(rest, often.start(), often.end()), last, last)
    return _without_a_day(said, folded, often, hour)


def _without_a_day(said: str, folded: str, often: re.Match[str], hour: re.Match[str]) -> _Parted | None:
    """At the beginning or at the end; « chaque lundi » wants no other day."""
    head, tail = folded[: often.start()].strip(_EDGES), folded[hour.end() :]
    if head and tail.strip(_EDGES):
        if _LIKE_A_DAY.match(tail):
            raise NoSuchDay
        return None
    if _LIKE_A_DAY.match(tail):
        raise NoSuchDay
    return _Parted(_without(said, often.start(), hour.end()), None, hour)


def _without(said: str, start: int, end: int) -> str:
    head, tail = _KEYED.sub("", said[:start]), said[end:]
    return f"{head.rstrip()} {tail.lstrip(' ,:')}".strip(_EDGES)


def _names_a_day(found: re.Match[str], *, alone: bool = False) -> bool:
    """A number by itself, with words around it, counts something else: « chaque mois 3 dossiers »."""
    if found["weekday"] or found["last"] or found["month_first"]:
        return True
    return bool(found["day"]) and (alone or bool(found["led"] or found["month"]))


# ── from words to a first day ──


def _cadence(step: tuple[int, int], often: re.Match[str], found: _Parted, sight: Sight) -> Cadence | None:
    """None where the day is still to be said."""
    (months, days), day, time = step, found.day, _time(found.hour)
    if days:
        named = often["weekday"] or (day["weekday"] if day is not None else None)
        return None if named is None else Cadence(Moment(_weekday(named, time, sight), time), days=days)
    if day is None or day["weekday"]:
        return None
    month = _MONTHS.get(day["month"] or day["month_first"] or "")
    if month is None and months == 12:
        return None
    number = 31 if day["last"] else int(day["day"] or day["day_behind"])
    return Cadence(Moment(_anchor(months, number, month, time, sight), time), months=months)


def _time(hour: re.Match[str]) -> dt.time | None:
    if hour["noon"]:
        return dt.time(12)
    if not hour["hour"]:
        return None
    if int(hour["hour"]) > 23:
        raise NoSuchDay
    return dt.time(int(hour["hour"]), int(hour["minute"] or 0))


def _weekday(name: str, time: dt.time | None, sight: Sight) -> dt.date:
    today = sight.today
    day = today + dt.timedelta(days=(_WEEKDAYS[name] - today.weekday()) % 7)
    return day if _is_ahead(day, time, sight) else day + dt.timedelta(days=7)


def _is_ahead(day: dt.date, time: dt.time | None, sight: Sight) -> bool:
    """Of today, only with an hour that has not struck."""
    return day > sight.today or (day == sight.today and time is not None and time > sight.now.time())


def _anchor(months: int, number: int, month: int | None, time: dt.time | None, sight: Sight) -> dt.date:
    """The first of them; where its month is too short, an earlier one of the same rhythm that is long enough."""
    if number < 1 or not exists(number, month or 1, 2024):
        raise NoSuchDay
    first = sight.today.replace(day=1, month=month or sight.today.month)
    while not _is_ahead(min(_last(first), first + dt.timedelta(days=number - 1)), time, sight):
        first = months_later(first, 1 if month is None else 12)
    while not exists(number, first.month, first.year):
        first = months_later(first, -months)
    return first.replace(day=number)


def _last(first: dt.date) -> dt.date:
    return last_of_month(first.year, first.month)

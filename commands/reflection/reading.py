"""What is typed after `!temps`: a rhythm, another moment, a pause. Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from commands.kit.reading import SPAN, UNTIL, DateDoubt, Sight, Unreadable, fold
from storage.slots import Slot, Stretch
from storage.values import Span

_FRENCH = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {"un": 1, "une": 1, "a": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4}
_NUMBERS |= {"cinq": 5, "five": 5, "six": 6, "sept": 7, "huit": 8, "eight": 8, "dix": 10, "quinze": 15, "douze": 12}
_DAY = rf"(?P<day>{'|'.join((*_FRENCH, *_ENGLISH))})s?"
_NUMBER = rf"(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)})"
_DAYS = r"tous les (?P<days>\d+|quinze) jours"
_WEEKS = rf"(?:toutes les {_NUMBER} semaines|{_DAYS}|every {_NUMBER.replace('count', 'weeks')} weeks?)"
_FREQUENCIES = (
    re.compile(rf"\bune? {_DAY} sur {_NUMBER}\b"),
    re.compile(rf"\b{_WEEKS},?(?: le| on)? {_DAY}\b"),
    re.compile(rf"\b(?:le )?{_DAY},? {_WEEKS}\b"),
    re.compile(rf"\bevery other {_DAY}\b"),
    re.compile(rf"\b(?:tous les|chaque|every|each|toutes les semaines,? le|le) {_DAY}(?: de chaque semaine)?\b"),
    re.compile(rf"\b{_DAY}\b"),
)
_OTHER, _EACH, _BARE = 3, 4, 5
_FROM = re.compile(r"[,\s]*\b(?:a partir du|a partir de|a compter du|des le|starting(?: on)?|from)\b(.+)$")
_LASTING = re.compile(rf"(?:pendant |pour |for )?{_NUMBER} (?P<unit>jours?|semaines?|mois|days?|weeks?|months?)")
_LEAD = re.compile(r"^(?:a|au|le|to|on|pour)\s+")
_LENGTHS = {"jour": 1, "day": 1, "semaine": 7, "week": 7, "moi": 30, "month": 30}  # days, without the « s »


class NoEnd(Exception):
    """Said from when, not until when."""


class NoRhythm(Exception):
    """Nothing that could be one."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A day and its hours; `every_weeks` is None where nobody said how often."""

    first: Stretch
    every_weeks: int | None

    def slot(self, every_weeks: int) -> Slot:
        """As the îlot keeps it."""
        return Slot(self.first.on, self.first.start, self.first.end, every_weeks)


def rhythm(text: str, sight: Sight) -> Rhythm:
    """« un jeudi sur deux 14h-16h ». Raises NoRhythm or NoEnd."""
    folded = " ".join(fold(text).split())
    begins = _FROM.search(folded)
    said = folded[: begins.start()] if begins else folded
    for kind, pattern in enumerate(_FREQUENCIES):
        match = pattern.search(said)
        if match is not None:
            first = _first(said, match, begins[1] if begins else None, sight)
            return Rhythm(first, _weeks(kind, match))
    raise NoRhythm


def _weeks(kind: int, match: re.Match[str]) -> int | None:
    if kind == _BARE:
        return None
    if kind == _OTHER:
        return 2
    if kind == _EACH:
        return 1
    groups = match.groupdict()
    days = groups.get("days")
    if days is not None:
        return {7: 1, 8: 1, 14: 2, 15: 2, 21: 3, 28: 4, 30: 4}.get(_number(days), 0) or _no()
    return _number(groups.get("count") or groups.get("weeks") or "1")


def _no() -> int:
    raise NoRhythm


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]


def _first(said: str, match: re.Match[str], begins: str | None, sight: Sight) -> Stretch:
    """The first day that is meant, with its hours."""
    day = _french(match["day"])
    hours = (said[: match.start()] + " " + said[match.end() :]).strip(" ,:")
    span = _span(f"{day} {hours}", sight)
    if span.starts.time is None:
        raise NoRhythm
    if span.ends is None or span.ends.time is None:
        raise NoEnd
    on = span.starts.day if begins is None else _on_or_after(_span(begins.strip(), sight).starts.day, span)
    return Stretch(on, span.starts.time, span.ends.time)


def _on_or_after(day: dt.date, span: Span) -> dt.date:
    return day + dt.timedelta(days=(span.starts.day.weekday() - day.weekday()) % 7)


def _french(day: str) -> str:
    return _FRENCH[_ENGLISH.index(day)] if day in _ENGLISH else day


def _span(text: str, sight: Sight) -> Span:
    try:
        return SPAN.whole(text, sight)
    except (DateDoubt, Unreadable) as unread:
        raise NoRhythm from unread


def other_moment(text: str, sight: Sight) -> Span | None:
    """« à vendredi 10h », « mardi »; None where it cannot be read, or is in doubt."""
    words = _LEAD.sub("", " ".join(fold(text).split()))
    for french, english in zip(_FRENCH, _ENGLISH, strict=True):
        words = re.sub(rf"\b{english}\b", french, words)
    try:
        return SPAN.whole(words, sight)
    except (DateDoubt, Unreadable):
        return None


def period(text: str, sight: Sight) -> tuple[dt.date, dt.date] | None:
    """« 4 semaines », « du 2 au 22 août », « jusqu'au 3 mai »: first and last day; None where it cannot be read."""
    words = " ".join(fold(text).split())
    lasting = _LASTING.fullmatch(words)
    if lasting is not None:
        days = _number(lasting["count"]) * _LENGTHS[lasting["unit"].removesuffix("s")]
        return sight.today, sight.today + dt.timedelta(days=days)
    try:
        if words.startswith(("jusqu", "until")):
            until = UNTIL.whole(re.sub(r"^(?:jusqu'au|jusqu'a|until)\s*", "", words), sight)
            return sight.today, until.moment.day
        span = SPAN.whole(words, sight)
    except (DateDoubt, Unreadable):
        return None
    return None if span.starts.time else (span.starts.day, span.last.day)

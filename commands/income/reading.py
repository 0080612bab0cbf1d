"""From a sentence to an expected incoming: « 1200 € le 15 mai mission Plume », « 3 x 400 € à partir de juin ». Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from enum import StrEnum

from commands.kit.reading import Sentence, Sight, Unreadable, fold, tidy
from commands.kit.reading.calendar import last_of_month, months_later
from commands.kit.reading.folding import fold_aligned
from storage.incomes import Every, Incoming
from storage.values import Price, PriceKind, PriceUnit, Span

WHEN, UNTIL = "when", "until"  # what may be doubtful
_LONGEST = 80  # characters of a label
_MOST_READ = 500
_FARTHEST = 10 * 366  # days: nobody knows farther
_WORDS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10}
_WORDS |= {"onze": 11, "douze": 12, "two": 2, "three": 3, "four": 4, "five": 5}
_NUMBER = rf"(\d{{1,2}}|{'|'.join(_WORDS)})"
_TIMES = re.compile(rf"\b{_NUMBER}\s*(?:x|\*|×|fois|times|versements? de|echeances? de|mensualites? de)\s*(?=\d)")
_SPLIT = re.compile(rf"\ben {_NUMBER} (?:fois|versements?|echeances?|mensualites?)\b")
_MONTHLY = re.compile(
    r"\b(?:chaque mois|tous les mois|par mois|mensuel(?:le)?s?|mensuellement|every month|each month|monthly|a month)\b"
)
_DAILY = re.compile(r"\b(?:chaque jour|tous les jours|par jour|every day|each day|a day)\b")
_OTHER = re.compile(
    r"\b(?:tous les \d+ mois|toutes les \d* ?semaines|chaque semaine|par semaine|hebdomadaire|chaque trimestre"
    r"|par trimestre|trimestriel(?:le)?|chaque annee|par an|tous les ans|un mois sur \w+|weekly|every week|quarterly)\b"
)
_LASTING = re.compile(rf"\b(?:pendant|durant|for) (?:{_NUMBER}|un|une) (mois|jours?|months?|days?)\b")
_ALREADY = re.compile(r"\bdepuis (?:le )?(?:\d{1,2}(?:er)? )?(?:mois de |mois d'|d')?\w+")
_ELIDED = re.compile(r"\b([dD])['’](?=(?:avril|ao[uû]t|octobre)\b)", re.IGNORECASE)
_EDGES = " ,;:.-–—·+"
_LITTLE = frozenset("de du le la les a pour et d des en au par on the from for".split())  # noqa: SIM905 - words


class Unclear(StrEnum):
    """What a sentence lacks, or has too much of; the names are those of the words that ask for it."""

    AMOUNT = "amount"
    SEVERAL = "several"
    UNIT = "unit"
    WHEN = "when"
    DAY = "day"
    UNTIL = "until"
    SPLIT = "split"


class NotUnderstood(Exception):
    """Nothing is kept."""

    def __init__(self, why: Unclear) -> None:
        super().__init__(why)
        self.why = why


def incoming_in(text: str, sight: Sight, chosen: Mapping[str, object]) -> Incoming:
    """Raises NotUnderstood, or a DateDoubt."""
    line = " ".join(tidy(text)[:_MOST_READ].split())
    if _OTHER.search(fold_aligned(line)):
        raise NotUnderstood(Unclear.UNIT)
    sentence = Sentence(_ELIDED.sub(r"\1e ", line), sight, chosen)
    times, parts = _counted(sentence, _TIMES), _counted(sentence, _SPLIT)
    price = sentence.price()
    cents = _cents(price, parts)
    every = _every(sentence, price, times or parts)
    lasting = _lasting(sentence)
    begun = _cut(sentence, _ALREADY) is not None
    try:
        ends, span = sentence.until(UNTIL), sentence.when(WHEN)
    except Unreadable as unread:
        raise NotUnderstood(Unclear.DAY) from unread
    starts, ends = _dates(sight.today, every, span, ends, lasting, times or parts, begun=begun)
    return Incoming(_label(sentence.text, price), cents, every, starts, ends)


# ── how much ──


def _cents(price: Price | None, parts: int | None) -> int:
    if price is None or price.kind not in {PriceKind.PAID, PriceKind.SOLIDARY} or not price.min_cents:
        raise NotUnderstood(Unclear.AMOUNT)
    if price.max_cents is not None and price.max_cents != price.min_cents:
        raise NotUnderstood(Unclear.SEVERAL)
    if parts and price.min_cents % parts:
        raise NotUnderstood(Unclear.SPLIT)
    return price.min_cents // (parts or 1)


_UNITS = {None: None, PriceUnit.FLAT: None, PriceUnit.MONTH: Every.MONTH, PriceUnit.DAY: Every.DAY}


def _every(sentence: Sentence, price: Price | None, times: int | None) -> Every:
    unit = price.unit if price is not None else None
    if unit not in _UNITS:
        raise NotUnderstood(Unclear.UNIT)
    monthly, daily = _cut(sentence, _MONTHLY), _cut(sentence, _DAILY)
    said = _UNITS[unit] or (Every.MONTH if monthly else Every.DAY if daily else None)
    if said is Every.DAY and times:
        raise NotUnderstood(Unclear.UNIT)
    return said or (Every.MONTH if times else Every.ONCE)


def _counted(sentence: Sentence, pattern: re.Pattern[str]) -> int | None:
    found = _cut(sentence, pattern)
    return None if found is None else _number(found[1])


def _number(said: str | None) -> int:
    return max(1, int(said)) if said and said.isdigit() else _WORDS.get(said or "", 1)


def _cut(sentence: Sentence, pattern: re.Pattern[str]) -> re.Match[str] | None:
    """What it finds, which is then no part of the person's words any more."""
    found = pattern.search(fold_aligned(sentence.text))
    if found is not None:
        sentence.text = f"{sentence.text[: found.start()]} {sentence.text[found.end() :]}"
    return found


# ── when ──


def _lasting(sentence: Sentence) -> tuple[int, bool] | None:
    """« pendant 3 mois »: how many, and whether months."""
    found = _cut(sentence, _LASTING)
    return None if found is None else (_number(found[1]), found[2].startswith("mo"))


def _dates(
    today: dt.date,
    every: Every,
    span: Span | None,
    until: dt.date | None,
    lasting: tuple[int, bool] | None,
    times: int | None,
    *,
    begun: bool,
) -> tuple[dt.date, dt.date | None]:
    """The first day, and the last one; where a month is said, the first of it."""
    if every is Every.ONCE:
        return _one_day(span, until)
    if span is None and times and not begun:
        raise NotUnderstood(Unclear.WHEN)
    starts = span.starts.day if span is not None else today.replace(day=1) if every is Every.MONTH else today
    ends = until or _end_of(span, every) or _after(starts, lasting, times)
    if every is Every.DAY and ends is None:
        raise NotUnderstood(Unclear.UNTIL)
    if ends is not None and not starts <= ends <= starts + dt.timedelta(days=_FARTHEST):
        raise NotUnderstood(Unclear.DAY)
    return starts, ends


def _one_day(span: Span | None, until: dt.date | None) -> tuple[dt.date, dt.date]:
    """Of several days in one month, the last; those of two months leave open in which it comes."""
    if span is None:
        if until is None:
            raise NotUnderstood(Unclear.WHEN)
        return until, until
    first, last = span.starts.day, span.last.day
    if (first.year, first.month) != (last.year, last.month):
        raise NotUnderstood(Unclear.DAY)
    return last, last


def _end_of(span: Span | None, every: Every) -> dt.date | None:
    """« de mai à août », « du 3 au 20 mai ». A month alone is when it begins; of each day, it is the whole of it."""
    if span is None or span.ends is None:
        return None
    return None if span.approximate and every is Every.MONTH else span.ends.day


def _after(starts: dt.date, lasting: tuple[int, bool] | None, times: int | None) -> dt.date | None:
    if lasting is not None and not lasting[1]:
        return starts + dt.timedelta(days=lasting[0] - 1)
    months = lasting[0] if lasting is not None else times
    if months is None:
        return None
    last = months_later(starts.replace(day=1), months - 1)
    return last_of_month(last.year, last.month)


# ── the person's own words ──


def _label(text: str, price: Price | None) -> str:
    """Without the little words that led to what was taken out."""
    words = text.split()
    while words and fold(words[0]).strip(_EDGES) in {*_LITTLE, ""}:
        words = words[1:]
    while words and fold(words[-1]).strip(_EDGES) in {*_LITTLE, ""}:
        words = words[:-1]
    said = " ".join(words).strip(_EDGES)
    tax = price.tax.value if price is not None and price.tax is not None else ""
    return " ".join(filter(None, (said, tax)))[:_LONGEST]

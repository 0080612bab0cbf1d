"""What is said anywhere in a sentence, not at its end: an amount, when, until when; and the words around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from commands.kit.reading import amounts, deadlines, spans
from commands.kit.reading import calendar as cal
from commands.kit.reading.cursor import Cursor
from commands.kit.reading.days import Resolve, month_word, year_digits
from commands.kit.reading.errors import DateDoubt, Unreadable
from commands.kit.reading.folding import tokens_of
from commands.kit.reading.readers import Sight, is_inside_a_number, may_begin
from commands.kit.reading.spans import Meant
from storage.values import Moment, Price, Span

T = TypeVar("T")
_FROM = (("a", "partir", "de"), ("a", "partir", "du"), ("a", "compter", "de"), ("a", "compter", "du"))
_TO = ("a", "au", "-", "–", "—")


@dataclass(slots=True)
class Sentence:
    """One line, from which what is understood is taken out; what is left are the person's own words.

    `chosen` settles earlier doubts, by field name, as in a command's arguments.
    """

    text: str
    sight: Sight
    chosen: Mapping[str, object]

    def price(self) -> Price | None:
        """The first amount with its marker."""
        said = self._take(amounts.price)
        return said.price if said is not None else None

    def when(self, field: str) -> Span | None:
        """The first day, or days, or months. Raises DateDoubt, of that field; Unreadable for days that are none."""
        found: Span | None = self._resolved(field, self._take(_when))
        return found

    def until(self, field: str) -> dt.date | None:
        """The last day, included. Raises DateDoubt, of that field."""
        found = self._resolved(field, self._take(deadlines.deadline))
        return found.moment.day if found is not None else None

    def _take(self, parse: Callable[[Cursor], T | None]) -> T | None:
        tokens = tokens_of(self.text)
        for index, token in enumerate(tokens):
            cursor = Cursor(tokens, index)
            if not may_begin(token, cursor.peek(-1)) or is_inside_a_number(cursor):
                continue
            found = parse(cursor)
            if found is not None:
                self.text = f"{self.text[: token.start]} {self.text[cursor.end :]}"
                return found
        return None

    def _resolved(self, field: str, meant: Callable[[dt.date], Any] | None) -> Any:
        if meant is None:
            return None
        if field in self.chosen:
            return self.chosen[field]
        try:
            return meant(self.sight.today)
        except DateDoubt as doubt:
            doubt.field, doubt.settled = field, self.chosen
            raise
        except OverflowError as too_far:
            raise Unreadable(self.text) from too_far


def _when(c: Cursor) -> Meant | None:
    return c.first(_from_month, _between_months, spans.span)


def _from_month(c: Cursor) -> Meant | None:
    """« à partir de juin », « dès juin »."""
    if not (any(c.words(*words) for words in _FROM) or c.word("des")):
        return None
    month = _month(c)
    return None if month is None else lambda today: _since(month, today)


def _since(month: Resolve, today: dt.date) -> Span:
    try:
        return Span(Moment(month(today).first), open_ended=True)
    except DateDoubt as doubt:
        doubt.propose(lambda run: Span(Moment(run.first)))
        raise


def _between_months(c: Cursor) -> Meant | None:
    """« de mai à août »."""
    c.word("de")
    first = _month(c)
    if first is None or not c.word(*_TO):
        return None
    last = _month(c)
    return None if last is None else lambda today: _both(_since(first, today).starts, last, today)


def _both(start: Moment, last: Resolve, today: dt.date) -> Span:
    """The last month comes after the first."""
    try:
        end = last(today).last
    except DateDoubt as doubt:
        doubt.propose(lambda run: Span(start, Moment(run.last)))
        raise
    return Span(start, Moment(end if end > start.day else cal.months_later(end, 12)))


def _month(c: Cursor) -> Resolve | None:
    c.words("mois", "de")
    month = month_word(c)
    if month is None:
        return None
    year = year_digits(c)
    return lambda today: cal.part_of_month(today, "mois", month, year)

"""What reading may raise.

Unreadable            a value that cannot be read
DateDoubt             a date that cannot be right: nothing is guessed, ways out are proposed
├── ImpossibleDate    31 April
├── DayMismatch       a weekday and a date that disagree
└── PastDate          a day that has passed
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from storage.values import Span

if TYPE_CHECKING:
    from commands.kit.reading.calendar import Days


class Unreadable(Exception):
    """`text` is no value of this kind; `field` is the key it stood behind, as it was typed."""

    def __init__(self, text: str, field: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.field = field


class DateDoubt(Exception):
    """`runs` are the days that may have been meant; `proposals` the values they make, hours and other end kept.

    `field` is whose value was doubtful, `start` where its words begin in their line; `is_deadline` says what kind
    of value it is. `settled` are the values that were chosen before, after other doubts about the same line.
    """

    def __init__(self, runs: tuple[Days, ...]) -> None:
        super().__init__(type(self).__name__)
        self.runs = runs
        self.proposals: tuple[Span, ...] = ()
        self.field: str | None = None
        self.start = 0
        self.is_deadline = False
        self.settled: Mapping[str, object] = {}

    def propose(self, value_of: Callable[[Days], Span]) -> None:
        """Fills the proposals from the runs; a run that makes no sense in its place is dropped."""
        made = [(run, span) for run in self.runs if (span := _sensible(run, value_of)) is not None]
        self.runs = tuple(run for run, _ in made)
        self.proposals = tuple(span for _, span in made)


class ImpossibleDate(DateDoubt):
    """That month has no such day; `year` when one was said."""

    def __init__(self, day: int, month: int, year: int | None, runs: tuple[Days, ...]) -> None:
        super().__init__(runs)
        self.day = day
        self.month = month
        self.year = year


class DayMismatch(DateDoubt):
    """`written` is another weekday than `weekday` (0 is Monday)."""

    def __init__(self, written: dt.date, weekday: int, runs: tuple[Days, ...]) -> None:
        super().__init__(runs)
        self.written = written
        self.weekday = weekday


class PastDate(DateDoubt):
    """`written` has passed."""

    def __init__(self, written: dt.date, runs: tuple[Days, ...]) -> None:
        super().__init__(runs)
        self.written = written


def _sensible(run: Days, value_of: Callable[[Days], Span]) -> Span | None:
    try:
        span = value_of(run)
    except (DateDoubt, Unreadable):
        return None
    return span if span.starts <= span.last else None

"""What reading may raise.

Unreadable            a value that cannot be read
DateDoubt             a date that cannot be right: nothing is guessed, ways out are proposed
├── ImpossibleDate    31 April
├── DayMismatch       a weekday and a date that disagree
└── PastDate          a day that has passed
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from storage.values import Moment, Span

if TYPE_CHECKING:
    from commands.kit.reading.calendar import Days


class Unreadable(Exception):
    """`text` is no value of this kind; `field` is known when it stood behind a key."""

    def __init__(self, text: str, field: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.field = field


class DateDoubt(Exception):
    """`proposals` are what may have been meant, hours and ends kept; `field` is whose value was doubtful.

    `runs` are the same as bare days, `start` is where the doubtful words begin in their line, and `kept` says
    that those words stay in the title.
    """

    def __init__(self, runs: tuple[Days, ...]) -> None:
        super().__init__(type(self).__name__)
        self.runs = runs
        self.proposals: tuple[Span, ...] = ()
        self.field: str | None = None
        self.start = 0
        self.kept = False


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

    @property
    def day(self) -> Moment:
        """The date as it was written."""
        return Moment(self.written)

    @property
    def weekday_said(self) -> int:
        """The weekday as it was said; 0 is Monday."""
        return self.weekday


class PastDate(DateDoubt):
    """`written` has passed."""

    def __init__(self, written: dt.date, runs: tuple[Days, ...]) -> None:
        super().__init__(runs)
        self.written = written

    @property
    def moment(self) -> Moment:
        """The day that has passed."""
        return Moment(self.written)

    @property
    def next_year(self) -> Span | None:
        """The next time it comes, if it does."""
        return self.proposals[0] if self.proposals else None

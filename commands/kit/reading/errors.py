"""What reading may raise.

Unreadable            a value that cannot be read
DateDoubt             a date that cannot be right: nothing is guessed, ways out are proposed
├── ImpossibleDate    31 April
├── DayMismatch       a weekday and a date that disagree
└── PastDate          a day that has passed
"""

from __future__ import annotations

import datetime as dt

from storage.values import Span


class Unreadable(Exception):
    """`text` is no value of this kind; `field` is known when it stood behind a key."""

    def __init__(self, text: str, field: str | None = None) -> None:
        super().__init__(text)
        self.text = text
        self.field = field


class DateDoubt(Exception):
    """`proposals` are what may have been meant; `start` is where the doubtful words begin in their line."""

    def __init__(self, proposals: tuple[dt.date, ...]) -> None:
        super().__init__(type(self).__name__)
        self.days = proposals
        self.proposals: tuple[Span, ...] = ()
        self.field: str | None = None
        self.start = 0


class ImpossibleDate(DateDoubt):
    """That month has no such day."""

    def __init__(self, day: int, month: int, proposals: tuple[dt.date, ...]) -> None:
        super().__init__(proposals)
        self.day = day
        self.month = month


class DayMismatch(DateDoubt):
    """`written` is another weekday than `weekday` (0 is Monday)."""

    def __init__(self, written: dt.date, weekday: int, proposals: tuple[dt.date, ...]) -> None:
        super().__init__(proposals)
        self.written = written
        self.weekday = weekday


class PastDate(DateDoubt):
    """`written` has passed."""

    def __init__(self, written: dt.date, proposals: tuple[dt.date, ...]) -> None:
        super().__init__(proposals)
        self.written = written

"""What is said when figures, dates or everything are given as files."""

from __future__ import annotations

from commands.kit.message import Joined, Message
from storage.values import Moment, Span


class ExportsShown(Message):
    """`!export` alone: what can be had, and of which figures."""

    sheets: Joined


class HowExportWorks(Message):
    """`!export` with words that are not understood."""


class DaysToCome(Message):
    """There are no figures yet of a period that has not begun."""

    first: Moment


class UnknownSheet(Message):
    """There are no figures of that name."""

    got: str
    sheets: Joined


class NothingToCount(Message):
    """Nothing has happened yet."""


class TableGiven(Message):
    """One CSV file."""

    file: str
    rows: int


class SpreadsheetGiven(Message):
    """All sheets in one ODS file; of which days the report in it is."""

    sheets: int
    days: Span


class SheetPageGiven(Message):
    """The same as Markdown."""

    sheets: int
    days: Span


class FiguresTitle(Message):
    """At the head of the Markdown."""


class AlmanacGiven(Message):
    """The calendar file."""

    entries: int


class AlmanacEmpty(Message):
    """No date within its year."""


class AlmanacName(Message):
    """As it is called in a calendar."""


class MilestoneInAlmanac(Message):
    """One, on its days."""

    title: str
    approximate: bool


class CommitteeInAlmanac(Message):
    """A steering committee's day."""


class MilestonesListed(Message):
    """A sheet's title, then the head of each column."""


class AboutDay(Message):
    """Whether a milestone's days are only about right."""

    approximate: bool


class WholeAsked(Message):
    """What `!export complet` holds, said before; the first question."""

    people: int
    listings: int
    requests: int
    traces: int


class WholeAskedAgain(Message):
    """The second question."""


class WholeGiven(Message):
    """The file itself, and what to do with it."""


class WholeNotGiven(Message):
    """Anything but « oui »."""


class RoomNotClosed(Message):
    """Somebody else reads along in the Tisseuse's room."""


class RoomInClear(Message):
    """The Tisseuse's room is not encrypted."""

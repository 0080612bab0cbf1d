"""What the bot may say about announcements and what is worth reading."""

from __future__ import annotations

from commands.kit.message import Lines, Message, Quoting
from commands.kit.speech import WeekdayName
from storage.bulletins import BulletinKind
from storage.values import Ref


class HowBulletinsWork(Message):
    """Nothing to tell, or words that are not understood."""

    kind: BulletinKind


class BulletinTooLong(Message):
    """One line of a courrier is short."""

    longest: int


class AskAnnouncement(Message):
    """What every îlot would read, and when."""

    text: str
    day: WeekdayName


class AskUrgent(Message):
    """What every îlot would read at once: the first time it is asked."""

    text: str
    count: int


class AskUrgentAgain(Message):
    """And the second."""

    text: str
    count: int


class BulletinNoted(Quoting):
    """It leaves with that courrier."""

    kind: BulletinKind
    day: WeekdayName


class UrgentNoted(Quoting):
    """It leaves for each îlot, in its hours."""

    count: int


class BulletinTold(Message):
    """A courrier told it: what was read is not changed behind people's back."""

    ref: Ref


class BulletinShown(Quoting):
    """One of them."""


class BulletinsShown(Message):
    """The latest."""

    lines: Lines
    kind: BulletinKind


class AnnouncementNews(Quoting):
    """In the courrier."""


class WatchNews(Quoting):
    """In the courrier."""


class UrgentNews(Quoting):
    """In each îlot's room."""

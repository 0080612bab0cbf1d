"""What the bot may say about what is ahead: one class a sentence, no words in it."""

from __future__ import annotations

from commands.kit.message import Lines, Message
from commands.kit.speech import ShortDay


class AgendaShown(Message):
    """What is ahead, a line each."""

    lines: Lines


class AgendaLine(Message):
    """One of it: when, and what."""

    when: object
    what: object


class UntilDay(Message):
    """It has begun: until when."""

    day: ShortDay


class FromDayToDay(Message):
    """Some days, both included; `number` is the first one's, where both are of one month, else 0."""

    first: ShortDay
    number: int
    last: ShortDay


class MoreAgenda(Message):
    """The way to the next page."""

    page: int


class AgendaAsFile(Message):
    """How to have it in one's calendar. `here`: it may be typed here."""

    here: bool


class AgendaEmpty(Message):
    """Nothing is ahead."""


class NoSuchAgendaPage(Message):
    """It ends before that."""


class AgendaFileInPrivate(Message):
    """A file is given in private."""


class AgendaGiven(Message):
    """The file."""


class AgendaName(Message):
    """As it is called in a calendar."""

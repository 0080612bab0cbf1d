"""What the bot may say about one's own reminders: one class a sentence, no words in it."""

from __future__ import annotations

from commands.kit.message import Lines, Message, Quoting
from commands.kit.speech import Begin
from storage.values import Moment, Ref


class ReminderKept(Quoting):
    """It stands; who sees it, and how to take it away."""

    on: Moment


class ReminderDayAsked(Message):
    """Of what is known: on which day?"""

    words: str


class ReminderDayUnread(Message):
    """That is no day."""

    got: str


class ReminderIsPast(Message):
    """That hour is over."""

    on: Begin


class ReminderTooLong(Message):
    """More characters than that."""

    longest: int


class TooManyReminders(Message):
    """As many as that are enough."""

    most: int


class ReminderTold(Quoting):
    """At its hour. `late`: the bot was down then."""

    on: Moment
    late: bool


class RemindersShown(Message):
    """What stands, a line each, and how to take it away; `ref` is the first one's."""

    lines: Lines
    ref: Ref


class ReminderLine(Quoting):
    """One of them."""

    on: Moment


class MoreReminders(Message):
    """How many did not fit."""

    count: int


class NoReminders(Message):
    """None stands."""


class ReminderGone(Message):
    """One was taken away."""

    ref: Ref


class RemindersGone(Message):
    """All of them were."""

    count: int

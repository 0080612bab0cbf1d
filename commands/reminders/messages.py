"""What the bot may say about one's own reminders: one class a sentence, no words in it."""

from __future__ import annotations

from enum import StrEnum

from commands.kit.message import Lines, Message, Quoting
from commands.kit.speech import Begin
from storage.values import Moment, Ref


class Unit(StrEnum):
    """What a day is asked of."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class ReminderKept(Quoting):
    """It stands; who sees it, and how to take it away."""

    on: Moment


class RecurringOften(Message):
    """« tous les mois »; `day` is that of the month where some months do not have it, else 0."""

    months: int
    weeks: int
    day: int


class RecurringKept(Quoting):
    """It stands until it is stopped: when next, and how often after that."""

    on: Moment
    often: RecurringOften


class ReminderDayAsked(Message):
    """Of what is known: on which day?"""

    words: str


class RecurringDayAsked(Message):
    """How often is known: on which day of it?"""

    words: str
    often: str
    unit: Unit


class RecurringUnread(Message):
    """How often is known; the day is none."""


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


class RecurringTold(Quoting):
    """At its hour, and when next. `late`: the bot was down then."""

    on: Moment
    again: Moment
    late: bool


class RecurringStays(Message):
    """A tick does not stop it: when next, and what does."""

    ref: Ref
    again: Moment


class RemindersShown(Message):
    """What stands, a line each, and how to take it away; `ref` is the first one's."""

    lines: Lines
    ref: Ref


class ReminderLine(Quoting):
    """One of them."""

    on: Moment


class RecurringLine(ReminderLine):
    """One of them that comes round."""

    often: RecurringOften


class MoreReminders(Message):
    """What did not fit stands on the next page."""

    page: int


class NoMoreReminders(Message):
    """There is no such page."""


class NoReminders(Message):
    """None stands."""


class ReminderGone(Message):
    """One was taken away."""

    ref: Ref


class RemindersGone(Message):
    """All of them were."""

    count: int

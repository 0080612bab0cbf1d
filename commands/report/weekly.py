"""What may be said in the Tisseuse's week."""

from __future__ import annotations

from commands.kit.message import Joined, Lines, Message
from commands.kit.speech import MonthName, ShortDay
from commands.report.messages import Directions


class WeekDigest(Message):
    """What is to be done, then a line a subject."""

    monday: ShortDay
    to_do: ToDoList | NothingToDo
    lines: Lines


class ToDoList(Message):
    """What every feature has waiting for her."""

    parts: Joined


class NothingToDo(Message):
    """Nothing waits."""


class QuietWeek(Message):
    """There is nothing to tell."""

    monday: ShortDay


class WeekExchange(Message):
    """Listings of the week."""

    made: Directions | NothingPosted
    fulfilled: int


class NothingPosted(Message):
    """No listing."""


class WithoutHands(Message):
    """Which, and how many more."""

    refs: Joined
    more: int


class OnOneLine(Message):
    """What belongs together, on one line."""

    parts: Joined


class WeekTimes(Message):
    """How many took place of those that were to."""

    held: int
    planned: int


class WeekMilestones(Message):
    """Those of this week."""

    parts: Joined


class MilestoneAimed(Message):
    """How many mechanisms are in place, against how many were to be by that month."""

    month: MonthName
    count: int
    low: int

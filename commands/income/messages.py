"""What the bot may say about one's own expected incomings. It counts, and says no more."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from commands.income.reading import Unclear
from commands.kit.message import Joined, Lines, Message
from commands.kit.speech import Begin, MonthName, ShortDay, ShortMonth
from storage.incomes import Every
from storage.values import Price


class IncomeBegins(Message):
    """Nothing is kept yet: what it is, who sees it, how to begin."""


class IncomeKept(Message):
    """A line is kept, or changed; what it says."""

    line: Message
    changed: bool


class IncomeLine(Message):
    """One line, by the number that its person calls it: their own words, how much, when."""

    number: int
    said: Joined


class IncomeRhythm(Message):
    """How much, and how often."""

    amount: Price
    every: Every


class IncomeOn(Message):
    """The day of what comes once."""

    day: dt.date


class IncomeSince(Message):
    """When what comes again begins."""

    day: ShortDay


class IncomeUntil(Message):
    """The last day of what comes again."""

    day: ShortDay


class IncomeListed(Message):
    """`!revenu liste`."""

    lines: Lines
    more: Message | None


class MoreIncome(Message):
    """Where the others are."""

    page: int


class Where(StrEnum):
    """How a month lies to the smoothed line."""

    ABOVE = "above"
    BELOW = "below"
    ON = "on"


class IncomeOutlook(Message):
    """Month by month."""

    head: Message
    lines: Lines
    below: Message
    how: Message


class OutlookHead(Message):
    """From when to when, and the smoothed line."""

    first: Begin
    last: MonthName
    count: int
    line: Price


class MonthExpected(Message):
    """A month in which something is expected."""

    month: MonthName
    amount: Price
    where: Where
    gap: Price


class MonthEmpty(Message):
    """A month in which nothing is noted."""

    month: MonthName
    gap: Price


class MonthsBelow(Message):
    """Those below the line."""

    months: Joined
    count: int


class NoMonthBelow(Message):
    """There are none."""


class OutlookHow(Message):
    """What else can be typed."""


class OutlookLater(Message):
    """What is known beyond the last month; and what else can be typed."""

    last: MonthName
    amount: Price


class OutlookPictured(Message):
    """What the picture shows, for whoever does not see it."""

    head: Message
    months: Joined


class MonthPictured(Message):
    """One bar."""

    month: MonthName
    amount: Price
    where: Where


class OutlookTitle(Message):
    """Of the picture."""


class MonthTick(Message):
    """Under a bar."""

    month: ShortMonth


class Label(StrEnum):
    """What a mark in the picture stands for."""

    EXPECTED = "expected"
    LINE = "line"
    GAP = "gap"


class OutlookLabel(Message):
    """Of the legend."""

    label: Label


class AmountTick(Message):
    """Above a bar."""

    amount: Price


class IncomeUnclear(Message):
    """Nothing is kept: what is missing, with an example."""

    why: Unclear


class IncomeRemoved(Message):
    """One line is gone, with the messages that showed it."""

    number: int


class IncomeErased(Message):
    """All of it is gone, with the messages that showed it."""


class NothingOfIncome(Message):
    """There was nothing."""


class NoSuchIncome(Message):
    """No line has that number."""

    number: int


class TooManyIncomes(Message):
    """As many lines as there may be."""

    most: int


class NoIncomePage(Message):
    """The list is shorter."""


class EditedIncome(Message):
    """The message that made a line is none any more."""

"""What stands in the report's sheets of figures."""

from __future__ import annotations

from enum import StrEnum

from commands.kit.message import Message
from storage.values import Direction


class FigureKind(StrEnum):
    """Which figure a row holds."""

    POSTED = "posted"
    FULFILLED = "fulfilled"
    BETWEEN = "between"
    SHARE = "share"
    DELAY = "delay"
    NEEDS_OPEN = "needs_open"
    NEEDS_FULFILLED = "needs_fulfilled"
    HELD = "held"
    SHARED = "shared"
    IN_PLACE = "in_place"
    AIMED_LOW = "aimed_low"
    AIMED_HIGH = "aimed_high"
    HELP = "help"
    PAIRS = "pairs"
    EXCHANGES = "exchanges"
    COMMONS = "commons"
    TOLD = "told"
    LINKS = "links"
    CAME_IN = "came_in"
    PAID = "paid"
    BALANCE = "balance"
    REQUESTS = "requests"
    REQUESTS_OF = "requests_of"
    ASKERS = "askers"
    ASKED_FROM = "asked_from"
    ASKED_BELOW = "asked_below"


class PeriodCounted(Message):
    """A sheet's title, then the head of each column."""


class SolidarityByQuarter(Message):
    """The same, of solidarity."""


class FigureNamed(Message):
    """Which figure it is."""

    figure: FigureKind


class DirectionNamed(Message):
    """Of which listings."""

    direction: Direction


class FewerPeople(Message):
    """In place of a number."""

    fewest: int


class OnePayment(Message):
    """In place of an amount that would tell a single payment."""

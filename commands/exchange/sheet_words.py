"""What stands in the sheets of figures."""

from __future__ import annotations

from commands.kit.message import Message
from storage.values import Direction


class MonthlyListings(Message):
    """A sheet's title, then the head of each column."""


class NeedsByCategory(Message):
    """The same, of needs."""


class DirectionHead(Message):
    """« offre », at the head of a row."""

    direction: Direction

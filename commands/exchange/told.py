"""What one person is told of listings unasked: an end that comes near, a suggestion, a warning, leaving an îlot."""

from __future__ import annotations

from commands.kit.message import Message, Quoting
from storage.values import Moment, Ref


class EndsSoon(Quoting):
    """To the author: it ends in a week, or today."""

    day: Moment
    today: bool


class StillTrue(Quoting):
    """To the author: it has stood for six months."""


class LeftIlot(Message):
    """To who left an îlot's room: what they had open there does not show any more."""

    ilot: str
    count: int
    refs: str


class BackInIlot(Message):
    """To who came back into an îlot's room: it shows again."""

    ilot: str
    count: int
    refs: str


class GoesWith(Quoting):
    """To somebody who asked for it: a listing that meets one of theirs, and the words that met."""

    words: str
    mine: Ref


class SuitsYou(Quoting):
    """To somebody who asked for it: a listing that meets what they can do, and the words that met."""

    words: str


class SaidInTheRoom(Message):
    """To the author, in private: what they typed in a room speaks of health or money. Is it meant for all?"""

    ref: Ref


class KeptBack(Message):
    """The same, of what they typed in private."""

    ref: Ref

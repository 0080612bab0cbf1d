"""What one courrier says: the news of the others, a line each, as many as fit."""

from __future__ import annotations

from commands.kit.command import Section
from commands.kit.message import Lines, Message
from storage.courrier import Edition
from storage.desk import Desk
from storage.values import Moment

MOST_LINES = 10


class Courrier(Message):
    """The news of the others, a line each."""

    day: Moment
    lines: Lines


class Together(Message):
    """Something else first, then the courrier."""

    first: Message
    then: Courrier


class MoreOnTheBoard(Message):
    """What did not fit."""

    count: int


async def composed(sections: tuple[Section, ...], desk: Desk, edition: Edition) -> Courrier | None:
    """With what every section has to tell; None when that is nothing."""
    lines: list[Message] = []
    more = 0
    for section in sections:
        told, left_out = await section(desk, edition)
        lines += told
        more += left_out
    more += max(0, len(lines) - MOST_LINES)
    kept = [*lines[:MOST_LINES], *([MoreOnTheBoard(count=more)] if more else [])]
    return Courrier(day=Moment(desk.visit.today), lines=Lines(tuple(kept))) if kept else None

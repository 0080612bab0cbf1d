"""What one courrier says: the news of the others, a line each, as many as fit."""

from __future__ import annotations

from commands.kit.command import Section
from commands.kit.message import Joined, Lines, Message, Phrase
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


class MoreNews(Message):
    """What did not fit, and where it stands."""

    count: int
    is_listed: bool
    boards: Joined


async def composed(sections: tuple[Section, ...], desk: Desk, edition: Edition) -> Courrier | None:
    """With what every section has to tell; None when that is nothing."""
    told = [(each.board, *await each.tell(desk, edition)) for each in sections]
    lines = [(board, line) for board, found, _ in told for line in found]
    cut = [board for board, _ in lines[MOST_LINES:]]
    cut += [board for board, _, left_out in told for _ in range(left_out)]
    cut.sort(key=[board for board, _, _ in told].index)
    kept = [*(line for _, line in lines[:MOST_LINES]), *more_news(cut)]
    return Courrier(day=Moment(desk.visit.today), lines=Lines(tuple(kept))) if kept else None


def more_news(cut: list[str | None]) -> list[MoreNews]:
    """One line for what did not fit, each board once; none when all did. `cut`: the board of each line left out."""
    boards = tuple(Phrase(f"{MoreNews.__name__}.{board}") for board in dict.fromkeys(cut) if board is not None)
    return [MoreNews(count=len(cut), is_listed=bool(boards), boards=Joined(boards, by=", "))] if cut else []

"""The courrier: an agenda that is called for, and what a committee decided."""

from __future__ import annotations

from commands.kit.message import Message
from commands.steering import messages as say
from storage.committees import Committee, CommitteeLine, LineKind
from storage.courrier import Edition
from storage.desk import Desk
from storage.errors import UnknownLine
from storage.values import Moment, Ref


async def news(desk: Desk, edition: Edition) -> tuple[list[Message], int]:
    """The same for every îlot; none of it may be left out."""
    called = [say.AgendaNews(day=Moment(each.on)) for each in await desk.committees.called_in(edition)]
    return [*called, *(_line(line, committee) for line, committee in await desk.committees.told_in(edition))], 0


async def line_of(desk: Desk, ref: Ref) -> Message | None:
    """As it stands now; None when it is gone."""
    try:
        line = await desk.committees.line(ref)
    except UnknownLine:
        return None
    if line.kind != LineKind.DECISION:
        return None
    return _line(line, await desk.committees.get(line.committee_id))


def _line(line: CommitteeLine, committee: Committee) -> say.DecisionNews:
    return say.DecisionNews(ref=line.ref, title=line.text, day=Moment(committee.on))

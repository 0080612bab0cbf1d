"""The courrier: what the other îlots proposed to have in common, and what began or was finished since."""

from __future__ import annotations

from commands.commons import messages as say
from commands.commons.cards import details
from commands.kit.message import Joined, Message
from storage.commons import Common
from storage.courrier import Edition
from storage.desk import Desk
from storage.people import Person
from storage.values import CommonState, Ref


async def news(desk: Desk, edition: Edition) -> tuple[list[Message], int]:
    """Its lines, and how many did not fit."""
    fresh, more = await desk.commons.proposed_elsewhere(edition)
    moved = await desk.commons.moved_elsewhere(edition)
    holders = await desk.people.among(common.holder_id for common in fresh)
    return [*(_line(each, holders[each.holder_id]) for each in fresh), *map(_moved, moved)], more


async def line_of(desk: Desk, ref: Ref) -> Message | None:
    """As it stands now; None when it is gone."""
    common = await desk.commons.find(ref)
    if common is not None and common.is_live:
        return _line(common, await desk.people.get(common.holder_id))
    finished = common is not None and common.state == CommonState.FINISHED and not common.is_erased
    return _moved(common) if finished and common is not None else None


def _line(common: Common, holder: Person) -> say.CommonNews:
    told = Joined((*details(common).parts, holder.first_name))
    return say.CommonNews(ref=common.ref, title=common.title, details=told)


def _moved(common: Common) -> say.CommonMovedLine:
    return say.CommonMovedLine(ref=common.ref, title=common.title, state=CommonState(common.state))

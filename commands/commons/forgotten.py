"""What commons keep of somebody: given to them, and taken away with them."""

from __future__ import annotations

from typing import Any

from commands.commons import messages as say
from commands.commons.cards import show_counts
from storage.desk import Desk
from storage.people import Person
from storage.values import CommonState


async def mine(desk: Desk, person: Person) -> dict[str, Any]:
    """What they proposed, and what they take part in."""
    held = await desk.commons.all_of_holder(person)
    told = [
        {"ref": str(each.ref), "title": each.title, "description": each.description, "missing": each.missing}
        for each in held
        if not each.is_erased
    ]
    return {"commons": told, "takes_part": [str(each.ref) for each in await desk.commons.all_of_participant(person)]}


async def forget(desk: Desk, person: Person) -> None:
    """What they proposed loses its words, here and in every room; elsewhere they take part no more."""
    for common in await desk.commons.all_of_holder(person):
        others = await desk.commons.participants(common) if common.is_live else []
        common.erase(desk.visit.now)
        await desk.erase_copies(str(common.ref))
        for other in others:
            if other.id != person.id:
                await desk.whisper(other, say.CommonMoved(ref=common.ref, state=CommonState.DROPPED))
    for common in await desk.commons.all_of_participant(person):
        await desk.commons.forget(common, person, await desk.ilots.of_person(person))
        await show_counts(desk, common)

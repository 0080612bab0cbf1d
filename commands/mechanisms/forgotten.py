"""What mechanisms keep of somebody: the ideas they had, given to them, and taken away with them."""

from __future__ import annotations

from typing import Any

from commands.mechanisms.commands import erase
from storage.desk import Desk
from storage.people import Person


async def mine(desk: Desk, person: Person) -> dict[str, Any]:
    """What they proposed. What they answered is nobody's: it cannot be given back."""
    proposed = await desk.mechanisms.proposed_by(person)
    return {"mechanisms": [{"ref": str(each.ref), "name": each.name} for each in proposed]}


async def forget(desk: Desk, person: Person) -> None:
    """An idea of theirs goes; what others tried since stays, without their name. That they were heard goes too."""
    for mechanism in await desk.mechanisms.proposed_by(person):
        if mechanism.is_idea:
            await erase(desk, mechanism.ref)
        else:
            mechanism.proposer_id = None
    await desk.reviews.forget(person)

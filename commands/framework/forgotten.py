"""What sheets keep of somebody: that they answer for some of them."""

from __future__ import annotations

from typing import Any

from storage.desk import Desk
from storage.people import Person


async def mine(desk: Desk, person: Person) -> dict[str, Any]:
    """The sheets they answer for, by key."""
    return {"answers_for": [sheet.key for sheet in await desk.framework.of_referent(person)]}


async def forget(desk: Desk, person: Person) -> None:
    """The sheets stay; questions go to the Tisseuse."""
    for sheet in await desk.framework.of_referent(person):
        sheet.referent_id = None

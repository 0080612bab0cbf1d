"""What is kept of somebody's expected incomings: given to them, and taken away with them."""

from __future__ import annotations

from typing import Any

from storage.desk import Desk
from storage.incomes import whole
from storage.people import Person


async def mine(desk: Desk, person: Person) -> dict[str, Any]:
    """Their lines, by number."""
    return {"income": [each.as_json() for each in (await desk.incomes.of(person)).values()]}


async def forget(desk: Desk, person: Person) -> None:
    """With every message that showed one."""
    refs = list(await desk.incomes.of(person))
    for ref in (*refs, whole(person)):
        await desk.erase_copies(str(ref))
    await desk.incomes.erase(person, *refs)

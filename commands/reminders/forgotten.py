"""Reminders are their person's alone: given to them, and taken away with them."""

from __future__ import annotations

from typing import Any

from commands.reminders.clock import take_away
from storage.desk import Desk
from storage.people import Person


async def mine(desk: Desk, person: Person) -> dict[str, Any]:
    """All of theirs, with their words."""
    found = await desk.reminders.of(person)
    return {
        "reminders": [
            {"ref": str(each.ref), "on": each.on.isoformat(), "words": each.words, "every": each.every}
            for each in found
        ]
    }


async def forget(desk: Desk, person: Person) -> None:
    """With their notes and every message that holds their words."""
    for reminder in await desk.reminders.of(person):
        await take_away(desk, reminder)

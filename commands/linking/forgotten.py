"""What is kept of who was asked to meet whom: given to them, taken away with them, let go after a year."""

from __future__ import annotations

from typing import Any

from storage.desk import Desk
from storage.people import Person


async def mine(desk: Desk, person: Person) -> dict[str, Any]:
    """About which of their listings they were asked, and what they answered."""
    found = await desk.introductions.of(person)
    told = [
        {
            "ref": str(listing.ref),
            "asked_at": introduction.asked_at.isoformat(),
            "said": introduction.one_says if listing.id == introduction.one_id else introduction.other_says,
        }
        for introduction, listing in found
    ]
    return {"introductions": told}


async def forget(desk: Desk, person: Person) -> None:
    """Nobody ever asked."""
    for introduction, _ in await desk.introductions.of(person):
        await desk.introductions.forget(introduction)


async def tidy(desk: Desk) -> None:
    """At night: what was asked a year ago."""
    await desk.introductions.sweep(desk.visit.now)

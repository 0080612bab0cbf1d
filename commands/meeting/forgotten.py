"""What is kept of somebody's meeting: given to them, taken away with them; over, it goes by itself."""

from __future__ import annotations

from typing import Any

from storage.desk import Desk
from storage.people import Person


async def mine(desk: Desk, person: Person) -> dict[str, Any]:
    """Its day and its state."""
    meeting = await desk.meetings.of(person)
    return {"meeting": {"at": meeting.at.isoformat(), "state": str(meeting.state)} if meeting is not None else None}


async def forget(desk: Desk, person: Person) -> None:
    """Without a word to anybody."""
    await desk.meetings.cancel(person)


async def tidy(desk: Desk) -> None:
    """At night: those whose day is over."""
    await desk.meetings.sweep(desk.visit.today)

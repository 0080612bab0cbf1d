"""What traces keep of somebody: given to them, and taken away with them; what is published stays, with no name."""

from __future__ import annotations

from typing import Any

from commands.traces.keeping import erase
from storage.desk import Desk
from storage.people import Person
from storage.traces import Trace


async def mine(desk: Desk, person: Person) -> dict[str, Any]:
    """Their traces, and each « oui » to let one go."""
    return {"traces": [await _told(desk, trace) for trace in await desk.traces.of_author(person)]}


async def _told(desk: Desk, trace: Trace) -> dict[str, Any]:
    consents = await desk.traces.consents(trace)
    return {
        "ref": str(trace.ref),
        "text": trace.text,
        "edited": trace.edited,
        "format": str(trace.format),
        "state": str(trace.state),
        "scope": str(trace.scope),
        "signature": trace.signature and str(trace.signature),
        "licence": trace.licence,
        "consents": [f"{each.given_at.isoformat(timespec='seconds')} {each.scope}" for each in consents],
    }


async def forget(desk: Desk, person: Person) -> None:
    """With their voices. A published one was let go for good; nobody's name stands under it any more."""
    for trace in await desk.traces.of_author(person):
        if trace.published_at is None:
            await erase(desk, trace)
        else:
            trace.part_from_author()

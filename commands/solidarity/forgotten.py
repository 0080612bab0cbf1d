"""What requests keep of somebody: given to them, and taken away with them; the Tisseuse is told that one is no more."""

from __future__ import annotations

from typing import Any

from commands.kit.confidential import tell_office
from commands.solidarity import office_messages as office_says
from commands.solidarity.clock import stop
from commands.solidarity.keeping import let_go
from storage.desk import Desk
from storage.people import Person
from storage.requests import RequestState, SolidarityRequest


async def mine(desk: Desk, person: Person) -> dict[str, Any]:
    """Their requests, in their own words."""
    return {"requests": [_told(desk, request, person) for request in await desk.requests.of(person)]}


def _told(desk: Desk, request: SolidarityRequest, person: Person) -> dict[str, Any]:
    return {
        "ref": str(request.ref),
        "need": str(request.need),
        "within": str(request.within),
        "amount_cents": request.amount_cents,
        "signed": str(request.signed),
        "state": str(request.state),
        "text": desk.requests.own_words(request, person),
        "created_at": request.created_at.isoformat(timespec="seconds"),
        "read_by": list(request.read_by),
    }


async def forget(desk: Desk, person: Person) -> None:
    """As if each had closed long ago: its name, its type and its quarter stay. Whom they helped does not know them."""
    for request in await desk.requests.of(person):
        if request.is_open:
            request.close(RequestState.WITHDRAWN, desk.visit.now, None, desk.visit.today)
            await stop(desk, request)
            await tell_office(desk, request, office_says.WithdrawnByAuthor(ref=request.ref))
        await let_go(desk, request)
        await desk.posts.forget_card(str(request.ref))
    await desk.requests.part_from(person)

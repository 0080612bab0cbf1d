"""What waits for the Tisseuse, in her weekly digest: requests that nobody took yet."""

from __future__ import annotations

from commands.kit.confidential import office_room
from commands.kit.message import Message
from commands.solidarity import messages as say
from commands.solidarity.clock import days_for, working_days_later
from storage.desk import Desk
from storage.recurrence import instant_of
from storage.requests import RequestState, SolidarityRequest


async def to_acknowledge(desk: Desk) -> Message | None:
    """How many, and how many have waited as long as an answer may take; nothing where somebody else reads along."""
    if await office_room(desk) is None:
        return None
    sent = [each for each in await desk.requests.open() if each.state == RequestState.SENT]
    late = [each for each in sent if _is_due(desk, each)]
    return (
        say.ToAcknowledge(count=len(sent), late=len(late), days=min(map(days_for, late), default=0)) if sent else None
    )


def _is_due(desk: Desk, request: SolidarityRequest) -> bool:
    local = request.created_at.astimezone(desk.visit.zone).replace(tzinfo=None)
    return instant_of(working_days_later(local, days_for(request)), desk.visit.zone) <= desk.visit.now

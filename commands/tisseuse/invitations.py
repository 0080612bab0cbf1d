"""Who may bring the bot into a room: people it knows; for others the Tisseuse decides."""

from __future__ import annotations

import datetime as dt

from commands.kit.command import Answer, AnswerHandler, Happening, Listener, Occasion
from commands.kit.dialogue import is_no, is_yes
from commands.kit.message import Message
from commands.tisseuse import messages as say
from storage.desk import Desk
from storage.people import Person
from storage.questions import Question

INVITATION = "invitation"
_LASTS = dt.timedelta(days=14)


async def _invited(desk: Desk, what: Happening) -> None:
    room_id = desk.visit.room_id
    room = await desk.rooms.meet(room_id)
    room.name = what.room_name or room.name
    if await _is_ours(desk, room_id) or await _is_known(desk, what.user_id):
        desk.do("enter", room_id)
        return
    asked = say.InvitationAsked(who=what.user_id, room=what.room_name or room_id, server=what.user_id.partition(":")[2])
    fields = {"room_id": room_id, "room": what.room_name or room_id}
    await desk.tell_tisseuse(asked, Question(kind=INVITATION, fields=fields, lasts=_LASTS))


async def _is_ours(desk: Desk, room_id: str) -> bool:
    """The successor of a room we live in, or the Tisseuse's own."""
    room = await desk.rooms.find(room_id)
    return bool(room and room.is_admin) or await desk.ilots.of_room(room_id) is not None


async def _is_known(desk: Desk, user_id: str) -> bool:
    """A member of an îlot, or somebody with an office."""
    person: Person | None = await desk.people.by_id(user_id)
    if person is None:
        return False
    return person.office is not None or bool(await desk.ilots.of_person(person))


async def _decided(desk: Desk, answer: Answer) -> Message | None:
    room_id, room = answer.fields["room_id"], answer.fields["room"]
    if is_yes(answer.text):
        desk.do("enter", room_id)
        return say.InvitationAccepted(room=room)
    if is_no(answer.text):
        desk.do("decline", room_id)
        return say.InvitationDeclined(room=room)
    return None


async def _entered(desk: Desk, _what: Happening) -> None:
    """A room that belongs to nobody yet is mentioned, so that it can be bound."""
    room = await desk.rooms.meet(desk.visit.room_id)
    known = room.is_admin or await desk.ilots.of_room(room.room_id) is not None
    if not known and len(await desk.rooms.occupants(room)) > 1:
        await desk.tell_tisseuse(say.RoomWaits(room=room.name or room.room_id, room_id=room.room_id))


LISTENERS: dict[Occasion, Listener] = {Occasion.INVITE: _invited, Occasion.ENTERED: _entered}
ANSWERS: dict[str, AnswerHandler] = {INVITATION: _decided}

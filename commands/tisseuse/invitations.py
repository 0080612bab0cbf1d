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
from storage.rooms import Room

INVITATION = "invitation"
_LASTS = dt.timedelta(days=14)


async def _invited(desk: Desk, what: Happening) -> None:
    room_id = desk.visit.room_id
    room = await desk.rooms.meet(room_id)
    room.name, room.direct = what.room_name or room.name, room.direct or what.direct
    if await _is_ours(desk, room_id) or await _is_known(desk, what.user_id):
        desk.do("enter", room_id)
        return
    room.invited_by = what.user_id
    await _ask(desk, room)


async def _ask(desk: Desk, room: Room) -> None:
    """The Tisseuse; until she can be asked, the invitation waits with the room."""
    who, name = room.invited_by or "", await desk.rooms.title(room)
    asked = say.InvitationAsked(who=who, room=name, server=who.partition(":")[2])
    fields = {"room_id": room.room_id, "room": name}
    if await desk.tell_tisseuse(asked, Question(kind=INVITATION, fields=fields, lasts=_LASTS)):
        room.invited_by = None


async def _is_ours(desk: Desk, room_id: str) -> bool:
    """The Tisseuse's own, an îlot's, or the successor of a room we live in."""
    room = await desk.rooms.find(room_id)
    ours = (room and room.is_admin) or await desk.ilots.of_room(room_id) or await desk.rooms.before(room_id)
    return bool(ours)


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
    """A room that belongs to nobody yet is mentioned, so that it can be bound; in her own, what waited is asked."""
    room = await desk.rooms.meet(desk.visit.room_id)
    if room.is_admin:
        for waiting in await desk.rooms.undecided():
            await _ask(desk, waiting)
        return
    known = await desk.ilots.of_room(room.room_id) is not None
    if not known and len(await desk.rooms.occupants(room)) > 1:
        await desk.tell_tisseuse(say.RoomWaits(room=await desk.rooms.title(room)))


LISTENERS: dict[Occasion, Listener] = {Occasion.INVITE: _invited, Occasion.ENTERED: _entered}
ANSWERS: dict[str, AnswerHandler] = {INVITATION: _decided}

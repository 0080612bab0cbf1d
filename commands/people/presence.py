"""What rooms tell about people: who is in, who left, and what that makes of the îlots."""

from __future__ import annotations

from commands.kit.command import Happening, Listener, Occasion
from commands.people import messages as say
from storage.desk import Desk
from storage.membership import make_member
from storage.rooms import Room

FEWEST, MOST = 2, 6


async def _entered(desk: Desk, what: Happening) -> None:
    """The bot is in: the room, and who is there, become known."""
    room = await desk.rooms.meet(desk.visit.room_id)
    room.joined, room.may_speak, room.encrypted = True, True, what.encrypted
    room.name = what.room_name or room.name
    for user_id in await desk.rooms.occupants(room):
        if user_id not in {member for member, _ in what.members}:
            await desk.rooms.leave(room, user_id)
    for user_id, name in what.members:
        await _arrive(desk, room, user_id, name)


async def _joined(desk: Desk, what: Happening) -> None:
    """Somebody came."""
    await _arrive(desk, await desk.rooms.meet(desk.visit.room_id), what.user_id, what.name)
    await _mention_size(desk, what, coming=True)


async def _left(desk: Desk, what: Happening) -> None:
    """Somebody went: notices stop, and they are no member of the îlot any more."""
    room = await desk.rooms.meet(desk.visit.room_id)
    await desk.rooms.leave(room, what.user_id)
    ilot = await desk.ilots.of_room(room.room_id)
    person = await desk.people.by_id(what.user_id)
    if ilot is not None and person is not None and await desk.ilots.part(ilot, person):
        await _mention_size(desk, what, coming=False)


async def _gone(desk: Desk, _what: Happening) -> None:
    """The bot is out of the room."""
    room = await desk.rooms.meet(desk.visit.room_id)
    was_in, room.joined = room.joined, False
    if was_in:
        await desk.tell_tisseuse(say.PutOut(room=await _name_of(desk, room)))


async def _muted(desk: Desk, _what: Happening) -> None:
    """The bot may no longer speak there."""
    room = await desk.rooms.meet(desk.visit.room_id)
    room.may_speak = False
    await desk.tell_tisseuse(say.Muted(room=await _name_of(desk, room)))


async def _upgraded(desk: Desk, what: Happening) -> None:
    """The îlot, or the Tisseuse's room, moves on with its room."""
    assert what.target is not None
    old, new = await desk.rooms.meet(desk.visit.room_id), await desk.rooms.meet(what.target)
    new.name, new.is_admin, old.is_admin = new.name or old.name, new.is_admin or old.is_admin, False
    old.joined = False
    ilot = await desk.ilots.of_room(old.room_id)
    if ilot is not None:
        await desk.ilots.bind(ilot, new.room_id)


async def _arrive(desk: Desk, room: Room, user_id: str, name: str | None) -> None:
    await desk.rooms.enter(room, user_id)
    ilot = await desk.ilots.of_room(room.room_id)
    if ilot is not None:
        await make_member(desk, ilot, user_id, name)


async def _mention_size(desk: Desk, what: Happening, *, coming: bool) -> None:
    """An îlot of one or of seven is mentioned, never blocked."""
    ilot = await desk.ilots.of_room(desk.visit.room_id)
    if ilot is None or desk.is_nobody(what.user_id):
        return
    size = len(await desk.ilots.members(ilot))
    if (coming and size == MOST + 1) or (not coming and size == FEWEST - 1):
        await desk.tell_tisseuse(say.UnusualSize(ilot=ilot.name, size=size))


async def _name_of(desk: Desk, room: Room) -> str:
    ilot = await desk.ilots.of_room(room.room_id)
    return ilot.name if ilot else room.name or room.room_id


LISTENERS: dict[Occasion, Listener] = {
    Occasion.ENTERED: _entered,
    Occasion.JOIN: _joined,
    Occasion.LEAVE: _left,
    Occasion.GONE: _gone,
    Occasion.MUTED: _muted,
    Occasion.UPGRADED: _upgraded,
}

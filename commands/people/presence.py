"""What rooms tell about people and about the bot: who is in, who left, and what that makes of the îlots."""

from __future__ import annotations

from commands.kit.command import Happening, Listener, Occasion
from commands.kit.message import Message
from commands.people import messages as say
from storage.desk import Desk
from storage.ilots import Ilot
from storage.membership import make_member
from storage.moving import readdress
from storage.rooms import Room

FEWEST, MOST = 2, 6


# ── people ──


async def _joined(desk: Desk, what: Happening) -> None:
    """Somebody came."""
    room = await desk.rooms.meet(desk.visit.room_id)
    before = await _size(desk, room)
    await _arrive(desk, room, what.user_id, what.name)
    await _mention_size(desk, room, before)


async def _left(desk: Desk, what: Happening) -> None:
    """Somebody went: notices stop, and they are no member of the îlot any more."""
    room = await desk.rooms.meet(desk.visit.room_id)
    before = await _size(desk, room)
    await _depart(desk, room, what.user_id)
    await _mention_size(desk, room, before)


async def _bound(desk: Desk, _what: Happening) -> None:
    """An îlot was given a room with everybody in it."""
    await _mention_size(desk, await desk.rooms.meet(desk.visit.room_id), before=0)


async def _arrive(desk: Desk, room: Room, user_id: str, name: str | None) -> None:
    await desk.rooms.enter(room, user_id, name)
    ilot = await desk.ilots.of_room(room.room_id)
    if ilot is not None:
        await make_member(desk, ilot, user_id, name)


async def _depart(desk: Desk, room: Room, user_id: str) -> None:
    await desk.rooms.leave(room, user_id)
    ilot = await desk.ilots.of_room(room.room_id)
    person = await desk.people.by_id(user_id)
    if ilot is not None and person is not None:
        await desk.ilots.part(ilot, person)
        if person.office is None and not await desk.ilots.of_person(person):
            person.apart_since = desk.visit.now


async def _size(desk: Desk, room: Room) -> int:
    ilot = await desk.ilots.of_room(room.room_id)
    return len(await desk.ilots.members(ilot)) if ilot else 0


async def _mention_size(desk: Desk, room: Room, before: int) -> None:
    """An îlot that came down to one, or up to seven, is mentioned, never blocked."""
    ilot, size = await desk.ilots.of_room(room.room_id), await _size(desk, room)
    if ilot is not None and (before <= MOST < size or size < FEWEST <= before):
        await desk.tell_tisseuse(say.UnusualSize(ilot=ilot.name, size=size))


# ── the bot itself ──


async def _entered(desk: Desk, what: Happening) -> None:
    """The bot is in: the room, and who is there, become known."""
    room = await desk.rooms.meet(desk.visit.room_id)
    await _follow(desk, room, what.predecessor)
    room.joined, room.may_speak, room.invited_by = True, not what.muted, None
    room.may_remove = what.removes
    room.encrypted = room.encrypted or what.encrypted
    room.name = what.room_name or room.name
    before = await _size(desk, room)
    for user_id in set(await desk.rooms.occupants(room)) - {member for member, _ in what.members}:
        await _depart(desk, room, user_id)
    for user_id, name in what.members:
        await _arrive(desk, room, user_id, name)
    await _mention_size(desk, room, before)
    if what.muted:
        await _mention(desk, room, say.Muted(room=await _name_of(desk, room)))


async def _gone(desk: Desk, _what: Happening) -> None:
    """The bot is out of the room, or the invitation was taken back."""
    room = await desk.rooms.meet(desk.visit.room_id)
    was_in, room.joined, room.invited_by = room.joined, False, None
    if was_in:
        await desk.tell_tisseuse(say.PutOut(room=await _name_of(desk, room)))


async def _muted(desk: Desk, what: Happening) -> None:
    """The bot may no longer speak there: what it has to say there waits."""
    room = await desk.rooms.meet(desk.visit.room_id)
    room.may_remove = what.removes
    could, room.may_speak = room.may_speak, False
    if could and room.successor is None:  # an upgrade silences the old room by itself
        await _mention(desk, room, say.Muted(room=await _name_of(desk, room)))


async def _unmuted(desk: Desk, what: Happening) -> None:
    """The bot may speak there, as always or again."""
    room = await desk.rooms.meet(desk.visit.room_id)
    room.may_speak, room.may_remove = True, what.removes


async def _encrypted(desk: Desk, _what: Happening) -> None:
    """A room that was clear is encrypted from now on."""
    (await desk.rooms.meet(desk.visit.room_id)).encrypted = True


async def _mention(desk: Desk, room: Room, what: Message) -> None:
    """To the Tisseuse, unless it is her own room that cannot be talked in."""
    if not room.is_admin:
        await desk.tell_tisseuse(what)


async def _name_of(desk: Desk, room: Room) -> str:
    ilot = await desk.ilots.of_room(room.room_id)
    return ilot.name if ilot else await desk.rooms.title(room)


# ── a room that moves ──


async def _upgraded(desk: Desk, what: Happening) -> None:
    """The room names its successor: the bot tries to go there, and moves when it is in."""
    assert what.target is not None
    old, new = await desk.rooms.meet(desk.visit.room_id), await desk.rooms.meet(what.target)
    old.successor, new.name = new.room_id, new.name or old.name
    if new.joined:
        await _follow(desk, new, None)
    else:
        desk.do("enter", new.room_id)


async def _follow(desk: Desk, new: Room, predecessor: str | None) -> None:
    """The îlot, or the Tisseuse's room, lives on here: if the new room says so too, where it could be seen."""
    old = await desk.rooms.before(new.room_id)
    if old is None or not old.joined:
        return
    if predecessor not in {None, old.room_id}:
        old.successor = None
        await _mention(desk, old, say.StrangeSuccessor(room=await _name_of(desk, old)))
        return
    new.is_admin, old.is_admin = new.is_admin or old.is_admin, False
    old.joined = False
    ilot: Ilot | None = await desk.ilots.of_room(old.room_id)
    if ilot is not None:
        await desk.ilots.bind(ilot, new.room_id)
    await readdress(desk, old.room_id, new.room_id)


LISTENERS: dict[Occasion, Listener] = {
    Occasion.JOIN: _joined,
    Occasion.LEAVE: _left,
    Occasion.BOUND: _bound,
    Occasion.ENTERED: _entered,
    Occasion.GONE: _gone,
    Occasion.MUTED: _muted,
    Occasion.UNMUTED: _unmuted,
    Occasion.ENCRYPTED: _encrypted,
    Occasion.UPGRADED: _upgraded,
}

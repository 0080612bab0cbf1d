"""Private rooms: what waited for one leaves when its person comes; who declines is told, once, how to write first."""

from __future__ import annotations

from commands.kit.command import Happening, Listener, Occasion
from commands.kit.message import Message
from commands.trust import messages as say
from storage.desk import Desk, Saying, Urgency
from storage.people import Person
from storage.rooms import Room, RoomKind


async def _entered(desk: Desk, _what: Happening) -> None:
    """The bot is in: perhaps a room that somebody opened for the two."""
    room = await desk.rooms.meet(desk.visit.room_id)
    await _open(desk, room)
    if await _is_a_pair_in_clear(desk, room):
        _tell(desk, room, say.NotEncrypted(), await _language_owner(desk, room))


async def _made(desk: Desk, what: Happening) -> None:
    """The room that somebody was asked into exists."""
    asked = await desk.privates.of(what.target or "")
    if asked is not None:
        asked.room_id = desk.visit.room_id
    room = await desk.rooms.meet(desk.visit.room_id)
    room.direct = True
    await _open(desk, room)


async def _encrypted(desk: Desk, _what: Happening) -> None:
    """Nothing private left before."""
    await _open(desk, await desk.rooms.meet(desk.visit.room_id))


async def _joined(desk: Desk, what: Happening) -> None:
    """Two are enough for a private room; three are too many."""
    room = await desk.rooms.meet(desk.visit.room_id)
    await _open(desk, room)
    others = await desk.rooms.occupants(room)
    if room.encrypted and len(others) == 2 and await _is_for_two(desk, room):
        _tell(desk, room, say.NoLongerAlone(), await desk.people.by_id(next(iter(set(others) - {what.user_id}), "")))


async def _declined(desk: Desk, what: Happening) -> None:
    """Said once in their îlot's room, and nothing else; what waited for them is dropped."""
    invitation = await desk.privates.of_room(desk.visit.room_id)
    person = await desk.people.by_id(what.user_id)
    if invitation is None or invitation.user_id != what.user_id or invitation.declined or person is None:
        return
    invitation.declined = True
    await desk.privates.drop(what.user_id)
    desk.do("decline", desk.visit.room_id)
    home = await desk.home_room(person)
    if home is not None:
        saying = Saying(say.HowToWriteMe(bot=desk.house.user_id), home, Urgency.NOTICE, person.language)
        saying.addressed = person
        desk.sayings.append(saying)


async def _open(desk: Desk, room: Room) -> None:
    """Encrypted, exactly two: what waited for this person leaves now."""
    if await desk.rooms.kind(room) is not RoomKind.PRIVATE:
        return
    (user_id,) = await desk.rooms.occupants(room)
    await desk.privates.settle(user_id)
    await desk.privates.let_in(user_id, room.room_id)
    desk.do("mark_private", room.room_id, target=user_id)


async def _is_a_pair_in_clear(desk: Desk, room: Room) -> bool:
    alone = len(await desk.rooms.occupants(room)) == 1
    return alone and not room.encrypted and await _is_for_two(desk, room)


async def _is_for_two(desk: Desk, room: Room) -> bool:
    """Opened as a conversation, and neither an îlot's room nor the Tisseuse's."""
    return room.is_personal and not room.is_admin and await desk.ilots.of_room(room.room_id) is None


async def _language_owner(desk: Desk, room: Room) -> Person | None:
    others = await desk.rooms.occupants(room)
    return await desk.people.by_id(others[0]) if others else None


def _tell(desk: Desk, room: Room, what: Message, person: Person | None) -> None:
    language = person.language if person else desk.house.language
    desk.sayings.append(Saying(what, room.room_id, Urgency.ANSWER, language))


LISTENERS: dict[Occasion, Listener] = {
    Occasion.ENTERED: _entered,
    Occasion.ENCRYPTED: _encrypted,
    Occasion.PRIVATE_MADE: _made,
    Occasion.JOIN: _joined,
    Occasion.DECLINED: _declined,
}

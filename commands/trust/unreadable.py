"""A message that cannot be read: its key is waited for, then its author is told, once; many in a room are an alarm."""

from __future__ import annotations

import datetime as dt
from typing import Any

from commands.kit.command import Happening, Listener, NoteHandler, Occasion
from commands.trust import messages as say
from storage.agenda import Note
from storage.desk import Desk, Saying, Urgency
from storage.rooms import RoomKind
from storage.unreadable import UnreadableMessage

UNREADABLE = "unreadable"
ALARM_FROM = 3
_DAY = dt.timedelta(days=1)


async def _unreadable(desk: Desk, what: Happening) -> None:
    event_id, visit = what.target or desk.visit.event_id, desk.visit
    if await desk.unreadable.add(event_id, visit.room_id, what.user_id, visit.thread, visit.now):
        note = Note(kind=UNREADABLE, key=f"{UNREADABLE}:{event_id}", fields={"event_id": event_id})
        await desk.wake_me(visit.now + desk.house.unreadable_after, note)


async def _readable(desk: Desk, what: Happening) -> None:
    """The key came in time: nobody hears of it."""
    event_id = what.target or ""
    await desk.unreadable.forget(event_id)
    await desk.agenda.forget(f"{UNREADABLE}:{event_id}")


async def _say_so(desk: Desk, fields: dict[str, Any]) -> None:
    message = await desk.unreadable.get(fields["event_id"])
    told = await desk.unreadable.tell(message, desk.visit.now) if message is not None else 0
    if message is not None and told:
        await _tell_author(desk, message)
        await _tell_tisseuse(desk, message.room_id, told)


async def _tell_author(desk: Desk, message: UnreadableMessage) -> None:
    room = await desk.rooms.find(message.room_id)
    if room is None or not room.joined:
        return
    person = await desk.people.meet(message.sender)
    shared = await desk.rooms.kind(room) is RoomKind.SHARED
    thread = (message.thread or message.event_id) if shared else None
    desk.sayings.append(Saying(say.CannotRead(), room.room_id, Urgency.ANSWER, person.language, thread=thread))


async def _tell_tisseuse(desk: Desk, room_id: str, more: int) -> None:
    """Once when it begins to be many, not at each."""
    count = await desk.unreadable.count(room_id, desk.visit.now - _DAY)
    room = await desk.rooms.find(room_id)
    if count - more < ALARM_FROM <= count and room is not None and await desk.rooms.kind(room) is not RoomKind.PRIVATE:
        await desk.tell_tisseuse(say.ManyUnreadable(room=await desk.rooms.title(room), count=count))


LISTENERS: dict[Occasion, Listener] = {Occasion.UNDECRYPTABLE: _unreadable, Occasion.READABLE: _readable}
NOTES: dict[str, NoteHandler] = {UNREADABLE: _say_so}

"""A courrier told again, where it was: a line of it was deleted, and its message had to go."""

from __future__ import annotations

from commands.kit.message import Lines, Message
from commands.kit.messages import CourrierAgain
from storage.desk import Desk, Urgency


async def tell_the_rest(desk: Desk, room_id: str, lines: list[Message]) -> None:
    """The other lines, as they stand now; nobody is notified of it."""
    room = await desk.rooms.find(room_id)
    if room is None or not room.joined or not lines:
        return
    again, reader = CourrierAgain(lines=Lines(tuple(lines))), await desk.reader_in(room)
    if reader is not None:
        await desk.copy_courrier(reader, again)
    elif await desk.ilots.of_room(room_id) is not None:
        desk.tell_news(again, room, urgency=Urgency.BESIDE)

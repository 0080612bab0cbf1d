"""First contact: what the bot says when it comes into an îlot's room, once."""

from pathlib import Path

from commands.kit.command import Feature, Happening, Occasion
from commands.kit.message import Message
from storage.desk import Desk

_LISTENED = (Occasion.ENTERED, Occasion.BOUND)


class Welcome(Message):
    """Who it is, what it does, what it keeps, and how to try."""


async def _greet(desk: Desk, _what: Happening) -> None:
    ilot = await desk.ilots.of_room(desk.visit.room_id)
    room = await desk.rooms.find(desk.visit.room_id)
    if ilot is None or room is None or not room.joined or ilot.welcomed:
        return
    ilot.welcomed = True
    desk.say(Welcome(), room=room)


FEATURE = Feature(
    name="welcome",
    folder=Path(__file__).parent,
    listeners=dict.fromkeys(_LISTENED, _greet),
)

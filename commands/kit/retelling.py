"""A courrier told again, where it was: a line of it was deleted, and its message had to go."""

from __future__ import annotations

from collections.abc import Mapping

from commands.kit.command import Things
from commands.kit.message import Lines, Message
from commands.kit.messages import CourrierAgain
from storage.desk import Desk, Urgency
from storage.values import Ref


async def say_again(desk: Desk, things: Mapping[str, Things]) -> None:
    """What stood in the same message as erased words: a courrier's lines together, anything else by itself.

    `things` by the letter of their references.
    """
    bereft = [(room_id, Ref.parse(card)) for room_id, card in dict.fromkeys(desk.bereft)]
    desk.bereft.clear()
    for room_id in dict.fromkeys(room_id for room_id, _ in bereft):
        told = [await _line(desk, things, ref) for room, ref in bereft if room == room_id]
        await tell_the_rest(desk, room_id, [line for line in told if line is not None])
    for room_id, ref in bereft:
        again = things[ref.letter].again
        if again is not None:
            await again(desk, room_id, ref)


async def _line(desk: Desk, things: Mapping[str, Things], ref: Ref) -> Message | None:
    line = things[ref.letter].line
    return await line(desk, ref) if line is not None else None


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

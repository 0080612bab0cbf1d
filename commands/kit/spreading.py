"""What is for every îlot, a few îlots at a time: whoever asks something meanwhile has a turn between two slices."""

from __future__ import annotations

from dataclasses import dataclass

from storage.desk import Desk
from storage.ilots import Ilot
from storage.rooms import Room

SPREAD = "-spread"  # ends the kind of a note that goes on with what was begun: a rehearsal does not wait for it
AT_ONCE = 50  # îlots a transaction: some two tenths of a second, while nobody else may write


@dataclass(frozen=True, slots=True)
class Slice:
    """Some îlots with their rooms, by slug; `until` is the slug to go on after, None when there are no more."""

    rooms: tuple[tuple[Ilot, Room], ...]
    until: str | None


async def some_ilots(desk: Desk, after: str) -> Slice:
    """Those that come after that slug ("" for the first), where the bot is in their room."""
    found = await desk.rooms.of_ilots(after, AT_ONCE + 1)
    rooms = tuple(found[:AT_ONCE])
    return Slice(rooms, rooms[-1][0].slug if len(found) > AT_ONCE else None)

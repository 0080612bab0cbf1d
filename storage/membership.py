"""The members of an îlot are the people in its room: the Tisseuse, her deputy and bots aside."""

from __future__ import annotations

from storage.desk import Desk
from storage.ilots import Ilot
from storage.people import Office, Person
from storage.rooms import Room

_NO_MEMBERS = {Office.TISSEUSE, Office.DEPUTY}


async def make_member(desk: Desk, ilot: Ilot, user_id: str, name: str | None = None) -> Person | None:
    """Makes known and a member whoever is in the room; None for a bot. Safe to call again."""
    if desk.is_nobody(user_id):
        return None
    person = await desk.people.meet(user_id, name)
    if person.office not in _NO_MEMBERS:
        await desk.ilots.welcome(ilot, person)
    return person


async def part_from(desk: Desk, ilot: Ilot, room: Room) -> None:
    """An îlot that moves to that room: whoever is not there is no member any more. One without a room loses nobody."""
    if ilot.room_id in {None, room.room_id}:
        return
    present = await desk.rooms.occupants(room)
    for person in await desk.ilots.members(ilot):
        if person.user_id not in present:
            await desk.ilots.part(ilot, person)


async def enrol(desk: Desk, ilot: Ilot, room: Room) -> None:
    """Everybody who is in the room already."""
    for user_id, name in (await desk.rooms.shown_names(room)).items():
        await make_member(desk, ilot, user_id, name)

"""Who leaves an îlot's room takes what they had open there along; who comes back brings it back."""

from __future__ import annotations

from commands.exchange import told as say
from commands.kit.command import Happening, Listener, Occasion
from storage.desk import Desk
from storage.listings import Listing
from storage.people import Person


async def _left(desk: Desk, what: Happening) -> None:
    """One private message says so; nothing is said in the room they left."""
    person, ilot = await desk.people.by_id(what.user_id), desk.visit.ilot
    if person is None or ilot is None:
        return
    suspended = await _set(desk, person, suspended=True)
    if suspended or await desk.rooms.private_with(person.user_id) is not None:
        await desk.whisper(person, say.LeftIlot(ilot=ilot.name, count=len(suspended), refs=_refs(suspended)))


async def _joined(desk: Desk, what: Happening) -> None:
    person, ilot = await desk.people.by_id(what.user_id), desk.visit.ilot
    if person is None or ilot is None:
        return
    if back := await _set(desk, person, suspended=False):
        await desk.whisper(person, say.BackInIlot(ilot=ilot.name, count=len(back), refs=_refs(back)))


async def _set(desk: Desk, person: Person, *, suspended: bool) -> list[Listing]:
    """What changed."""
    assert desk.visit.ilot is not None
    found = await desk.listings.of_author(person, desk.visit.ilot)
    changed = [listing for listing in found if listing.suspended != suspended]
    for listing in changed:
        listing.suspended = suspended
    return changed


def _refs(listings: list[Listing]) -> str:
    return ", ".join(str(listing.ref) for listing in listings)


LISTENERS: dict[Occasion, Listener] = {Occasion.LEAVE: _left, Occasion.JOIN: _joined}

"""What the clock recalls about listings: their end."""

from __future__ import annotations

from typing import Any

from commands.kit.command import NoteHandler
from storage.agenda import Note
from storage.desk import Desk
from storage.listings import Listing
from storage.values import Ref

ENDS = "listing-ends"


async def remind_of_end(desk: Desk, listing: Listing) -> None:
    """Leaves (or moves, or takes back) the note that ends a listing."""
    at = listing.fades_at(desk.visit.zone)
    if at is None or not listing.is_live:
        await desk.agenda.forget(f"{ENDS}:{listing.ref}")
        return
    await desk.wake_me(at, end_note(listing))


def end_note(listing: Listing) -> Note:
    """One a listing: left again, it moves."""
    return Note(kind=ENDS, key=f"{ENDS}:{listing.ref}", fields={"ref": str(listing.ref)})


async def _end(desk: Desk, fields: dict[str, Any]) -> None:
    """Silent: the board no longer shows it, and `!prolonge` opens it again."""
    listing = await desk.listings.find(Ref.parse(fields["ref"]))
    if listing is None or not listing.is_live:
        return
    at = listing.fades_at(desk.visit.zone)
    if at is not None and at > desk.visit.now:  # it was extended meanwhile
        await remind_of_end(desk, listing)
        return
    listing.expire(desk.visit.now)


NOTES: dict[str, NoteHandler] = {ENDS: _end}

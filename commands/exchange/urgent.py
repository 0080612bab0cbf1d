"""A cover that starts within three days: once in each other îlot, in posting hours."""

from __future__ import annotations

import datetime as dt
from typing import Any

from commands.exchange.cards import announced
from commands.kit.command import NoteHandler
from commands.kit.spreading import SPREAD, some_ilots
from storage.agenda import Note
from storage.desk import Desk
from storage.listings import URGENT_WITHIN, Listing
from storage.posts import Role
from storage.recurrence import instant_of
from storage.values import Direction, Ref

URGENT, REST = "listing-urgent", f"listing{SPREAD}"


async def announce_when_urgent(desk: Desk, listing: Listing) -> None:
    """Now, or when its start comes near."""
    key = f"{URGENT}:{listing.ref}"
    if listing.direction != Direction.COVER or listing.starts is None:
        return
    if listing.is_urgent(desk.visit.now, desk.visit.zone):
        await desk.agenda.forget(key)
        await _announce(desk, listing)
        return
    start = dt.datetime.combine(listing.starts.day, listing.starts.time or dt.time())
    near = instant_of(start, desk.visit.zone) - URGENT_WITHIN
    await desk.wake_me(near, Note(kind=URGENT, key=key, fields={"ref": str(listing.ref)}))


async def _announce(desk: Desk, listing: Listing) -> None:
    cards = await desk.posts.cards_of(str(listing.ref))
    if listing.published_at is None or any(post.role == Role.ANNOUNCED for post in cards):
        return
    await _spread(desk, listing, "")


async def _spread(desk: Desk, listing: Listing, after: str) -> None:
    """Into some rooms at once, into the next ones in a moment."""
    part = await some_ilots(desk, after)
    for ilot, room in part.rooms:
        if ilot.id != listing.ilot_id:
            desk.announce(await announced(desk, listing), room, str(listing.ref))
    if part.until is not None:
        fields = {"ref": str(listing.ref), "after": part.until}
        await desk.wake_me(desk.visit.now, Note(kind=REST, key=f"{REST}:{listing.ref}", fields=fields))


async def _go_on(desk: Desk, fields: dict[str, Any]) -> None:
    """Unless somebody covers it by now, or it was taken back."""
    listing = await desk.listings.find(Ref.parse(fields["ref"]))
    if listing is not None and listing.is_live and not listing.suspended:
        await _spread(desk, listing, fields["after"])


async def _recall(desk: Desk, fields: dict[str, Any]) -> None:
    listing = await desk.listings.find(Ref.parse(fields["ref"]))
    if listing is not None and listing.is_live and not listing.suspended:
        await announce_when_urgent(desk, listing)


NOTES: dict[str, NoteHandler] = {URGENT: _recall, REST: _go_on}

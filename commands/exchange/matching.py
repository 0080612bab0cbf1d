"""A private suggestion, for those who asked for it: one a day at most, and it says which words met."""

from __future__ import annotations

from typing import Any

from commands.exchange import told as say
from commands.kit.command import NoteHandler
from commands.kit.editions import GRACE
from commands.kit.meeting import is_other_way, met
from commands.kit.message import Message
from storage.agenda import Note
from storage.desk import Desk
from storage.listings import Listing
from storage.people import Person
from storage.values import Direction, Ref

SUGGEST = "listing-suggest"


async def suggest_later(desk: Desk, listing: Listing) -> None:
    """Once it can no longer be a slip of the finger."""
    key = f"{SUGGEST}:{listing.ref}"
    await desk.wake_me(desk.visit.now + GRACE, Note(kind=SUGGEST, key=key, fields={"ref": str(listing.ref)}))


async def _suggest(desk: Desk, fields: dict[str, Any]) -> None:
    listing = await desk.listings.find(Ref.parse(fields["ref"]))
    if listing is None or not listing.is_live or listing.suspended:
        return
    for person in await desk.people.wanting_suggestions():
        if await _may_be_told(desk, listing, person):
            suggestion = await _suggestion(desk, listing, person)
            if suggestion is not None and await desk.remind(person, suggestion, about=str(listing.ref)):
                person.suggested_on = desk.visit.today


async def _may_be_told(desk: Desk, listing: Listing, person: Person) -> bool:
    today = desk.visit.today
    if person.id == listing.author_id or person.suggested_on == today or person.habits.is_away(today):
        return False
    ilot = await desk.ilots.get(listing.ilot_id)
    return listing.published_at is not None or await desk.ilots.has_member(ilot, person)


async def _suggestion(desk: Desk, listing: Listing, person: Person) -> Message | None:
    """Their own listing the other way round first, then what they can do."""
    texts = (listing.title, listing.description)
    for mine in await desk.listings.of_author(person):
        words = met(texts, (mine.title, mine.description))
        if words and is_other_way(Direction(listing.direction), Direction(mine.direction)):
            return say.GoesWith(ref=listing.ref, title=listing.title, words=", ".join(words), mine=mine.ref)
    words = met(texts, person.skills or [])
    if not words or listing.direction == Direction.OFFER:
        return None
    return say.SuitsYou(ref=listing.ref, title=listing.title, words=", ".join(words))


NOTES: dict[str, NoteHandler] = {SUGGEST: _suggest}

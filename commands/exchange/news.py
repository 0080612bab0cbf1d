"""The bourse in the courrier: what the other îlots posted since, and what was settled of what was told before."""

from __future__ import annotations

from commands.exchange import messages as say
from commands.exchange.cards import details
from commands.kit.message import Joined, Message
from storage.courrier import Edition
from storage.desk import Desk
from storage.listings import Listing
from storage.people import Person
from storage.values import Direction, ListingState, Ref


async def news(desk: Desk, edition: Edition) -> tuple[list[Message], int]:
    """Its lines, and how many did not fit."""
    fresh, more = await desk.listings.posted_elsewhere(edition)
    settled = await desk.listings.settled_elsewhere(edition)
    authors = await desk.people.among(listing.author_id for listing in fresh)
    return [*(_line(each, authors[each.author_id]) for each in fresh), *map(_settled, settled)], more


async def line_of(desk: Desk, ref: Ref) -> Message | None:
    """As it stands now; None when it is gone."""
    listing = await desk.listings.find(ref)
    if listing is not None and listing.is_live:
        return _line(listing, await desk.people.get(listing.author_id))
    told = listing is not None and listing.state == ListingState.FULFILLED and not listing.is_erased
    return _settled(listing) if told and listing is not None else None


def _line(listing: Listing, author: Person) -> say.BoardLine:
    told = details(listing).parts
    return say.BoardLine(ref=listing.ref, title=listing.title, details=Joined((*told, author.first_name)))


def _settled(listing: Listing) -> say.SettledLine:
    return say.SettledLine(ref=listing.ref, title=listing.title, direction=Direction(listing.direction))

"""What the bourse keeps of somebody: given to them, taken away with them; and what a year makes figures of."""

from __future__ import annotations

from typing import Any

from commands.exchange import messages as say
from commands.exchange.cards import show_everywhere, show_hands
from commands.exchange.notes import remind_of_end
from storage.desk import Desk
from storage.listings import Listing
from storage.people import Person
from storage.settings import RuleName
from storage.values import Direction


async def mine(desk: Desk, person: Person) -> dict[str, Any]:
    """Their listings, what they raised a hand for, what they took on."""
    return {
        "listings": [_told(listing) for listing in await desk.listings.all_of(person)],
        "hands": [str(listing.ref) for listing in await desk.hands.raised_by(person)],
        "fulfilled": [str(listing.ref) for listing in await desk.listings.fulfilled_by(person)],
    }


def _told(listing: Listing) -> dict[str, Any]:
    price = listing.price
    return {
        "ref": str(listing.ref),
        "direction": str(listing.direction),
        "title": listing.title,
        "description": listing.description,
        "place": listing.place,
        "remote": listing.remote,
        "starts": listing.starts.isoformat() if listing.starts else None,
        "ends": listing.ends.isoformat() if listing.ends else None,
        "price": {"kind": str(price.kind), "min_cents": price.min_cents, "max_cents": price.max_cents}
        if price
        else None,
        "tags": list(listing.tags),
        "reach": str(listing.reach),
        "state": str(listing.state),
        "created_at": listing.created_at.isoformat(timespec="seconds"),
        "expires_on": listing.expires_on.isoformat() if listing.expires_on else None,
        "fulfilled_on": listing.fulfilled_on.isoformat() if listing.fulfilled_on else None,
    }


async def forget(desk: Desk, person: Person) -> None:
    """Their hands come down, their listings lose their words, here and in every room."""
    for listing in await desk.hands.raised_by(person):
        await desk.hands.lower_hand(listing, person)
        await show_hands(desk, listing)
    for listing in await desk.listings.fulfilled_by(person):
        listing.fulfilled_by_id = (await _nobody_like(desk, person.id)).id
        await show_everywhere(desk, listing)
    listings = await desk.listings.all_of(person)
    live = [listing for listing in listings if listing.is_live]
    for listing in listings:
        listing.erase(desk.visit.now)
        await remind_of_end(desk, listing)
    for listing in listings:
        await desk.erase_copies(str(listing.ref))
    for listing in live:
        for other in await desk.hands.of(listing):
            withdrawn = say.Withdrawn(ref=listing.ref, direction=Direction(listing.direction))
            await desk.whisper(other, withdrawn)
    for listing in listings:
        await desk.hands.forget(listing)


async def tidy(desk: Desk) -> None:
    """Twelve months after closing, figures are left: which îlots, when; not who, nor a word."""
    keep = await desk.settings.span(RuleName.LISTINGS_MONTHS)
    for listing in await desk.listings.long_closed(desk.visit.now, keep):
        listing.wipe()
        await desk.posts.forget_card(str(listing.ref))
        await desk.hands.forget(listing)
        ilot = await desk.ilots.get(listing.ilot_id)
        listing.author_id = (await desk.people.nobody_of((ilot.id, ilot.slug))).id
        if listing.fulfilled_by_id is not None:
            listing.fulfilled_by_id = (await _nobody_like(desk, listing.fulfilled_by_id)).id


async def _nobody_like(desk: Desk, person_id: int) -> Person:
    person = await desk.people.get(person_id)
    home = await desk.ilots.find(person.home_id) if person.home_id else None
    return await desk.people.nobody_of((home.id, home.slug) if home else None)

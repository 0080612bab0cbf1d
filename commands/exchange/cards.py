"""How a listing is laid out: its details on one line, its state on another."""

from __future__ import annotations

from commands.exchange import messages as say
from commands.kit.message import Joined, Message
from storage.desk import Desk, Sayable
from storage.listings import Listing
from storage.values import Direction, ListingState, Moment, Place, Reach


def details(listing: Listing) -> Joined:
    """When, where, how much, until when: what is known of it."""
    parts: list[Message | None] = [
        say.At(span=listing.span) if listing.span else None,
        say.Stands(place=Place(listing.place, remote=listing.remote)) if listing.place else None,
        say.Costs(price=listing.price) if listing.price else None,
        _end(listing),
        say.Tagged(tags=" ".join(f"#{tag}" for tag in listing.tags)) if listing.tags else None,
    ]
    return Joined(tuple(part for part in parts if part is not None))


def line(listing: Listing, author: str) -> say.BoardLine:
    """One line of a list."""
    when = say.At(span=listing.span) if listing.span else _end(listing)
    return say.BoardLine(ref=listing.ref, title=listing.title, details=Joined(_present(when, author)))


async def card(desk: Desk, listing: Listing) -> say.ListingShown:
    """The whole of it, as it stands."""
    author = await desk.people.get(listing.author_id)
    ilot = await desk.ilots.get(listing.ilot_id)
    reach = say.OnlyForIlot() if listing.reach == Reach.ILOT else None
    return say.ListingShown(
        ref=listing.ref,
        title=listing.title,
        details=details(listing),
        description=listing.description,
        by=Joined(_present(say.ByAuthor(author=author.first_name, ilot=ilot.name), reach)),
        status=await status(desk, listing),
    )


async def status(desk: Desk, listing: Listing) -> Sayable:
    """Its state; who fulfilled it, when that is known."""
    direction, state = Direction(listing.direction), ListingState(listing.state)
    if state is ListingState.FULFILLED and listing.fulfilled_by_id is not None:
        partner = await desk.people.get(listing.fulfilled_by_id)
        return say.FulfilledWith(direction=direction, partner=partner.first_name)
    return say.Status(direction=direction, state=state, hands=len(await desk.listings.hands(listing)))


def _end(listing: Listing) -> Message | None:
    """The deadline, unless the dates already say it."""
    if listing.permanent:
        return say.Lasting()
    if listing.expires_on is None:
        return None
    if listing.until is not None:
        return say.Before(moment=Moment(listing.expires_on, listing.until))
    if listing.span is not None and listing.expires_on in {listing.span.last.day, listing.span.starts.day}:
        return None
    return say.Until(day=Moment(listing.expires_on))


def _present(*parts: object) -> tuple[object, ...]:
    return tuple(part for part in parts if part is not None)

"""How a listing is laid out: its details on one line, its state on another."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from commands.exchange import messages as say
from commands.kit.editions import next_edition
from commands.kit.holidays import holiday_on
from commands.kit.message import Joined, Lines, Message
from commands.kit.speech import WeekdayName
from storage.desk import Desk, Sayable, Urgency
from storage.listings import Listing
from storage.people import Language, Person
from storage.posts import CARDS, Post, Role
from storage.values import Direction, ListingState, Moment, Place, Reach
from storage.visit import Visit


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


def posted(
    visit: Visit, listing: Listing, author: Person, language: Language, *, shortened: bool = False
) -> say.ListingPosted:
    """The answer to its creation, as long as it is open."""
    hints = _hints(listing, author, language, visit.now, visit.zone, shortened=shortened)
    return say.ListingPosted(ref=listing.ref, title=listing.title, details=details(listing), hints=Lines(tuple(hints)))


async def announced(desk: Desk, listing: Listing) -> say.ListingAnnounced:
    """In another îlot's room: who asks, too."""
    author, ilot = await desk.people.get(listing.author_id), await desk.ilots.get(listing.ilot_id)
    by = say.ByAuthor(author=author.first_name, ilot=ilot.name)
    return say.ListingAnnounced(ref=listing.ref, title=listing.title, details=details(listing), by=by)


async def as_it_stands(desk: Desk, listing: Listing, post: Post, *, shortened: bool = False) -> Message:
    """What a card says now, in its own language."""
    if post.role == Role.SHOWN:
        return await card(desk, listing)
    if post.role == Role.ANNOUNCED and listing.is_live:
        return await announced(desk, listing)
    if listing.is_live:
        author = await desk.people.get(listing.author_id)
        return posted(desk.visit, listing, author, post.language, shortened=shortened)
    return say.ListingClosed(
        ref=listing.ref, title=listing.title, details=details(listing), status=await status(desk, listing)
    )


async def show_everywhere(desk: Desk, listing: Listing, *, shortened: bool = False) -> None:
    """Every card of it shows its present state; what nobody has read yet and is not true any more is called off."""
    for post in await desk.posts.all_of(str(listing.ref)):
        if await _is_over(desk, listing, post):
            continue
        if post.role in CARDS and await _is_out_of_reach(desk, listing, post):
            await desk.erase_copy(post)
        elif post.role in CARDS:
            desk.reword(post, await as_it_stands(desk, listing, post, shortened=shortened))


async def show_hands(desk: Desk, listing: Listing) -> None:
    """Only the answers to `!voir` count them."""
    for post in await desk.posts.cards_of(str(listing.ref)):
        if post.role == Role.SHOWN:
            desk.reword(post, await as_it_stands(desk, listing, post))


async def _is_out_of_reach(desk: Desk, listing: Listing, post: Post) -> bool:
    """It is kept in its îlot, and somebody reads along here who is not of it: no word more reaches them."""
    ilot, room = await desk.ilots.get(listing.ilot_id), await desk.rooms.find(post.room_id)
    if listing.published_at is not None or room is None or room.is_admin or room.room_id == ilot.room_id:
        return False
    members = {person.user_id for person in await desk.ilots.members(ilot)}
    author = await desk.people.get(listing.author_id)
    return not members.union({author.user_id}).issuperset(await desk.rooms.occupants(room))


async def _is_over(desk: Desk, listing: Listing, post: Post) -> bool:
    """Said of it alone, and nobody has read it yet; a courrier is of others too, and leaves."""
    alone = post.role in {Role.ANNOUNCED, Role.TOLD}
    if listing.is_live or not alone:
        return False
    return await desk.delivery.call_off(post.outbox_seq, Urgency.BESIDE, Urgency.REMINDER)


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
        if partner.is_nobody:
            return say.FulfilledWithSomebody(direction=direction)
        return say.FulfilledWith(direction=direction, partner=partner.first_name)
    return say.Status(direction=direction, state=state, hands=len(await desk.hands.of(listing)))


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


# ── what is good to know about a new one ──


def _hints(
    listing: Listing, author: Person, language: Language, now: dt.datetime, zone: ZoneInfo, *, shortened: bool
) -> list[Message]:
    """One line each, three at most."""
    hints: list[Message] = []
    if shortened:
        hints.append(say.Shortened())
    if (warning := _holiday(listing, author, language)) is not None:
        hints.append(warning)
    if listing.direction == Direction.COVER:
        hints.append(say.ContractFirst())
    hints.append(_reach(listing, now, zone))
    return hints


def _reach(listing: Listing, now: dt.datetime, zone: ZoneInfo) -> Message:
    """Until the next courrier it is news; afterwards it stands on the board."""
    if listing.reach == Reach.ILOT:
        return say.ReachIlot(how=say.HowToChangeHere())
    if listing.published_at is None:
        return say.HeldBack(how=say.HowToChangeHere())
    edition = next_edition(listing.published_at, zone)
    if edition <= now:
        return say.ReachArchipel(how=say.HowToChange())
    return say.ReachNextEdition(day=WeekdayName(edition.astimezone(zone).date()), how=say.HowToChange())


def _holiday(listing: Listing, author: Person, language: Language) -> say.HolidayWarning | None:
    if listing.starts is None or listing.approximate:
        return None
    alsace_moselle = bool(author.settings.get("alsace_moselle_holidays"))
    name = holiday_on(listing.starts.day, alsace_moselle=alsace_moselle, language=language)
    return say.HolidayWarning(day=Moment(listing.starts.day), holiday=name) if name else None

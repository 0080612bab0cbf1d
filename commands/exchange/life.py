"""What becomes of a listing: a raised hand, settled, taken back, extended."""

from __future__ import annotations

from typing import Any

from commands.exchange import messages as say
from commands.exchange.args import Extended, OneListing, Settled
from commands.exchange.cards import show_everywhere, show_hands
from commands.exchange.notes import remind_of_end
from commands.exchange.partners import ask_which, named
from commands.kit.command import Group, command
from commands.kit.message import Mention, Message, Refusal
from commands.kit.place import is_asleep
from storage.desk import HAND, Desk
from storage.listings import Listing
from storage.people import Office, Person
from storage.questions import Question
from storage.values import Direction, ListingState, Moment, Ref

TELL_AUTHOR = "pass-on-to-author"


@command("prends", "partant", "prend", english="claim", args=OneListing, group=Group.EXCHANGE)
async def claim(desk: Desk, args: OneListing) -> None:
    """Raises a hand: both sides are told in private, and talk."""
    listing, visit = await seen(desk, args.ref), desk.visit
    await desk.gestures.made(visit.event_id, str(args.ref), visit.sender, HAND)
    told = await raise_hand(desk, listing)
    author = await desk.people.get(listing.author_id)
    await desk.confide(told or say.HandAlready(ref=listing.ref, author=author.first_name))


@command("pourvu", "clos", english="done", args=Settled, group=Group.EXCHANGE)
async def done(desk: Desk, args: Settled) -> say.Fulfilled | None:
    """Settled, perhaps saying with whom."""
    listing, people = await own(desk, args.ref), await named(desk, args.partners)
    partner = people[0] if people else None
    await settle(desk, listing, partner)
    if len(people) > 1:
        ask_which(desk, listing, people)
        return None
    is_mine = listing.author_id == desk.visit.someone.id
    end = say.EndWith(partner=partner.first_name, is_mine=is_mine) if partner else say.EndAlone()
    return say.Fulfilled(ref=listing.ref, direction=Direction(listing.direction), end=end)


@command("retire", english="withdraw", args=OneListing, group=Group.EXCHANGE)
async def withdraw(desk: Desk, args: OneListing) -> say.Withdrawn:
    """Takes it back."""
    listing = await own(desk, args.ref)
    await take_back(desk, listing)
    return say.Withdrawn(ref=listing.ref, direction=Direction(listing.direction))


@command("prolonge", english="extend", args=Extended, group=Group.EXCHANGE)
async def extend(desk: Desk, args: Extended) -> say.Extended:
    """Lives on until a day, or for its usual time; what has expired opens again."""
    listing = await seen(desk, args.ref)
    _check_author(desk, listing, say.Deed.EXTEND)
    until = args.until or await usual_end(desk, listing)
    if until.day < desk.visit.today:
        raise Refusal(say.ExtendedIntoThePast(until=until))
    return await prolong(desk, listing, until)


# ── what they do, typed or tapped ──


async def raise_hand(desk: Desk, listing: Listing) -> Message | None:
    """Tells the author; returns what to tell the visitor, None when the hand was up already."""
    person, author = desk.visit.someone, await desk.people.get(listing.author_id)
    if not await desk.hands.raise_hand(listing, person):
        return None
    await show_hands(desk, listing)
    if await desk.whisper(author, _hand_for(person, listing), about=str(listing.ref)):
        return say.HandRaised(author=author.first_name, ref=listing.ref, later=is_asleep(desk))
    return say.AuthorUnreachable(author=author.first_name, ref=listing.ref)


async def settle(desk: Desk, listing: Listing, partner: Person | None) -> None:
    """Fulfilled: the cards show it, those who raised a hand hear of it."""
    listing.fulfil(partner, desk.visit.now, desk.visit.today)
    await _closed(desk, listing, partner)


async def take_back(desk: Desk, listing: Listing) -> None:
    """Withdrawn: the same."""
    listing.withdraw(desk.visit.now)
    await _closed(desk, listing, None)


async def prolong(desk: Desk, listing: Listing, until: Moment) -> say.Extended:
    """Lives on; what was closed opens again."""
    was_closed = not listing.is_live
    listing.extend(until, has_hands=bool(await desk.hands.of(listing)), now=desk.visit.now)
    await remind_of_end(desk, listing)
    await show_everywhere(desk, listing)
    return say.Extended(ref=listing.ref, until=until, reopened=was_closed)


async def _closed(desk: Desk, listing: Listing, partner: Person | None) -> None:
    await remind_of_end(desk, listing)
    await show_everywhere(desk, listing)
    author = await desk.people.get(listing.author_id)
    nobody_else = {desk.visit.someone.id, partner.id if partner else None}
    for person in await desk.hands.of(listing):
        if person.id not in nobody_else:
            await desk.whisper(person, say.ClosedForHand(**_closing(listing)))
    if author.id not in nobody_else:
        await desk.whisper(author, say.ClosedForYou(**_closing(listing)))


def _closing(listing: Listing) -> dict[str, Any]:
    state, direction = ListingState(listing.state), Direction(listing.direction)
    return {"ref": listing.ref, "title": listing.title, "direction": direction, "state": state}


async def seen(desk: Desk, ref: Ref) -> Listing:
    """The listing, if the visitor may see it. Raises UnknownReference."""
    ilots = [ilot.id for ilot in await desk.my_ilots()]
    return await desk.listings.seen_by(ref, desk.visit.someone, ilots, everything=desk.visit.office is not None)


async def own(desk: Desk, ref: Ref) -> Listing:
    """The listing, if the visitor may close it: its author, or the Tisseuse. A closed one says so first."""
    listing = await seen(desk, ref)
    if listing.state != ListingState.EXPIRED:
        listing.must_be_live()
    _check_author(desk, listing, or_tisseuse=desk.visit.office in {Office.TISSEUSE, Office.DEPUTY})
    return listing


def _check_author(desk: Desk, listing: Listing, deed: say.Deed = say.Deed.CLOSE, *, or_tisseuse: bool = False) -> None:
    """Not the author: offers to pass it on."""
    if listing.author_id == desk.visit.someone.id or or_tisseuse:
        return
    question = Question(kind=TELL_AUTHOR, fields={"ref": str(listing.ref), "deed": str(deed)})
    raise Refusal(say.AskTheAuthor(ref=listing.ref, deed=deed), question)


async def usual_end(desk: Desk, listing: Listing) -> Moment:
    """Its usual life again, counted from today or from its end when that is still to come."""
    start = max(desk.visit.today, listing.expires_on or desk.visit.today)
    return Moment(start + await desk.settings.life_of(Direction(listing.direction)))


def _hand_for(person: Person, listing: Listing) -> say.HandForYou:
    who = Mention(person.user_id, person.first_name)
    return say.HandForYou(who=who, ref=listing.ref, title=listing.title)

"""`!offre`, `!besoin`, `!interim`: posting a listing."""

from __future__ import annotations

from commands.exchange import messages as say
from commands.exchange.args import NewListing
from commands.exchange.cards import details
from commands.exchange.notes import remind_of_end
from commands.kit.command import Group, Where, command
from commands.kit.holidays import holiday_on
from commands.kit.message import Lines, Message, Refusal
from storage.desk import Desk
from storage.ilots import Ilot
from storage.listings import Listing
from storage.values import Direction, Moment, Reach

_HERE = Where.ILOT | Where.PRIVATE


@command("offre", "propose", english="offer", args=NewListing, where=_HERE, group=Group.EXCHANGE)
async def offer(desk: Desk, args: NewListing) -> None:
    """Proposes work, a hand, a thing."""
    await _post(desk, Direction.OFFER, args)


@command("besoin", "cherche", english="need", args=NewListing, where=_HERE, group=Group.EXCHANGE)
async def need(desk: Desk, args: NewListing) -> None:
    """Looks for somebody or something."""
    await _post(desk, Direction.NEED, args)


@command("interim", "remplacement", "relais", english="cover", args=NewListing, where=_HERE, group=Group.EXCHANGE)
async def cover(desk: Desk, args: NewListing) -> None:
    """Looks for somebody to stand in."""
    await _post(desk, Direction.COVER, args)


async def _post(desk: Desk, direction: Direction, args: NewListing) -> None:
    visit = desk.visit
    ilot = await _ilot_of(desk)
    listing = await desk.listings.post(direction, args.draft(), visit.someone, ilot, visit.now, visit.today)
    await remind_of_end(desk, listing)
    desk.say(_posted(desk, listing, shortened=args.shortened), card=str(listing.ref))


async def _ilot_of(desk: Desk) -> Ilot:
    """The room's îlot; in private, the person's own."""
    if desk.visit.ilot is not None:
        return desk.visit.ilot
    mine = await desk.my_ilots()
    if not mine:
        raise Refusal(say.NoIlot())
    return mine[0]


def _posted(desk: Desk, listing: Listing, *, shortened: bool) -> say.ListingPosted:
    return say.ListingPosted(
        ref=listing.ref,
        title=listing.title,
        details=details(listing),
        hints=Lines(tuple(_hints(desk, listing, shortened=shortened))),
    )


def _hints(desk: Desk, listing: Listing, *, shortened: bool) -> list[Message]:
    """What is good to know about it, one line each, three at most."""
    hints: list[Message] = []
    if shortened:
        hints.append(say.Shortened())
    if (warning := _holiday(desk, listing)) is not None:
        hints.append(warning)
    if listing.direction == Direction.COVER:
        hints.append(say.ContractFirst())
    hints.append(_reach(listing))
    return hints


def _reach(listing: Listing) -> Message:
    if listing.reach == Reach.ILOT:
        return say.ReachIlot(ref=listing.ref)
    return say.ReachArchipel(ref=listing.ref)


def _holiday(desk: Desk, listing: Listing) -> say.HolidayWarning | None:
    if listing.starts is None or listing.approximate:
        return None
    person = desk.visit.someone
    name = holiday_on(
        listing.starts.day,
        alsace_moselle=bool(person.settings.get("alsace_moselle_holidays")),
        language=desk.visit.language,
    )
    return say.HolidayWarning(day=Moment(listing.starts.day), holiday=name) if name else None

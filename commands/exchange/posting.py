"""`!offre`, `!besoin`, `!interim`: posting a listing."""

from __future__ import annotations

from commands.exchange import messages as say
from commands.exchange.args import NewListing
from commands.exchange.cards import posted, show_everywhere
from commands.exchange.life import seen
from commands.exchange.matching import suggest_later
from commands.exchange.notes import remind_of_end
from commands.exchange.private_words import ask_if_meant, holds_back
from commands.exchange.urgent import announce_when_urgent
from commands.kit.command import Amend, Group, Where, command
from commands.kit.message import Refusal
from storage.desk import Desk
from storage.ilots import Ilot
from storage.values import Direction, Reach, Ref

_HERE = Where.ILOT | Where.PRIVATE


def _amends(direction: Direction) -> Amend:
    async def amend(desk: Desk, ref: Ref, args: NewListing) -> None:
        await _amend(desk, direction, ref, args)

    return amend


_OFFER, _NEED, _COVER = (_amends(each) for each in (Direction.OFFER, Direction.NEED, Direction.COVER))


@command("offre", "propose", english="offer", args=NewListing, where=_HERE, group=Group.EXCHANGE, amend=_OFFER)
async def offer(desk: Desk, args: NewListing) -> None:
    """Proposes work, a hand, a thing."""
    await _post(desk, Direction.OFFER, args)


@command("besoin", "cherche", english="need", args=NewListing, where=_HERE, group=Group.EXCHANGE, amend=_NEED)
async def need(desk: Desk, args: NewListing) -> None:
    """Looks for somebody or something."""
    await _post(desk, Direction.NEED, args)


@command(
    *("interim", "remplacement", "relais"),
    english="cover",
    args=NewListing,
    where=_HERE,
    group=Group.EXCHANGE,
    amend=_COVER,
)
async def cover(desk: Desk, args: NewListing) -> None:
    """Looks for somebody to stand in."""
    await _post(desk, Direction.COVER, args)


async def _post(desk: Desk, direction: Direction, args: NewListing) -> None:
    visit = desk.visit
    ilot = await _ilot_of(desk)
    life = await desk.settings.life_of(direction)
    listing = await desk.listings.post(direction, args.draft(), visit.someone, ilot, visit.now, visit.today, life)
    held_back = holds_back(listing)
    await remind_of_end(desk, listing)
    card = posted(visit, listing, visit.someone, visit.language, shortened=args.shortened)
    desk.post(card, str(listing.ref))
    if held_back:
        await ask_if_meant(desk, listing)
    await announce_when_urgent(desk, listing)
    await suggest_later(desk, listing)


async def _amend(desk: Desk, direction: Direction, ref: Ref, args: NewListing) -> None:
    """The card says it; nobody is told."""
    listing = await seen(desk, ref)
    listing.must_be_by(desk.visit.someone)
    if listing.direction != direction:
        raise Refusal(say.KindStays(ref=ref, direction=Direction(listing.direction)))
    life = await desk.settings.life_of(direction)
    listing.amend(args.draft(reach=Reach(listing.reach)), desk.visit.now, desk.visit.today, life)
    held_back = holds_back(listing)
    await remind_of_end(desk, listing)
    await show_everywhere(desk, listing, shortened=args.shortened)
    if held_back:
        await ask_if_meant(desk, listing)
    await announce_when_urgent(desk, listing)


async def _ilot_of(desk: Desk) -> Ilot:
    """The room's îlot; in private, the person's own."""
    if desk.visit.ilot is not None:
        return desk.visit.ilot
    mine = await desk.my_ilots()
    if not mine:
        raise Refusal(say.NoIlot())
    return mine[0]

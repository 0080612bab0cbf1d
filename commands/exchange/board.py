"""`!offres` and `!voir`: the board, and one listing as it stands."""

from __future__ import annotations

from commands.exchange import messages as say
from commands.exchange.args import Filter, OneListing
from commands.exchange.cards import card, line
from commands.exchange.life import seen
from commands.kit.command import Group, command
from commands.kit.message import Lines, Message
from storage.desk import Desk
from storage.listings import Listing, Search
from storage.questions import Question

PAGE = 12
OFFER_INSTEAD = "offer-instead"


@command("offres", "bourse", "annonces", english="board", args=Filter, group=Group.EXCHANGE)
async def board(desk: Desk, args: Filter) -> Message | None:
    """What is open, filtered by words in any order."""
    ilots = [ilot.id for ilot in await desk.my_ilots()]
    everything = desk.visit.office is not None
    total = await desk.listings.count(args.search, ilots, everything=everything)
    if total == 0:
        return _nothing(desk, args)
    size = PAGE if total <= PAGE else PAGE - 1  # the last line then shows the way on
    offset = (args.page - 1) * size
    found = await desk.listings.board(args.search, ilots, size, offset, everything=everything)
    if not found:
        return say.NothingFound(text=args.text)
    return await _page(desk, args, found, more=total > offset + size)


@command("voir", english="show", args=OneListing, group=Group.EXCHANGE)
async def show(desk: Desk, args: OneListing) -> None:
    """One listing, as it stands."""
    listing = await seen(desk, args.ref)
    desk.say(await card(desk, listing), card=str(listing.ref))


async def _page(desk: Desk, args: Filter, found: list[Listing], *, more: bool) -> say.BoardShown:
    lines: list[Message] = []
    for listing in found:
        author = await desk.people.get(listing.author_id)
        lines.append(line(listing, author.first_name))
    if more:
        lines.append(say.MoreOnPage(command=_command_for(args, args.page + 1)))
    return say.BoardShown(lines=Lines(tuple(lines)))


def _command_for(args: Filter, page: int) -> str:
    words = args.text
    if args.page > 1:  # the page asked for stands at the end
        words = words[: words.casefold().rindex("page")]
    return " ".join(f"!offres {words} page {page}".split())


def _nothing(desk: Desk, args: Filter) -> Message | None:
    """A sentence that finds nothing may be an offer typed with one letter too many."""
    if args.search == Search():
        return say.BoardEmpty()
    if len(args.text.split()) < 3 or args.page > 1:
        return say.NothingFound(text=args.text)
    desk.ask(say.DidYouMeanToOffer(text=args.text), Question(kind=OFFER_INSTEAD, fields={"text": args.text}))
    return None

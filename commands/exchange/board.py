"""`!offres` and `!voir`: the board, and one listing as it stands."""

from __future__ import annotations

from commands.exchange import messages as say
from commands.exchange.args import Filter, OneListing
from commands.exchange.cards import card, line
from commands.exchange.life import seen
from commands.kit.command import SHOW, Group, command
from commands.kit.message import Lines, Message
from storage.desk import Desk
from storage.drafts import Search
from storage.listings import Listing
from storage.questions import Question

PAGE = 12
OFFER_INSTEAD = "offer-instead"


@command("offres", "bourse", "annonces", english="board", args=Filter, group=Group.EXCHANGE)
async def board(desk: Desk, args: Filter) -> Message | None:
    """What is open, filtered by words in any order."""
    found = await _found(desk, args.search, PAGE + 1, (args.page - 1) * (PAGE - 1))
    if args.page > 1 and (args.page - 1) * (PAGE - 1) + len(found) <= PAGE:  # all of it fits on the first page
        found = []
    if not found:
        return await _nothing(desk, args)
    more = len(found) > (PAGE if args.page == 1 else PAGE - 1)  # the last line then shows the way on
    return await _page(desk, args, found[: PAGE - 1] if more else found, more=more)


@command(SHOW, english="show", args=OneListing, group=Group.EXCHANGE)
async def show(desk: Desk, args: OneListing) -> None:
    """One listing, as it stands."""
    listing = await seen(desk, args.ref)
    desk.show(await card(desk, listing), str(listing.ref))


async def _page(desk: Desk, args: Filter, found: list[Listing], *, more: bool) -> say.BoardShown:
    authors = await desk.people.among(listing.author_id for listing in found)
    lines: list[Message] = [line(listing, authors[listing.author_id].first_name) for listing in found]
    if more:
        lines.append(say.MoreOnPage(filter=_filter_for(args, args.page + 1)))
    return say.BoardShown(lines=Lines(tuple(lines)))


def _filter_for(args: Filter, page: int) -> str:
    words = args.text
    if args.page > 1:  # the page asked for stands at the end
        words = words[: words.casefold().rindex("page")]
    return " ".join(f"{words} page {page}".split())


async def _found(desk: Desk, search: Search, limit: int, offset: int) -> list[Listing]:
    ilots = [ilot.id for ilot in await desk.my_ilots()]
    return await desk.listings.board(search, ilots, limit, offset, everything=desk.visit.office is not None)


async def _nothing(desk: Desk, args: Filter) -> Message | None:
    """A sentence that finds nothing may be an offer typed with one letter too many."""
    if args.search == Search() and (args.page == 1 or not await _found(desk, Search(), 1, 0)):
        return say.BoardEmpty()
    if len(args.text.split()) < 3 or args.page > 1:
        return say.NothingFound(text=args.text)
    desk.ask(say.DidYouMeanToOffer(text=args.text), Question(kind=OFFER_INSTEAD, fields={"text": args.text}))
    return None

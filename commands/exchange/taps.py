"""What a tap does to a listing, and taking it back; what deleting its message does. Equal to typing, but silent."""

from __future__ import annotations

from commands.exchange import messages as say
from commands.exchange.cards import show_everywhere, show_hands
from commands.exchange.life import prolong, raise_hand, seen, settle, take_back, usual_end
from commands.exchange.news import line_of
from commands.exchange.notes import remind_of_end
from commands.exchange.partners import ask_with_whom
from commands.exchange.private_words import ask_if_meant, holds_back
from commands.exchange.urgent import announce_when_urgent
from commands.kit.command import SHOW, Tap, Things
from commands.kit.message import Mention, Message
from storage.desk import HAND, Desk
from storage.listings import Listing
from storage.values import Direction, Reach, Ref

_LETTERS = frozenset(direction.letter for direction in Direction)


async def _hand(desk: Desk, tap: Tap) -> None:
    """In private where there is such a room; elsewhere the hand itself shows, unless its author cannot be told."""
    told = await raise_hand(desk, await seen(desk, tap.ref))
    if told is not None and not await desk.confide_in_private(told) and isinstance(told, say.AuthorUnreachable):
        desk.say(told)


async def _no_hand(desk: Desk, tap: Tap) -> None:
    """The author hears of it as long as it matters."""
    listing, person = await _found(desk, tap.ref), desk.visit.someone
    if await desk.hands.lower_hand(listing, person) and listing.is_live:
        await show_hands(desk, listing)
        who = Mention(person.user_id, person.first_name)
        await desk.whisper(await desk.people.get(listing.author_id), say.HandLowered(who=who, ref=listing.ref))


async def _settled(desk: Desk, tap: Tap) -> None:
    """At once; with whom is asked in private."""
    listing = await _mine(desk, tap.ref)
    await settle(desk, listing, None)
    hands = await desk.hands.of(listing)
    await ask_with_whom(desk, listing, hands)


async def _withdrawn(desk: Desk, tap: Tap) -> None:
    listing = await _mine(desk, tap.ref)
    await take_back(desk, listing)
    _confirm(desk, tap, say.Withdrawn(ref=listing.ref, direction=Direction(listing.direction)))


async def _extended(desk: Desk, tap: Tap) -> None:
    listing = await _mine(desk, tap.ref)
    _confirm(desk, tap, await prolong(desk, listing, await usual_end(desk, listing)))


async def _kept(desk: Desk, tap: Tap) -> None:
    listing = await _mine(desk, tap.ref)
    listing.must_be_live()
    listing.reaches(Reach.ILOT, desk.visit.now)
    await show_everywhere(desk, listing)
    _confirm(desk, tap, say.ReachChanged(ref=listing.ref, reach=Reach.ILOT))


async def _opened(desk: Desk, tap: Tap) -> None:
    """As if it had just been posted: what is private in it is asked about, what presses is said."""
    listing = await _mine(desk, tap.ref)
    listing.must_be_live()
    listing.reaches(Reach.ARCHIPEL, desk.visit.now)
    held_back = holds_back(listing)
    await show_everywhere(desk, listing)
    if held_back:
        await ask_if_meant(desk, listing)
    else:
        _confirm(desk, tap, say.ReachChanged(ref=listing.ref, reach=Reach.ARCHIPEL))
    await announce_when_urgent(desk, listing)


async def _erase(desk: Desk, ref: Ref) -> None:
    """Its author deleted its message: no word of it stays, here or in any room."""
    listing = await desk.listings.find(ref)
    if listing is None:  # a backup from before it was made
        return
    was_live = listing.is_live
    listing.erase(desk.visit.now)
    await remind_of_end(desk, listing)
    await desk.erase_copies(str(ref))
    for person in await desk.hands.of(listing) if was_live else []:
        await desk.whisper(person, say.Withdrawn(ref=ref, direction=Direction(listing.direction)))


async def _found(desk: Desk, ref: Ref) -> Listing:
    listing = await desk.listings.find(ref)
    assert listing is not None  # a place speaks of it
    return listing


async def _mine(desk: Desk, ref: Ref) -> Listing:
    """Raises NotTheAuthor; nobody else closes or changes anything by a tap."""
    listing = await seen(desk, ref)
    listing.must_be_by(desk.visit.someone)
    return listing


def _confirm(desk: Desk, tap: Tap, what: Message) -> None:
    """In a shared room the card itself shows it."""
    if tap.in_private:
        desk.say(what)


THINGS = Things(
    letters=_LETTERS,
    erase=_erase,
    show=SHOW,
    line=line_of,
    taps={HAND: _hand, "✅": _settled, "❌": _withdrawn, "🔁": _extended, "🏝": _kept},
    untaps={HAND: _no_hand, "🏝": _opened},
)

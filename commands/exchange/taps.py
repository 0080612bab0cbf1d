"""What a tap does to a listing, and taking it back; what deleting its message does. Equal to typing, but silent."""

from __future__ import annotations

import datetime as dt

from commands.exchange import messages as say
from commands.exchange.cards import show_everywhere
from commands.exchange.life import prolong, raise_hand, seen, settle, take_back, usual_end
from commands.exchange.news import lines_of
from commands.exchange.notes import remind_of_end
from commands.kit.command import Tap, Things
from commands.kit.message import Joined, Lines, Mention, Message
from storage.desk import HAND, Desk
from storage.listings import Listing
from storage.people import Person
from storage.posts import Role
from storage.questions import Question
from storage.values import Direction, Reach, Ref

WITH_WHOM = "with-whom"
_A_DAY = dt.timedelta(days=1)


async def _hand(desk: Desk, tap: Tap) -> None:
    """In private where there is such a room; elsewhere the hand itself shows, unless its author cannot be told."""
    told = await raise_hand(desk, await seen(desk, tap.ref))
    if told is not None and not await desk.confide_in_private(told) and isinstance(told, say.AuthorUnreachable):
        desk.say(told)


async def _no_hand(desk: Desk, tap: Tap) -> None:
    """The author hears of it as long as it matters."""
    listing, person = await _found(desk, tap.ref), desk.visit.someone
    if await desk.hands.lower_hand(listing, person) and listing.is_live:
        who = Mention(person.user_id, person.first_name)
        await desk.whisper(await desk.people.get(listing.author_id), say.HandLowered(who=who, ref=listing.ref))


async def _settled(desk: Desk, tap: Tap) -> None:
    """At once; with whom is asked in private."""
    listing = await _mine(desk, tap.ref)
    await settle(desk, listing, None)
    hands = await desk.hands.of(listing)
    question = Question(WITH_WHOM, {"ref": str(listing.ref), "hands": [each.user_id for each in hands]}, lasts=_A_DAY)
    await desk.ask_in_private(_with_whom(listing, hands), question)


def _with_whom(listing: Listing, hands: list[Person]) -> say.WithWhom:
    names = [say.Candidate(number=number, name=each.first_name) for number, each in enumerate(hands, 1)]
    return say.WithWhom(
        ref=listing.ref, direction=Direction(listing.direction), candidates=Joined(tuple(names)), count=len(names)
    )


async def _withdrawn(desk: Desk, tap: Tap) -> None:
    listing = await _mine(desk, tap.ref)
    await take_back(desk, listing)
    _confirm(desk, tap, say.Withdrawn(ref=listing.ref, direction=Direction(listing.direction)))


async def _extended(desk: Desk, tap: Tap) -> None:
    listing = await _mine(desk, tap.ref)
    _confirm(desk, tap, await prolong(desk, listing, usual_end(desk, listing)))


async def _kept(desk: Desk, tap: Tap) -> None:
    await _reaches(desk, tap, Reach.ILOT)


async def _opened(desk: Desk, tap: Tap) -> None:
    await _reaches(desk, tap, Reach.ARCHIPEL)


async def _reaches(desk: Desk, tap: Tap, reach: Reach) -> None:
    listing = await _mine(desk, tap.ref)
    listing.must_be_live()
    listing.reaches(reach, desk.visit.now)
    await show_everywhere(desk, listing)
    _confirm(desk, tap, say.ReachChanged(ref=listing.ref, reach=reach))


async def _erase(desk: Desk, ref: Ref) -> None:
    """Its author deleted its message: no word of it stays, here or in any room."""
    listing = await _found(desk, ref)
    was_live = listing.is_live
    listing.erase(desk.visit.now)
    await remind_of_end(desk, listing)
    editions = [post for post in await desk.posts.all_of(str(ref)) if post.role == Role.EDITION]
    others = [(post.room_id, await desk.posts.beside(post)) for post in editions]
    await desk.erase_copies(str(ref))
    for room_id, refs in others:
        await _tell_the_rest(desk, room_id, refs)
    for person in await desk.hands.of(listing) if was_live else []:
        await desk.whisper(person, say.Withdrawn(ref=ref, direction=Direction(listing.direction)))


async def _tell_the_rest(desk: Desk, room_id: str, refs: list[str]) -> None:
    """A courrier is everybody's: without the erased line, it is told again; nobody is notified of it."""
    room = await desk.rooms.find(room_id)
    lines = await lines_of(desk, refs)
    if room is not None and room.joined and lines:
        desk.tell_news(say.CourrierAgain(lines=Lines(tuple(lines))), room)


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
    letters=frozenset(direction.letter for direction in Direction),
    erase=_erase,
    show="voir",
    taps={HAND: _hand, "✅": _settled, "❌": _withdrawn, "🔁": _extended, "🏝": _kept},
    untaps={HAND: _no_hand, "🏝": _opened},
)

"""With whom something was settled: one name is kept, and asked for where none or several were said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from commands.exchange import messages as say
from commands.kit.message import Joined
from storage.desk import Desk
from storage.errors import UnknownPerson
from storage.listings import Listing
from storage.people import Person
from storage.questions import Question
from storage.values import Direction

WITH_WHOM = "with-whom"
_A_DAY = dt.timedelta(days=1)


async def named(desk: Desk, names: Sequence[str]) -> list[Person]:
    """Everybody who is named, once. The first must be somebody; what follows may be other words: « et merci »."""
    found = [await desk.people.named(name) for name in names[:1]]
    for name in names[1:]:
        try:
            found.append(await desk.people.named(name))
        except UnknownPerson:
            continue
    return list(dict.fromkeys(found))


async def ask_with_whom(desk: Desk, listing: Listing, hands: list[Person]) -> None:
    """After a tap, in private."""
    candidates = _numbered(hands)
    asking = say.WithWhom(
        ref=listing.ref, direction=Direction(listing.direction), candidates=candidates, count=len(hands)
    )
    await desk.ask_in_private(asking, _question(listing, hands))


def ask_which(desk: Desk, listing: Listing, people: list[Person]) -> None:
    """The first is kept; another one by its number, where it was typed."""
    kept = say.OneNameKept(
        ref=listing.ref,
        direction=Direction(listing.direction),
        partner=people[0].first_name,
        candidates=_numbered(people),
    )
    desk.ask(kept, _question(listing, people))


def _numbered(people: list[Person]) -> Joined:
    return Joined(tuple(say.Candidate(number=number, name=each.first_name) for number, each in enumerate(people, 1)))


def _question(listing: Listing, people: list[Person]) -> Question:
    fields = {"ref": str(listing.ref), "hands": [each.user_id for each in people]}
    return Question(WITH_WHOM, fields, lasts=_A_DAY)

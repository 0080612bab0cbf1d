"""Words of health or money in a need or a cover: they cross no îlot before their author says that it is meant."""

from __future__ import annotations

import datetime as dt

from commands.exchange import messages as say
from commands.exchange import told
from commands.exchange.cards import show_everywhere
from commands.exchange.urgent import announce_when_urgent
from commands.kit.command import Answer
from commands.kit.dialogue import is_yes
from commands.kit.message import Message
from commands.kit.sensitive import is_sensitive
from storage.desk import Desk
from storage.listings import Listing
from storage.questions import Question
from storage.rooms import RoomKind
from storage.values import Direction, Reach, Ref

MEANT = "private-words-meant"
_A_DAY = dt.timedelta(days=1)


def holds_back(listing: Listing) -> bool:
    """True when it speaks of these: only its îlot sees it for now."""
    if listing.direction == Direction.OFFER or not is_sensitive(f"{listing.title} {listing.description}"):
        return False
    listing.hold_back()
    return True


async def ask_if_meant(desk: Desk, listing: Listing) -> None:
    """Its author, in private; where that cannot be, nothing is said, and it stays in its îlot."""
    in_a_room = desk.visit.room_kind is RoomKind.SHARED
    warning = told.SaidInTheRoom(ref=listing.ref) if in_a_room else told.KeptBack(ref=listing.ref)
    if await desk.warn_in_private(warning) and listing.reach == Reach.ARCHIPEL:
        question = Question(MEANT, {"ref": str(listing.ref)}, lasts=_A_DAY)
        desk.sayings[-1].question, desk.sayings[-1].asked_of = question, desk.visit.someone.user_id


async def meant(desk: Desk, answer: Answer) -> Message | None:
    """« oui »: everybody may see it."""
    listing = await desk.listings.find(Ref.parse(answer.fields["ref"]))
    if not is_yes(answer.text) or listing is None or not listing.is_live:
        return None
    listing.reaches(Reach.ARCHIPEL, desk.visit.now)
    await show_everywhere(desk, listing)
    await announce_when_urgent(desk, listing)
    return say.ReachChanged(ref=listing.ref, reach=Reach.ARCHIPEL)

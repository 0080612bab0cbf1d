"""What an answer to a question of the bourse does."""

from __future__ import annotations

import re

from commands.exchange import messages as say
from commands.exchange.board import OFFER_INSTEAD
from commands.exchange.cards import show_everywhere
from commands.exchange.life import TELL_AUTHOR
from commands.exchange.partners import WITH_WHOM
from commands.exchange.private_words import MEANT, meant
from commands.kit.command import Answer, AnswerHandler, RunAgain
from commands.kit.dialogue import is_no, is_pass, is_yes, number
from commands.kit.message import Mention, Message
from commands.kit.place import is_asleep
from storage.desk import Desk
from storage.people import Person
from storage.values import ListingState, Ref


async def _pass_on(desk: Desk, answer: Answer) -> Message | None:
    """« oui »: the author is told; anything else is a no."""
    if not is_yes(answer.text):
        return None
    listing = await desk.listings.find(Ref.parse(answer.fields["ref"]))
    if listing is None:
        return None
    author = await desk.people.get(listing.author_id)
    who = Mention(desk.visit.someone.user_id, desk.visit.someone.first_name)
    asking = say.AskedToExtend if answer.fields.get("deed") == say.Deed.EXTEND else say.AskedToClose
    asked = asking(who=who, ref=listing.ref, title=listing.title)
    told = await desk.whisper(author, asked, about=str(listing.ref))
    unreachable = say.AuthorUnreachable(author=author.first_name, ref=listing.ref)
    return say.PassedOn(author=author.first_name, later=is_asleep(desk)) if told else unreachable


async def _offer_instead(_desk: Desk, answer: Answer) -> RunAgain | None:
    """« oui »: the sentence becomes an offer."""
    return RunAgain("offre", answer.fields["text"]) if is_yes(answer.text) else None


async def _with_whom(desk: Desk, answer: Answer) -> Message | None:
    """A number, a name, or nobody. Raises what a name that is nobody's raises: the question stays."""
    listing = await desk.listings.find(Ref.parse(answer.fields["ref"]))
    if listing is None or listing.state != ListingState.FULFILLED:
        return None
    if is_no(answer.text) or is_pass(answer.text):
        return say.NobodyNamed()
    partner = await _named(desk, answer)
    listing.fulfilled_by_id = partner.id
    await show_everywhere(desk, listing)
    return say.NotedWith(ref=listing.ref, partner=partner.first_name)


async def _named(desk: Desk, answer: Answer) -> Person:
    picked, hands = number(answer.text), answer.fields["hands"]
    if picked is not None and 1 <= picked <= len(hands):
        return await desk.people.named(hands[picked - 1])
    return await desk.people.named(_WITH.sub("", answer.text).strip())


_WITH = re.compile(r"^\W*(?:avec|with)\s+", re.IGNORECASE)

ANSWERS: dict[str, AnswerHandler] = {
    TELL_AUTHOR: _pass_on,
    OFFER_INSTEAD: _offer_instead,
    WITH_WHOM: _with_whom,
    MEANT: meant,
}

"""What an answer to a question of the bourse does."""

from __future__ import annotations

from commands.exchange import messages as say
from commands.exchange.board import OFFER_INSTEAD
from commands.exchange.life import TELL_AUTHOR, is_asleep
from commands.kit.command import Answer, AnswerHandler, RunAgain
from commands.kit.dialogue import is_yes
from commands.kit.message import Mention, Message
from storage.desk import Desk
from storage.values import Ref


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


ANSWERS: dict[str, AnswerHandler] = {TELL_AUTHOR: _pass_on, OFFER_INSTEAD: _offer_instead}

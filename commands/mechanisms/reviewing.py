"""`!avis K2`: three questions in private, the same for everybody whatever they answer, and nothing said back."""

from __future__ import annotations

import re
from typing import Self

from commands.kit.command import Answer, AnswerHandler, Args, Group, Where, command
from commands.kit.dialogue import is_no, is_pass, is_stop, is_yes, number
from commands.kit.message import Lines, Message, Refusal
from commands.kit.messages import NothingKept
from commands.kit.reading import Sight, fold
from commands.mechanisms import review_messages as say
from commands.mechanisms import rounds
from commands.mechanisms.args import ref_in
from commands.mechanisms.messages import MechanismsEmpty
from commands.mechanisms.sheets import line
from storage.desk import Desk
from storage.mechanisms import Mechanism
from storage.questions import Question
from storage.reviews import Answer as Said
from storage.values import Ref

USED = rounds.USED
HELPED, WORDS = "review-helped", "review-words"
LONGEST = 200  # characters of each of the three
_YES, _NO = 1, 2
_MARKS = range(1, 5)
_KINDS = {
    **dict.fromkeys(("garder", "garde", "keep"), "keep"),
    **dict.fromkeys(("changer", "change"), "change"),
    **dict.fromkeys(("lacher", "lache", "drop", "let go"), "drop"),
}
_VERB = r"(?:[a\u00e0]\s+|to\s+)?(garder?|changer?|l[a\u00e2]cher?|keep|drop|let go)"
_KIND = re.compile(rf"(?:^|(?<=[\s.,;])){_VERB}\b\s*:", re.IGNORECASE)
_BEGINS = re.compile(rf"{_VERB}\s+", re.IGNORECASE)


class Reviewed(Args):
    """Which mechanism; without one, what there is."""

    ref: Ref | None = None

    @classmethod
    def read(cls, text: str, sight: Sight, command: str, chosen: dict[str, object] | None = None) -> Self:
        """Always succeeds."""
        return cls(ref=ref_in(text))


@command("avis", "evalue", english="review", args=Reviewed, where=Where.PRIVATE, group=Group.ORIENT)
async def review(desk: Desk, args: Reviewed) -> Message | None:
    """Asks the first question; without a reference, shows what can be reviewed."""
    if args.ref is None:
        found = [each for each in await desk.mechanisms.all() if each.is_tried]
        return say.WhichToReview(lines=Lines(tuple(map(line, found[:10])))) if found else MechanismsEmpty()
    mechanism = await desk.mechanisms.by_ref(args.ref)
    await must_be_open(desk, mechanism)
    desk.ask(say.AskUsed(ref=mechanism.ref, title=mechanism.name), used_question(mechanism))
    return None


async def must_be_open(desk: Desk, mechanism: Mechanism) -> None:
    """Raises Refusal where nobody can have tried it, or they answered already."""
    if not mechanism.is_tried:
        raise Refusal(say.NotTried(ref=mechanism.ref))
    if await desk.reviews.was_heard(mechanism, desk.visit.someone):
        raise Refusal(say.HeardAlready(ref=mechanism.ref))


def used_question(mechanism: Mechanism) -> Question:
    """The first one."""
    return Question(USED, {"ref": str(mechanism.ref)})


async def _used(desk: Desk, answer: Answer) -> Message | None:
    ref, picked = Ref.parse(answer.fields["ref"]), number(answer.text)
    if is_stop(answer.text):
        return NothingKept()
    used = True if picked == _YES or is_yes(answer.text) else False if picked == _NO or is_no(answer.text) else None
    if used is None:
        desk.ask(say.UsedUnread(ref=ref), Question(USED, answer.fields))
    else:
        desk.ask(say.AskHelped(), Question(HELPED, {**answer.fields, "used": used}))
    return None


async def _helped(desk: Desk, answer: Answer) -> Message | None:
    mark = number(answer.text)
    if is_stop(answer.text):
        return NothingKept()
    if mark not in _MARKS and not is_pass(answer.text):
        desk.ask(say.HelpedUnread(), Question(HELPED, answer.fields))
    else:
        desk.ask(say.AskWords(longest=LONGEST), Question(WORDS, {**answer.fields, "helped": mark}))
    return None


async def _words(desk: Desk, answer: Answer) -> Message | None:
    """The last one. What is said back is the same for all."""
    if is_stop(answer.text):
        return NothingKept()
    mechanism = await desk.mechanisms.by_ref(Ref.parse(answer.fields["ref"]))
    await must_be_open(desk, mechanism)
    words = {} if is_pass(answer.text) else words_in(answer.text)
    said = Said(used=answer.fields["used"], helped=answer.fields["helped"], **words)
    if await desk.reviews.hear(mechanism, desk.visit.someone, said, desk.visit.today) is not None:
        await rounds.announce_result(desk, mechanism)
    desk.delivery.erased = True  # nothing of the three answers stays in the database's log either
    return say.Heard(ref=mechanism.ref)


def words_in(text: str) -> dict[str, str]:
    """« garder: la fiche, changer: prévenir plus tôt », by kind; what is of no kind is a wish to change."""
    whole = " ".join(text.split())
    found = list(_KIND.finditer(whole))
    if not found:
        begins = _BEGINS.match(whole)
        kind = _KINDS[fold(begins[1])] if begins else "change"
        return {kind: (whole[begins.end() :] if begins else whole)[:LONGEST]}
    ends = [each.start() for each in found[1:]] + [len(whole)]
    parts: dict[str, str] = {}
    for each, end in zip(found, ends, strict=True):
        said = whole[each.end() : end].strip(" ,;.")[:LONGEST]
        parts |= {_KINDS[fold(each[1])]: said} if said else {}
    return parts


ANSWERS: dict[str, AnswerHandler] = {USED: _used, HELPED: _helped, WORDS: _words}

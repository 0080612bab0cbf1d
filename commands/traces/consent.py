"""How a trace goes further: how far, how signed, under what licence; and each time a fresh « oui »."""

from __future__ import annotations

import datetime as dt
import hashlib

from commands.kit.command import Answer, AnswerHandler
from commands.kit.dialogue import is_no, is_yes, number
from commands.kit.message import Joined, Message, Refusal
from commands.kit.reading import fold
from commands.kit.signing import name_of
from commands.traces import messages as say
from commands.traces.shown import ask_apart, excerpt, found, say_there, signed
from commands.traces.together import ask_the_others, forget_asking
from storage.desk import Desk
from storage.posts import Role
from storage.questions import Question
from storage.traces import Scope, Signature, Trace
from storage.values import Ref

SHARE_FURTHER, SIGN, CONSENT = "share-further", "trace-signature", "trace-consent"
_A_DAY = dt.timedelta(days=1)
_REACHES = {
    **dict.fromkeys(("1", "archipel"), Scope.ARCHIPEL),
    **dict.fromkeys(("2", "recueil", "anthology"), Scope.ANTHOLOGY),
}


def ask_how_far(desk: Desk, trace: Trace) -> None:
    """Of one that stands in its îlot."""
    asked = say.ShareFurther(ref=trace.ref, collective=trace.collective)
    desk.ask(asked, Question(SHARE_FURTHER, {"ref": str(trace.ref)}, lasts=_A_DAY))


async def begin(desk: Desk, trace: Trace, scope: Scope, signature: Signature | None) -> None:
    """Asks what is missing, then for consent. Downwards nothing is asked."""
    trace.must_be_unpublished()
    if scope.rank <= trace.resting.rank:
        await keep_back(desk, trace, scope)
        desk.say(say.StaysThere(ref=trace.ref, scope=trace.resting))
        return
    if scope is Scope.ILOT and trace.ilot_id is None:
        raise Refusal(say.NoIlotForTrace())
    if signature is None and scope.licence is not None:
        await _ask_signature(desk, trace, scope)
    else:
        await ask_consent(desk, trace, scope, signature or Signature.FIRST_NAME)


async def keep_back(desk: Desk, trace: Trace, scope: Scope) -> None:
    """No further than that: what quotes it is taken back, and the others are not asked any more."""
    trace.lower(scope)
    await forget_asking(desk, trace)
    await erase_quotes(desk, trace)


async def erase_quotes(desk: Desk, trace: Trace) -> None:
    """Every message that holds its words, but the answer to its making."""
    for post in await desk.posts.all_of(str(trace.ref)):
        if post.role not in {Role.POSTED, Role.ANSWERED}:
            await desk.erase_copy(post)


async def _ask_signature(desk: Desk, trace: Trace, scope: Scope) -> None:
    ways = await _ways_to_sign(desk, trace)
    choices = [
        say.SignatureChoice(number=index, by=await signed(desk, trace, way)) for index, way in enumerate(ways, 1)
    ]
    asked = say.SignatureAsked(ref=trace.ref, scope=scope, choices=Joined(tuple(choices)))
    fields = {"ref": str(trace.ref), "scope": scope.value, "ways": [way.value for way in ways]}
    await ask_apart(desk, trace, asked, Question(SIGN, fields, lasts=_A_DAY))


async def _ways_to_sign(desk: Desk, trace: Trace) -> list[Signature]:
    person = await desk.people.get(trace.author_id)
    same = name_of(person, Signature.FULL_NAME) == name_of(person, Signature.FIRST_NAME)
    return [*([] if same else [Signature.FULL_NAME]), Signature.FIRST_NAME, Signature.ANONYMOUS]


async def ask_consent(desk: Desk, trace: Trace, scope: Scope, signature: Signature) -> None:
    """Shows all that is agreed to."""
    by = await signed(desk, trace, signature)
    asked = say.ConsentAsked(ref=trace.ref, title=excerpt(trace.text), scope=scope, by=by)
    fields = {"ref": str(trace.ref), "scope": scope.value, "signature": signature.value, "words": _words(trace)}
    await ask_apart(desk, trace, asked, Question(CONSENT, fields, lasts=_A_DAY))


def _words(trace: Trace) -> str:
    """Of what was shown: a « oui » to other words is none."""
    return hashlib.sha256(f"{trace.text}\0{trace.attachment}".encode("utf-8", "replace")).hexdigest()


# ── answers ──


async def _how_far(desk: Desk, answer: Answer) -> Message | None:
    trace = await found(desk, Ref.parse(answer.fields["ref"]))
    said = fold(answer.text).strip(" .!)")
    scope = _REACHES.get(said)
    if is_no(answer.text) or said in {"ilot", "ici", "rien"}:
        return say.StaysThere(ref=trace.ref, scope=trace.resting)
    if scope is None:
        desk.ask(say.ChooseReach(ref=trace.ref), Question(SHARE_FURTHER, answer.fields, lasts=_A_DAY))
        return None
    await begin(desk, trace, scope, None)
    return None


async def _sign(desk: Desk, answer: Answer) -> Message | None:
    trace, scope = await found(desk, Ref.parse(answer.fields["ref"])), Scope(answer.fields["scope"])
    ways = [Signature(way) for way in answer.fields["ways"]]
    if is_no(answer.text):
        return _stays(trace)
    picked = number(answer.text)
    if picked is None or not 1 <= picked <= len(ways):
        await _ask_signature(desk, trace, scope)
        return None
    await ask_consent(desk, trace, scope, ways[picked - 1])
    return None


async def _consent(desk: Desk, answer: Answer) -> Message | None:
    """« oui », and nothing else. Words that were changed since are shown again first."""
    trace, fields = await found(desk, Ref.parse(answer.fields["ref"])), answer.fields
    scope, signature = Scope(fields["scope"]), Signature(fields["signature"])
    if is_no(answer.text):
        return _stays(trace)
    if not is_yes(answer.text) or fields["words"] != _words(trace):
        await ask_consent(desk, trace, scope, signature)
        return None
    await desk.traces.agree(trace, scope, signature, desk.visit.now)
    if trace.waits_until is not None:
        return await ask_the_others(desk, trace)
    await arrived(desk, trace)
    return say.Agreed(ref=trace.ref, scope=scope)


def _stays(trace: Trace) -> say.StaysThere:
    trace.scope = trace.resting
    return say.StaysThere(ref=trace.ref, scope=trace.resting)


async def arrived(desk: Desk, trace: Trace) -> None:
    """Who has to know of it where it is now."""
    if trace.resting is Scope.ANTHOLOGY:
        await desk.tell_tisseuse(say.OfferedToTisseuse(ref=trace.ref))
    if trace.resting is Scope.ILOT and trace.ilot_id is not None:
        ilot = await desk.ilots.get(trace.ilot_id)
        room = await desk.rooms.find(ilot.room_id) if ilot.room_id else None
        if room is not None and room.joined:
            told = say.ForTheIlot(ref=trace.ref, title=trace.text, by=await signed(desk, trace))
            say_there(desk, room, trace, told, Role.SHOWN)


ANSWERS: dict[str, AnswerHandler] = {SHARE_FURTHER: _how_far, SIGN: _sign, CONSENT: _consent}

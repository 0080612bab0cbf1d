"""`!recueil`, in the Tisseuse's room: what waits for the anthology, an edited text, publication."""

from __future__ import annotations

import datetime as dt

from commands.kit.command import Answer, AnswerHandler, Group, Role, Where, command
from commands.kit.dialogue import is_no, is_yes
from commands.kit.message import Joined, Lines, Message, Refusal
from commands.kit.reading import fold
from commands.traces import messages as say
from commands.traces.args import LONGEST, Edited
from commands.traces.epub import MIMETYPE as EPUB
from commands.traces.epub import epub
from commands.traces.printing import book_of, markdown, published
from commands.traces.shown import ask_apart, found, seen, signed, tell_alone
from storage.desk import Desk, File
from storage.errors import UnknownTrace
from storage.questions import Question
from storage.traces import Trace, TraceFormat
from storage.values import Ref

APPROVE = "trace-edited"
MOST = 10
_NAME = "recueil"
_PUBLISH = frozenset({"publie", "publier", "publish"})
_TWO_WEEKS = dt.timedelta(days=14)


@command("recueil", english="anthology", args=Edited, who=Role.TISSEUSE, where=Where.TISSEUSE, group=Group.OFFICE)
async def recueil(desk: Desk, args: Edited) -> Message | None:
    """What waits; one of it; its edited text; its publication; the files of all that is published."""
    if args.files:
        return await _give(desk)
    if args.ref is None:
        return await _waiting(desk, audio=args.audio)
    trace = await _offered(desk, args.ref)
    if not args.words:
        return await _piece(desk, trace)
    if fold(args.words) in _PUBLISH:
        return await _publish(desk, trace)
    return await _propose(desk, trace, args.words)


async def _give(desk: Desk) -> Message | None:
    """The book and its text. Voices are large: which there are is said, and where they can be had."""
    printed = await published(desk.traces, desk.people, desk.ilots)
    if not printed:
        return say.NothingPublished()
    language = desk.visit.language
    spoken = Joined(tuple(each.ref for each in printed if each.is_audio), by=", ")
    told = say.BookGiven(count=len(printed), voices=spoken, spoken=bool(spoken.parts))
    desk.attach(told, File(f"{_NAME}.epub", EPUB, lambda speak: epub(book_of(printed, speak, language))))
    as_text = File(
        f"{_NAME}.md", "text/markdown", lambda speak: markdown(book_of(printed, speak, language), {}).encode()
    )
    desk.attach(say.TextGiven(), as_text)
    return None


async def _offered(desk: Desk, ref: Ref) -> Trace:
    """Only what its author offered; of anything else nothing is said, not even that it exists."""
    trace = await seen(desk, ref)
    if trace.offered_at is None:
        raise UnknownTrace(ref)
    return trace


async def _waiting(desk: Desk, *, audio: bool) -> Message:
    offered = [each for each in await desk.traces.offered() if not audio or each.format == TraceFormat.AUDIO]
    if not offered:
        return say.RecueilEmpty(published=len(await desk.traces.published()))
    lines: list[Message] = [
        say.RecueilLine(ref=each.ref, by=await signed(desk, each), readiness=_readiness(each))
        for each in offered[:MOST]
    ]
    if len(offered) > MOST:
        lines.append(say.MoreInRecueil(count=len(offered) - MOST))
    return say.RecueilShown(lines=Lines(tuple(lines)))


async def _piece(desk: Desk, trace: Trace) -> Message:
    by = await signed(desk, trace)
    return say.RecueilPiece(ref=trace.ref, title=trace.edited or trace.text, by=by, readiness=_readiness(trace))


async def _propose(desk: Desk, trace: Trace, words: str) -> Message:
    """ND forbids derived versions: only its author can make of an edited text their own."""
    if len(words) > LONGEST:
        raise Refusal(say.TraceTooLong(longest=LONGEST))
    trace.propose(words)
    author = await desk.people.get(trace.author_id)
    asked = say.ApproveEdited(ref=trace.ref, title=words, by=await signed(desk, trace))
    question = Question(APPROVE, _about(trace), lasts=_TWO_WEEKS)
    if not await tell_alone(desk, author, asked, question):
        raise Refusal(say.AuthorNotAsked(ref=trace.ref))
    return say.EditProposed(ref=trace.ref)


async def _publish(desk: Desk, trace: Trace) -> Message:
    if trace.awaits_approval:
        raise Refusal(say.NotYetApproved(ref=trace.ref))
    trace.publish(desk.visit.now)
    await tell_alone(desk, await desk.people.get(trace.author_id), say.YoursIsPublished(ref=trace.ref))
    return say.InTheRecueil(ref=trace.ref, by=await signed(desk, trace))


def _readiness(trace: Trace) -> say.Readiness:
    if trace.edited is None:
        return say.Readiness.READY
    return say.Readiness.ASKED if trace.awaits_approval else say.Readiness.AGREED


# ── what its author says ──


async def settle_edit(desk: Desk, trace: Trace, *, agreed: bool) -> Message:
    """Yes, or the text stays as it was written. Raises Refusal when nothing was proposed."""
    if not trace.awaits_approval or trace.published_at is not None:
        raise Refusal(say.NothingToApprove(ref=trace.ref))
    if agreed:
        await desk.traces.approve(trace, desk.visit.now)
    else:
        trace.edited = None
    await desk.tell_tisseuse(say.EditSettled(ref=trace.ref, agreed=agreed))
    return say.EditSettled(ref=trace.ref, agreed=agreed)


async def ask_about_edit(desk: Desk, trace: Trace) -> None:
    """Shows it again: nobody agrees to words they do not see."""
    if not trace.awaits_approval or trace.published_at is not None:
        raise Refusal(say.NothingToApprove(ref=trace.ref))
    asked = say.ApproveEdited(ref=trace.ref, title=str(trace.edited), by=await signed(desk, trace))
    await ask_apart(desk, trace, asked, Question(APPROVE, _about(trace), lasts=_TWO_WEEKS))


def _about(trace: Trace) -> dict[str, object]:
    return {"ref": str(trace.ref), "edited": trace.edited}


async def _approve(desk: Desk, answer: Answer) -> Message | None:
    """To the very text that was shown: one that was proposed since is asked about by itself."""
    trace = await found(desk, Ref.parse(answer.fields["ref"]))
    if trace.edited != answer.fields["edited"]:
        return say.NothingToApprove(ref=trace.ref)
    if is_yes(answer.text) or is_no(answer.text):
        return await settle_edit(desk, trace, agreed=is_yes(answer.text))
    await ask_about_edit(desk, trace)
    return None


ANSWERS: dict[str, AnswerHandler] = {APPROVE: _approve}

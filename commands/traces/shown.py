"""How a trace is named, quoted and found: by those who may read it, where they may."""

from __future__ import annotations

from commands.kit.message import Message, Refusal
from commands.kit.messages import SignedAs
from commands.kit.signing import name_of
from commands.traces import messages as say
from storage.courrier import Edition
from storage.desk import Desk, Sayable, Saying, Urgency
from storage.errors import UnknownTrace
from storage.people import Person
from storage.posts import Role
from storage.questions import Question
from storage.rooms import Room
from storage.traces import Signature, Trace
from storage.values import Ref

EXCERPT = 280


async def seen(desk: Desk, ref: Ref) -> Trace:
    """The trace, if the visitor may read it. Raises UnknownTrace."""
    ilots = [ilot.id for ilot in await desk.my_ilots()]
    return await desk.traces.seen_by(ref, desk.visit.someone, ilots, office=desk.visit.office is not None)


async def own(desk: Desk, ref: Ref) -> Trace:
    """The trace, if it is the visitor's. Raises UnknownTrace or NotTheAuthor."""
    trace = await seen(desk, ref)
    trace.must_be_by(desk.visit.someone)
    return trace


async def found(desk: Desk, ref: Ref) -> Trace:
    """The trace, whoever asks. Raises UnknownTrace when it is gone."""
    trace = await desk.traces.find(ref)
    if trace is None:
        raise UnknownTrace(ref)
    return trace


async def signed(desk: Desk, trace: Trace, signature: Signature | None = None) -> SignedAs:
    """Who says it: with nobody's name where none is wanted, not even the îlot's."""
    chosen = Signature(signature or trace.signature or Signature.FIRST_NAME)
    ilot = await desk.ilots.get(trace.ilot_id) if trace.ilot_id is not None else None
    hidden = chosen is Signature.ANONYMOUS
    return SignedAs(
        signature=chosen,
        collective=trace.collective,
        name="" if hidden else name_of(await desk.people.get(trace.author_id), chosen),
        ilot="" if hidden or ilot is None else ilot.name,
    )


def excerpt(text: str) -> str:
    """Its beginning, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= EXCERPT else line[: EXCERPT - 1].rstrip() + "…"


def may_be_quoted_here(desk: Desk, trace: Trace) -> bool:
    """True where everybody who reads along may read it."""
    visit = desk.visit
    if visit.in_private or (visit.office is not None and trace.offered_at is not None):
        return True
    return trace.is_read_in([visit.ilot.id] if visit.ilot is not None else [])


async def ask_apart(desk: Desk, trace: Trace, what: Sayable, question: Question) -> None:
    """Where the visitor is, or in private where others would read along. Raises Refusal where neither can be."""
    if may_be_quoted_here(desk, trace):
        desk.ask(what, question)
    elif await desk.warn_in_private(what):
        desk.sayings[-1].question, desk.sayings[-1].asked_of = question, desk.visit.someone.user_id
    else:
        raise Refusal(say.WriteApart(ref=trace.ref))


async def tell_alone(desk: Desk, person: Person, what: Message, question: Question | None = None) -> bool:
    """To one person in their private room, and nowhere else: elsewhere it would tell who wrote an anonymous trace."""
    place = await desk.private_place(person)
    if place is not None:
        saying = Saying(what, place, Urgency.WHISPER, person.language)
        if question is not None:
            saying.question, saying.asked_of = question, person.user_id
        desk.sayings.append(saying)
    return place is not None


def say_there(desk: Desk, room: Room, trace: Trace, what: Message, role: Role) -> None:
    """In another room, because of what somebody just did; a tap on it is heard."""
    saying = Saying(what, room.room_id, Urgency.NOTICE, desk.house.language, card=str(trace.ref), role=role)
    desk.sayings.append(saying)


async def show(desk: Desk, trace: Trace) -> None:
    """The whole of it, to whoever may read it, where it may be read."""
    told = say.TraceShown(ref=trace.ref, title=trace.text, by=await signed(desk, trace), state=trace.state)
    if may_be_quoted_here(desk, trace):
        desk.show(told, str(trace.ref))
    elif not await desk.confide_in_private(told):
        raise Refusal(say.WriteApart(ref=trace.ref))


async def line_of(desk: Desk, ref: Ref) -> Message | None:
    """As a courrier tells of it now; None once it is not shared any more."""
    trace = await desk.traces.find(ref)
    if trace is None or trace.shared_at is None:
        return None
    return say.TraceLine(ref=ref, by=await signed(desk, trace))


async def news(desk: Desk, edition: Edition) -> tuple[list[Message], int]:
    """In the courrier: what other îlots shared since, without its words, which can still be taken back."""
    shared, more = await desk.traces.shared_elsewhere(edition)
    return [say.TraceLine(ref=trace.ref, by=await signed(desk, trace)) for trace in shared], more

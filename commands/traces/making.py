"""How a trace is made, and what its author is told of it."""

from __future__ import annotations

from commands.kit.message import Refusal
from commands.traces import messages as say
from commands.traces.args import NewTrace
from commands.traces.consent import ask_how_far, begin
from storage.desk import Desk
from storage.posts import Role
from storage.traces import Scope, Signature, Trace, TraceFormat


async def new_trace(desk: Desk, args: NewTrace) -> Trace:
    """In an îlot's room it is for the îlot, in private for oneself, unless its first words say otherwise."""
    visit = desk.visit
    base = Scope.ILOT if visit.ilot is not None and args.scope is not Scope.PRIVATE else Scope.PRIVATE
    if args.together and visit.ilot is None:
        raise Refusal(say.OnlyInIlot())
    mine = visit.ilot or next(iter(await desk.my_ilots()), None)
    session = await desk.sessions.gathering(mine, visit.now) if mine is not None else None
    return Trace(
        author_id=visit.someone.id,
        session=str(session.ref) if session is not None else None,
        ilot_id=mine.id if mine is not None else None,
        text=args.text,
        base=base,
        scope=max(args.scope or base, base, key=lambda scope: scope.rank),
        signature=args.signature,
        collective=args.together and base is Scope.ILOT,
        format=TraceFormat.TEXT,
    )


async def tell_of(desk: Desk, kept: Trace) -> None:
    """Where it stands, and what may come next."""
    if desk.visit.ilot is not None and kept.base == Scope.PRIVATE:
        await keep_apart(desk, kept)
    elif Scope(kept.scope).rank > kept.resting.rank:
        await begin(desk, kept, Scope(kept.scope), Signature(kept.signature) if kept.signature else None)
    elif kept.base == Scope.ILOT:
        ask_how_far(desk, kept)
    else:
        desk.say(say.KeptPrivate(ref=kept.ref))
    _is_made_here(desk, kept)
    visit = desk.visit
    if visit.by_questions and visit.answered_in is not None:
        await desk.posts.answered(str(kept.ref), visit.room_id, visit.answered_in)


def _is_made_here(desk: Desk, kept: Trace) -> None:
    """The first thing said here is its card: its message can be edited and deleted."""
    for saying in desk.sayings:
        if saying.room_id == desk.visit.room_id and saying.card is None:
            saying.card, saying.role = str(kept.ref), Role.POSTED
            return


async def keep_apart(desk: Desk, kept: Trace) -> None:
    """Meant to be private, and written where all can read it: said to its author alone."""
    kept.base = kept.scope = Scope.PRIVATE
    warning = say.SeenInTheRoom(ref=kept.ref)
    told = desk.visit.ilot is not None and await desk.warn_in_private(warning)
    desk.say(say.KeptApart(ref=kept.ref) if told else warning)

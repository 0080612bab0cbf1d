"""`!trace`: keeping one, and what its author does with it later."""

from __future__ import annotations

from commands.kit.command import Group, Where, command
from commands.traces import messages as say
from commands.traces.args import NewTrace
from commands.traces.consent import begin, erase_quotes, keep_back
from commands.traces.making import keep_apart, new_trace, tell_of
from commands.traces.recueil import ask_about_edit, settle_edit
from commands.traces.shown import found, own, seen, show, tell_alone
from commands.traces.together import forget_asking, object_to
from commands.traces.voices import spoken
from storage.desk import Desk
from storage.errors import UnknownTrace
from storage.traces import Scope, Signature, Trace
from storage.values import Ref

_HERE = Where.ILOT | Where.PRIVATE


async def _amended(desk: Desk, ref: Ref, args: NewTrace) -> None:
    """Other words need another « oui » beyond the îlot."""
    trace = await found(desk, ref)
    trace.must_be_by(desk.visit.someone)
    if args.ref is not None:
        raise UnknownTrace(args.ref)
    wanted = args.scope or max(Scope(trace.scope), trace.resting, key=lambda each: each.rank)
    signature = args.signature or trace.signature
    trace.amend(args.text)
    trace.collective = trace.collective or (args.together and trace.base == Scope.ILOT)
    await forget_asking(desk, trace)
    await erase_quotes(desk, trace)
    for post in await desk.posts.cards_of(str(ref)):
        desk.reword(post, say.TraceAmended(ref=ref))
    if args.scope is Scope.PRIVATE:
        await keep_apart(desk, trace)
    elif wanted.rank > trace.resting.rank:
        await begin(desk, trace, wanted, Signature(signature) if signature else None)


@command(
    "trace",
    "retour",
    "journal",
    english="note",
    args=NewTrace,
    where=_HERE,
    group=Group.TIME,
    amend=_amended,
    voice=spoken,
)
async def trace(desk: Desk, args: NewTrace) -> None:
    """Keeps a trace, or does with one what is said."""
    if args.ref is not None:
        await _about(desk, args.ref, args)
        return
    kept = await desk.traces.keep(await new_trace(desk, args))
    await tell_of(desk, kept)


# ── one that is named ──


async def _about(desk: Desk, ref: Ref, args: NewTrace) -> None:
    if args.objects:
        await _against(desk, ref)
    elif args.approves:
        await ask_about_edit(desk, await own(desk, ref))
    elif args.takes_back:
        await _take_back(desk, await own(desk, ref))
    elif args.scope is not None:
        await begin(desk, await own(desk, ref), args.scope, args.signature)
    else:
        await show(desk, await seen(desk, ref))


async def _against(desk: Desk, ref: Ref) -> None:
    """An objection; or an author's no, to the edited text or to going further."""
    trace = await seen(desk, ref)
    if trace.author_id != desk.visit.someone.id:
        await object_to(desk, trace)
        desk.say(say.Objected(ref=ref))
    elif trace.awaits_approval:
        desk.say(await settle_edit(desk, trace, agreed=False))
    else:
        await keep_back(desk, trace, Scope(trace.base))
        desk.say(say.StaysThere(ref=ref, scope=trace.resting))


async def _take_back(desk: Desk, trace: Trace) -> None:
    """Its author wants it gone: from here and from the next exports, whatever was given out."""
    was_published = trace.published_at is not None
    await desk.erasures.note_thing(str(trace.ref), desk.visit.event_id, desk.visit.now)
    await erase(desk, trace)
    desk.say(say.TraceErased(ref=trace.ref, published=was_published))


async def erase(desk: Desk, trace: Trace) -> None:
    """With every copy the bot posted, and its sound."""
    await forget_asking(desk, trace)
    await desk.erase_copies(str(trace.ref))
    await desk.traces.erase(trace)


async def erase_of(desk: Desk, ref: Ref) -> None:
    """Its author deleted the message that made it; what was published is said honestly."""
    trace = await found(desk, ref)
    author = await desk.people.get(trace.author_id)
    was_published = trace.published_at is not None
    await erase(desk, trace)
    if was_published:
        await tell_alone(desk, author, say.TraceErased(ref=ref, published=True))

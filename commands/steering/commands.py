"""`!copil`: a committee's day, its agenda, its decisions, its minutes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from commands.kit.command import Group, Role, Things, Where, command
from commands.kit.message import Joined, Lines, Message, Refusal
from commands.steering import messages as say
from commands.steering.args import CopilArgs, Order
from commands.steering.clock import watch
from commands.steering.news import line_of
from commands.steering.planning import Step, day_of, hour_of, told_from
from storage.committees import LETTER, Committee, CommitteeLine, CommitteeState, LineKind
from storage.desk import Desk
from storage.errors import UnknownCommittee
from storage.posts import Role as PostRole
from storage.values import Moment, Ref

_MOST = 8  # lines of one committee
_MOST_LISTED = 10


async def _amend(desk: Desk, ref: Ref, args: CopilArgs) -> None:
    """What was typed is typed better: its card says it."""
    line = await desk.committees.line(ref)
    if args.kind != line.kind or not args.words:
        raise Refusal(say.WhichWords(kind=LineKind(line.kind)))
    if line.tells_at is not None and await _is_told(desk, line):
        raise Refusal(say.DecisionTold(ref=ref))
    line.text = args.words
    committee = await desk.committees.get(line.committee_id)
    for post in await desk.posts.cards_of(str(ref)):
        desk.reword(post, _noted(desk, line, committee))


async def _is_told(desk: Desk, line: CommitteeLine) -> bool:
    """A courrier, in a room or in private, holds it."""
    return any(post.role == PostRole.EDITION for post in await desk.posts.all_of(str(line.ref)))


@command(
    "copil",
    "comite",
    "pilotage",
    english="steering",
    args=CopilArgs,
    who=Role.TISSEUSE,
    where=Where.TISSEUSE,
    group=Group.OFFICE,
    amend=_amend,
)
async def copil(desk: Desk, args: CopilArgs) -> Message | None:
    """Plans a committee, writes down points, decisions and minutes, and shows them."""
    return await _ORDERS[args.order](desk, args)


# ── its day ──


async def _plan(desk: Desk, args: CopilArgs) -> Message:
    """A new one, or another day for the one that is named."""
    assert args.span is not None  # the order is a day
    day = args.span.starts.day
    there = await desk.committees.on(day)
    if there is not None:
        raise Refusal(say.CommitteeThere(ref=there.ref, day=Moment(day)))
    if args.ref is None:
        committee = await desk.committees.plan(day)
    else:
        committee = await desk.committees.by_ref(args.ref)
        committee.move(day)
    await watch(desk, committee)
    return say.CommitteePlanned(
        ref=committee.ref, day=Moment(day), steps=_steps(desk, committee), moved=args.ref is not None
    )


def _steps(desk: Desk, committee: Committee) -> Joined:
    """What is still to come."""
    on, zone, now = committee.on, desk.visit.zone, desk.visit.now
    ahead = [step for step in Step if hour_of(step, on, zone) >= now]
    called: Message = say.CalledOn(day=Moment(day_of(Step.CALL, on))) if Step.CALL in ahead else say.CalledNow()
    figures = [say.FiguresOn(day=Moment(day_of(Step.FIGURES, on)))] if Step.FIGURES in ahead else []
    told = say.DecisionsOn(day=_local_day(desk, committee))
    return Joined((called, *figures, told))


def _local_day(desk: Desk, committee: Committee) -> Moment:
    """The first day on which a courrier may tell its decisions."""
    at = told_from(committee.on, desk.visit.now, desk.visit.zone)
    return Moment(at.astimezone(desk.visit.zone).date())


async def _cancel(desk: Desk, args: CopilArgs) -> Message:
    committee = await _ahead(desk, args.ref)
    committee.cancel()
    await watch(desk, committee)
    return say.CommitteeCancelled(ref=committee.ref, day=Moment(committee.on))


async def _ahead(desk: Desk, ref: Ref | None) -> Committee:
    """The one that is named, else the next. Raises Refusal."""
    committee = await desk.committees.by_ref(ref) if ref else await desk.committees.next_from(desk.visit.today)
    if committee is None:
        raise Refusal(say.NoCommittee())
    committee.must_be_ahead()
    return committee


# ── what is said there ──


async def _point(desk: Desk, args: CopilArgs) -> Message | None:
    committee = await _ahead(desk, args.ref)
    return await _write(desk, committee, LineKind.POINT, args.words)


async def _decision(desk: Desk, args: CopilArgs) -> Message | None:
    """Whoever writes down what was decided says that it was held."""
    committee = await _behind(desk, args.ref)
    return await _write(desk, committee, LineKind.DECISION, args.words)


async def _minutes(desk: Desk, args: CopilArgs) -> Message | None:
    """Without words, the last that stand are shown."""
    committee = await _behind(desk, args.ref)
    if args.words or not (kept := await desk.committees.lines(committee, LineKind.MINUTES)):
        return await _write(desk, committee, LineKind.MINUTES, args.words)
    return _whole(kept[-1])


def _whole(line: CommitteeLine) -> Message:
    return say.CommitteeLineShown(ref=line.ref, title=line.text)


async def _behind(desk: Desk, ref: Ref | None) -> Committee:
    """The one that is named, else the last whose day has come. Raises Refusal."""
    committee = await desk.committees.by_ref(ref) if ref else await desk.committees.last_until(desk.visit.today)
    if committee is None:
        raise Refusal(say.NoCommittee())
    if committee.state == CommitteeState.CANCELLED:
        committee.must_be_ahead()
    if committee.on > desk.visit.today:
        raise Refusal(say.NotHeldYet(ref=committee.ref, day=Moment(committee.on)))
    return committee


async def _write(desk: Desk, committee: Committee, kind: LineKind, words: str) -> Message | None:
    if not words:
        raise Refusal(say.WhichWords(kind=kind))
    if kind is not LineKind.POINT:
        committee.hold()
    told = kind is LineKind.DECISION
    tells_at = told_from(committee.on, desk.visit.now, desk.visit.zone) if told else None
    line = await desk.committees.add(committee, kind, words, tells_at)
    desk.post(_noted(desk, line, committee), str(line.ref))
    return None


def _noted(desk: Desk, line: CommitteeLine, committee: Committee) -> Message:
    day = Moment(committee.on)
    if line.kind == LineKind.MINUTES:
        return say.MinutesKept(ref=line.ref, about=committee.ref, day=day)
    if line.tells_at is None:
        return say.PointNoted(ref=line.ref, title=line.text, about=committee.ref, day=day)
    told_on = Moment(line.tells_at.astimezone(desk.visit.zone).date())
    return say.DecisionNoted(ref=line.ref, title=line.text, about=committee.ref, day=day, told_on=told_on)


# ── shown ──


async def _show(desk: Desk, args: CopilArgs) -> Message:
    """The one that is named, or that a line which is named belongs to; else the next, else the last."""
    if args.ref is not None and args.ref.letter == LineKind.MINUTES:
        return _whole(await desk.committees.line(args.ref))
    if args.ref is not None:
        return await _shown(desk, await _meant(desk, args.ref))
    today = desk.visit.today
    committee = await desk.committees.next_from(today) or await desk.committees.last_until(today)
    return await _shown(desk, committee) if committee is not None else say.NoCommittee()


async def _meant(desk: Desk, ref: Ref) -> Committee:
    if ref.letter == LETTER:
        return await desk.committees.by_ref(ref)
    return await desk.committees.get((await desk.committees.line(ref)).committee_id)


async def _shown(desk: Desk, committee: Committee) -> Message:
    lines = [each for kind in LineKind for each in await desk.committees.lines(committee, kind)]
    shown = [_in_short(each) for each in lines[:_MOST]]
    if len(lines) > _MOST:
        shown.append(say.MoreLines(count=len(lines) - _MOST))
    return say.CommitteeShown(
        ref=committee.ref,
        day=Moment(committee.on),
        state=CommitteeState(committee.state),
        lines=Lines(tuple(shown or [say.NothingYet()])),
    )


def _in_short(line: CommitteeLine) -> Message:
    return say.MinutesLine(ref=line.ref) if line.kind == LineKind.MINUTES else _whole(line)


async def _list(desk: Desk, _args: CopilArgs) -> Message:
    """The latest, in the order of their references."""
    everyone = await desk.committees.all()
    if not everyone:
        return say.NoCommittee()
    return say.CommitteesShown(lines=Lines(tuple([await _in_list(desk, each) for each in everyone[-_MOST_LISTED:]])))


async def _in_list(desk: Desk, committee: Committee) -> Message:
    kinds = (LineKind.POINT, LineKind.DECISION)
    points, decisions = [len(await desk.committees.lines(committee, kind)) for kind in kinds]
    return say.CommitteeInList(
        ref=committee.ref,
        day=Moment(committee.on),
        state=CommitteeState(committee.state),
        points=points,
        decisions=decisions,
    )


_Handler = Callable[[Desk, CopilArgs], Awaitable[Message | None]]
_ORDERS: dict[Order, _Handler] = {
    Order.SHOW: _show,
    Order.LIST: _list,
    Order.PLAN: _plan,
    Order.CANCEL: _cancel,
    Order.POINT: _point,
    Order.DECISION: _decision,
    Order.MINUTES: _minutes,
}


async def _erase(desk: Desk, ref: Ref) -> None:
    """Its message was deleted: no word of it stays, here or in any courrier."""
    if ref.letter == LETTER:
        raise UnknownCommittee(ref)
    await desk.committees.erase(await desk.committees.line(ref))
    await desk.erase_copies(str(ref))


THINGS = Things(
    letters=frozenset({LETTER, *LineKind}),
    erase=_erase,
    show="copil",
    line=line_of,
)

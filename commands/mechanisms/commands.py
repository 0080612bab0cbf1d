"""`!mecanismes` and `!mecanisme K2`: the sheets, proposing one, writing it, where it has come, giving it on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from commands.kit.command import About, Group, command
from commands.kit.message import Lines, Message, Refusal
from commands.kit.messages import TisseuseOnly
from commands.mechanisms import messages as say
from commands.mechanisms import rounds
from commands.mechanisms.args import OnSheet, Order, Page, state_in
from commands.mechanisms.printing import markdown
from commands.mechanisms.sheets import line, named, sheet, shown_list, since, told
from storage.desk import Desk, File
from storage.mechanisms import Mechanism
from storage.people import Office
from storage.posts import Role
from storage.rooms import RoomKind
from storage.values import MechanismState, Ref

_Order = Callable[[Desk, Mechanism, OnSheet], Awaitable[Message | None]]
_OFFICES = {Office.TISSEUSE, Office.DEPUTY}


@command("mecanismes", english="mechanisms", args=Page, group=Group.ORIENT)
async def mechanisms(desk: Desk, args: Page) -> Message:
    """All of them, a line each."""
    return await shown_list(desk, args.page)


async def _amended(desk: Desk, ref: Ref, args: OnSheet) -> None:
    """The message that proposed it says it better."""
    if not args.proposes or not args.words:
        raise Refusal(say.HowSheetsWork(ref=ref))
    mechanism = await _to_write(desk, ref)
    mechanism.name = args.words
    _write(mechanism, args)
    await _show_everywhere(desk, mechanism)


@command("mecanisme", english="mechanism", args=OnSheet, group=Group.ORIENT, amend=_amended)
async def mechanism(desk: Desk, args: OnSheet) -> Message | None:
    """One of them; what is wanted of it stands behind its reference."""
    if args.proposes:
        await _propose(desk, args)
        return None
    if args.ref is None:
        return await _by_name(desk, args.words) if args.words else await shown_list(desk)
    return await _ORDERS[args.order](desk, await desk.mechanisms.by_ref(args.ref), args)


async def _by_name(desk: Desk, words: str) -> Message | None:
    """« interim » finds « Intérim solidaire »."""
    found = await named(desk, words)
    if len(found) == 1:
        await show(desk, found[0])
        return None
    return (
        say.SeveralMechanisms(lines=Lines(tuple(map(line, found[:12]))))
        if found
        else say.WhichMechanism(typed=words[:60])
    )


async def show(desk: Desk, mechanism: Mechanism) -> None:
    """The sheet, to whoever asked for it."""
    desk.show(await sheet(desk, mechanism), str(mechanism.ref))


# ── proposing ──


async def _propose(desk: Desk, args: OnSheet) -> None:
    """Anybody; the Tisseuse sees it in her room."""
    if not args.words:
        raise Refusal(say.NameIt())
    made = Mechanism(name=args.words, steps=[], purpose="", for_whom="", how="", takes="", limits="", contact="")
    _write(made, args)
    proposer = desk.visit.someone
    await desk.mechanisms.propose(made, proposer, desk.visit.today)
    posted = say.IdeaPosted(ref=made.ref, title=made.name)
    desk.sayings.append(replace(desk.answer(posted), card=str(made.ref), role=Role.POSTED))
    if desk.visit.office is None:
        lines = Lines(tuple(await told(desk, made))[:-1])
        await desk.tell_tisseuse(say.IdeaTold(ref=made.ref, title=made.name, who=proposer.first_name, lines=lines))


def _write(mechanism: Mechanism, args: OnSheet) -> None:
    """What was said, and only that."""
    for name, words in args.fields.items():
        setattr(mechanism, name, words)
    if args.step_list is not None:
        mechanism.steps = args.step_list


async def _to_write(desk: Desk, ref: Ref) -> Mechanism:
    """It, if the visitor may write it: the Tisseuse in her room; as long as it is an idea, who had it."""
    mechanism = await desk.mechanisms.by_ref(ref)
    if not (desk.visit.office in _OFFICES or (mechanism.is_idea and mechanism.proposer_id == desk.visit.someone.id)):
        raise Refusal(say.NotYourSheet(ref=ref))
    return mechanism


async def erase(desk: Desk, ref: Ref) -> None:
    """Its author's message was deleted: an idea goes, with every copy of it; what was tried stays everybody's."""
    mechanism = await desk.mechanisms.find(ref)
    if mechanism is not None and mechanism.is_idea:
        await desk.erase_copies(str(ref))
        await desk.mechanisms.erase(mechanism)


async def _show_everywhere(desk: Desk, mechanism: Mechanism) -> None:
    """What stands in rooms says what is so now."""
    for post in await desk.posts.cards_of(str(mechanism.ref)):
        posted = say.IdeaPosted(ref=mechanism.ref, title=mechanism.name)
        desk.reword(post, posted if post.role == Role.POSTED else await sheet(desk, mechanism))


# ── what stands behind a reference ──


async def _show(desk: Desk, mechanism: Mechanism, _args: OnSheet) -> None:
    await show(desk, mechanism)


async def _write_it(desk: Desk, mechanism: Mechanism, args: OnSheet) -> Message:
    _write(await _to_write(desk, mechanism.ref), args)
    return say.SheetWritten(ref=mechanism.ref)


async def _withdraw(desk: Desk, mechanism: Mechanism, _args: OnSheet) -> Message:
    """An idea, by who had it, or the Tisseuse."""
    await _to_write(desk, mechanism.ref)
    if not mechanism.is_idea:
        raise Refusal(say.NotYourSheet(ref=mechanism.ref))
    await erase(desk, mechanism.ref)
    return say.IdeaTakenBack(ref=mechanism.ref)


def _in_office(order: _Order) -> _Order:
    """In the Tisseuse's room, and by her or her deputy."""

    async def checked(desk: Desk, mechanism: Mechanism, args: OnSheet) -> Message | None:
        if desk.visit.office is None or desk.visit.room_kind is not RoomKind.ADMIN:
            raise Refusal(TisseuseOnly())
        return await order(desk, mechanism, args)

    return checked


async def _change_state(desk: Desk, mechanism: Mechanism, args: OnSheet) -> Message:
    """Who proposed it hears of it."""
    wanted = state_in(args.words, desk.visit.today)
    if wanted is None:
        raise Refusal(say.WhichState(ref=mechanism.ref))
    await desk.mechanisms.move(mechanism, *wanted, desk.visit.now)
    await (rounds.plan if mechanism.is_tried else rounds.call_off)(desk, mechanism)
    if mechanism.proposer_id is not None and mechanism.proposer_id != desk.visit.someone.id:
        proposer = await desk.people.get(mechanism.proposer_id)
        state = MechanismState(mechanism.state)
        await desk.whisper(proposer, say.YoursMoves(ref=mechanism.ref, title=mechanism.name, state=state))
    return say.StateChanged(ref=mechanism.ref, title=mechanism.name, since=since(mechanism))


async def _decide(desk: Desk, mechanism: Mechanism, args: OnSheet) -> Message:
    """What was decided of the last evaluation."""
    evaluations = await desk.mechanisms.evaluations(mechanism)
    if not evaluations or not args.words:
        raise Refusal(say.NothingToDecideOn(ref=mechanism.ref))
    evaluations[-1].decision = " ".join(args.words.split())
    return say.EvaluationDecided(ref=mechanism.ref)


async def _give(desk: Desk, mechanism: Mechanism, _args: OnSheet) -> None:
    """As Markdown, where nobody is in the way of it."""
    if desk.visit.room_kind not in {RoomKind.ADMIN, RoomKind.PRIVATE}:
        raise Refusal(say.FileElsewhere(ref=mechanism.ref))
    evaluations = await desk.mechanisms.evaluations(mechanism)
    file = File(f"{mechanism.ref}.md", "text/markdown", lambda speak: markdown(mechanism, evaluations, speak).encode())
    desk.attach(say.SheetGiven(ref=mechanism.ref), file)


_ORDERS: dict[Order, _Order] = {
    Order.SHOW: _show,
    Order.WRITE: _write_it,
    Order.WITHDRAW: _withdraw,
    Order.STATE: _in_office(_change_state),
    Order.DECIDE: _in_office(_decide),
    Order.FILE: _give,
}


async def _shown_by_ref(desk: Desk, ref: Ref, _rest: str) -> None:
    await show(desk, await desk.mechanisms.by_ref(ref))


ABOUT: dict[str, About] = {"voir": _shown_by_ref}

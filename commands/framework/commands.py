"""`!cadre`: one sheet, several, all of them; and for the Tisseuse in her room, writing them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from commands.framework import messages as say
from commands.framework.args import FrameworkArgs, Order
from commands.framework.office import add, amended, remove, review
from commands.framework.search import search
from commands.framework.shown import several, several_found, typed, whole
from commands.kit.command import Group, RunAgain, Things, command
from commands.kit.message import Message, Refusal
from commands.kit.messages import TisseuseOnly
from storage.desk import Desk
from storage.framework import LETTER
from storage.values import Ref

_HERS = {Order.ADD: add, Order.REVIEW: review, Order.REMOVE: remove}
_Handler = Callable[[Desk, FrameworkArgs], Awaitable[Message | None]]


@command("cadre", "infos", english="framework", args=FrameworkArgs, group=Group.ORIENT, amend=amended)
async def framework(desk: Desk, args: FrameworkArgs) -> Message | RunAgain | None:
    """What is known about a subject, or all subjects; the Tisseuse writes, in her room."""
    if args.order is Order.REMIND:
        return RunAgain("rappelle-moi", args.words)
    if args.order is Order.LOOK:
        return await _look(desk, args)
    if desk.visit.office is None:
        raise Refusal(TisseuseOnly())
    handler: _Handler = _HERS[args.order]
    return await handler(desk, args)


async def _look(desk: Desk, args: FrameworkArgs) -> Message:
    """One is shown, several are listed."""
    if args.ref is not None:
        return await whole(desk, await desk.framework.by_ref(args.ref))
    everything = await desk.framework.all()
    if not everything:
        return say.NoFrames()
    if not args.words:
        return several(everything, args.page)
    found = search(args.words, everything)
    if not found.sheets:
        return say.NoFrameFound(got=args.words[:60], example=typed(everything[0]))
    return await whole(desk, found.only) if found.only is not None else several_found(found, args.page, args.words)


async def _erase(desk: Desk, ref: Ref) -> None:
    """The message that made it was deleted: it goes, with every copy."""
    await desk.framework.erase(await desk.framework.by_ref(ref))
    await desk.erase_copies(str(ref))


THINGS = Things(letters=frozenset({LETTER}), erase=_erase, show="cadre")

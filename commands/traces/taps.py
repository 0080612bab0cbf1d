"""What a tap on a trace does, and deleting its message: ❌ says « no further », whoever has a say."""

from __future__ import annotations

from commands.kit.command import SHOW, Tap, Things
from commands.traces import messages as say
from commands.traces.consent import keep_back
from commands.traces.keeping import erase_of
from commands.traces.shown import found, line_of, seen, show
from commands.traces.together import object_to
from storage.desk import Desk
from storage.errors import UnknownTrace
from storage.traces import LETTER, Scope
from storage.values import Ref


async def _no_further(desk: Desk, tap: Tap) -> None:
    """Its author's brings it back to where it stands by itself; a member's is an objection."""
    trace = await found(desk, tap.ref)
    if trace.author_id != desk.visit.someone.id:
        await object_to(desk, trace)
        return
    if trace.resting == trace.base and trace.waits_until is None:
        raise UnknownTrace(tap.ref)  # there is nothing to take back
    await keep_back(desk, trace, Scope(trace.base))
    if tap.in_private:
        desk.say(say.StaysThere(ref=trace.ref, scope=trace.resting))


async def _look(desk: Desk, ref: Ref, _rest: str) -> None:
    """`!voir R25`."""
    await show(desk, await seen(desk, ref))


THINGS = Things(
    letters=frozenset({LETTER}),
    erase=erase_of,
    show=SHOW,
    line=line_of,
    about={SHOW: _look},
    taps={"❌": _no_further},
)

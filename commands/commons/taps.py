"""What a tap does to something held in common, and deleting its message. Equal to typing, but silent."""

from __future__ import annotations

from commands.commons import messages as say
from commands.commons.life import ABOUT, drop, found, join, leave, move_on, own, seen
from commands.commons.news import line_of
from commands.kit.command import Tap, Things
from storage.commons import LETTER
from storage.desk import HAND, Desk
from storage.values import CommonState, Ref


async def _hand(desk: Desk, tap: Tap) -> None:
    """In private where there is such a room; elsewhere the hand itself shows, unless its holder cannot be told."""
    told = await join(desk, await seen(desk, tap.ref))
    if told is not None and not await desk.confide_in_private(told) and isinstance(told, say.HolderUnreachable):
        desk.say(told)


async def _no_hand(desk: Desk, tap: Tap) -> None:
    await leave(desk, await found(desk, tap.ref))


async def _moved_on(desk: Desk, tap: Tap) -> None:
    _confirm(desk, tap, await move_on(desk, await own(desk, tap.ref, or_tisseuse=False)))


async def _dropped(desk: Desk, tap: Tap) -> None:
    _confirm(desk, tap, await drop(desk, await own(desk, tap.ref, or_tisseuse=False)))


def _confirm(desk: Desk, tap: Tap, what: say.CommonMoved) -> None:
    """In a shared room the card itself shows it."""
    if tap.in_private:
        desk.say(what)


async def _erase(desk: Desk, ref: Ref) -> None:
    """Its holder deleted its message: no word of it stays, here or in any room."""
    common = await found(desk, ref)
    was_live = common.is_live
    common.erase(desk.visit.now)
    await desk.erase_copies(str(ref))
    for person in await desk.commons.participants(common) if was_live else []:
        if person.id != common.holder_id:
            await desk.whisper(person, say.CommonMoved(ref=ref, state=CommonState.DROPPED))


THINGS = Things(
    letters=frozenset({LETTER}),
    erase=_erase,
    show="voir",
    line=line_of,
    about=ABOUT,
    taps={HAND: _hand, "✅": _moved_on, "❌": _dropped},
    untaps={HAND: _no_hand},
)

"""How much a mechanism is used: read from the commands that its sheet names, counted from what people did with them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Awaitable, Callable

from commands.kit.message import Joined, Message
from commands.kit.reading import fold
from commands.mechanisms import messages as say
from storage.desk import Desk
from storage.fund import quarter_before
from storage.mechanisms import Mechanism
from storage.recurrence import instant_of
from storage.requests import Need
from storage.values import Direction

_THREE_MONTHS = dt.timedelta(weeks=13)
_COMMAND = re.compile(r"!\s*([^\W\d_]+)(?:\s+([^\W\d_]+))?")
_Count = Callable[[Desk, dt.datetime, dt.date], Awaitable[Message]]


async def used(desk: Desk, mechanism: Mechanism) -> list[Message]:
    """A line, or none where its sheet names no command that can be counted."""
    commands = [(fold(word), fold(rest)) for word, rest in _COMMAND.findall(mechanism.how)]
    for word, rest in commands:
        if word in _PRIVATE:
            return [await _in_private(desk, word, rest)]
    first = desk.visit.today - _THREE_MONTHS
    counts = dict.fromkeys(_COUNTS[word] for word, _ in commands if word in _COUNTS)
    told = [await count(desk, _start_of(desk, first), first) for count in counts]
    return [say.UseLine(said=Joined(tuple(told)))] if told else []


def _start_of(desk: Desk, day: dt.date) -> dt.datetime:
    return instant_of(dt.datetime.combine(day, dt.time()), desk.visit.zone)


async def _in_private(desk: Desk, word: str, rest: str) -> Message:
    """The last whole quarter, and five people or more: one person more or less must not show."""
    last = quarter_before(desk.visit.today)
    first = last.replace(month=last.month - 2, day=1)
    within = (_start_of(desk, first), _start_of(desk, last + dt.timedelta(days=1)))
    need = Need.LISTENING if rest.startswith(_LISTENING) else None
    count = await desk.usage.askers(*within, need=need, fund=word in _FUND)
    return say.PrivateUse(quarter=last.month // 3, year=str(last.year), count=count or 0, enough=count is not None)


async def _listings(desk: Desk, since: dt.datetime, first: dt.date) -> Message:
    posted, fulfilled = await desk.usage.listings({Direction.OFFER, Direction.NEED}, since, first)
    return say.ListingsCounted(posted=posted, fulfilled=fulfilled)


async def _covers(desk: Desk, since: dt.datetime, first: dt.date) -> Message:
    posted, fulfilled = await desk.usage.listings({Direction.COVER}, since, first)
    return say.CoversCounted(posted=posted, fulfilled=fulfilled)


async def _times(desk: Desk, _since: dt.datetime, first: dt.date) -> Message:
    return say.TimesCounted(count=await desk.sessions.held_between(first, desk.visit.today))


async def _commons(desk: Desk, since: dt.datetime, _first: dt.date) -> Message:
    return say.CommonsCounted(count=await desk.usage.commons(since))


async def _traces(desk: Desk, since: dt.datetime, _first: dt.date) -> Message:
    return say.TracesCounted(count=await desk.usage.traces(since))


_COUNTS: dict[str, _Count] = {
    **dict.fromkeys(("offre", "besoin", "offres", "bourse", "offer", "need", "board"), _listings),
    **dict.fromkeys(("interim", "remplacement", "relais", "cover"), _covers),
    **dict.fromkeys(("temps", "pausetime"), _times),
    **dict.fromkeys(("commun", "communs", "mutualise", "objet", "commons"), _commons),
    **dict.fromkeys(("trace", "note"), _traces),
}
_FUND = frozenset({"fonds", "caisse", "fund"})
_PRIVATE = _FUND | {"solidarite", "soutien", "support"}
_LISTENING = ("ecoute", "listen")

"""How much a mechanism is used: read from the commands that its sheet names, counted from what people did with them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from commands.kit.message import Joined, Message
from commands.kit.reading import fold
from commands.mechanisms import messages as say
from commands.mechanisms.messages import Countable
from storage.desk import Desk
from storage.fund import quarter_before
from storage.mechanisms import Mechanism
from storage.quarters import FUND
from storage.recurrence import instant_of
from storage.requests import Need
from storage.values import Direction

_THREE_MONTHS = dt.timedelta(weeks=13)
_COMMAND = re.compile(r"!\s*([^\W\d_]+)(?:\s+([^\W\d_]+))?")


@dataclass(frozen=True, slots=True)
class Use:
    """What was counted, from that day to that one, both included.

    `count` is None where fewer than five people did it in private; `fulfilled`, of listings alone, how many were.
    """

    what: Countable
    first: dt.date
    last: dt.date
    count: int | None
    fulfilled: int | None = None


async def used(desk: Desk, mechanism: Mechanism) -> list[Message]:
    """A line, or none where its sheet names no command that can be counted."""
    found = await uses(desk, mechanism)
    if found and found[0].what is Countable.PRIVATE:
        return [_in_private(found[0])]
    return [say.UseLine(said=Joined(tuple(map(_said, found))))] if found else []


async def uses(desk: Desk, mechanism: Mechanism) -> list[Use]:
    """Of the last three months; of what is done in private, of the last whole quarter, and that alone."""
    commands = [(fold(word), fold(rest)) for word, rest in _COMMAND.findall(mechanism.how)]
    for word, rest in commands:
        if word in _PRIVATE:
            return [await _askers(desk, word, rest)]
    first, last = desk.visit.today - _THREE_MONTHS, desk.visit.today
    kinds = dict.fromkeys(_COUNTABLE[word] for word, _ in commands if word in _COUNTABLE)
    return [Use(kind, first, last, *await _COUNTS[kind](desk, _start_of(desk, first), first)) for kind in kinds]


def _start_of(desk: Desk, day: dt.date) -> dt.datetime:
    return instant_of(dt.datetime.combine(day, dt.time()), desk.visit.zone)


async def _askers(desk: Desk, word: str, rest: str) -> Use:
    """The last whole quarter, five people or more, and as it was told first: nothing can be subtracted from it."""
    last = quarter_before(desk.visit.today)
    first = last.replace(month=last.month - 2, day=1)
    told = await desk.quarters.of(first, last)
    if word in _FUND:
        count = told.askers.get(FUND)
    else:
        count = told.askers.get(Need.LISTENING) if rest.startswith(_LISTENING) else told.people
    return Use(Countable.PRIVATE, first, last, count)


def _in_private(use: Use) -> say.PrivateUse:
    quarter, year = use.last.month // 3, str(use.last.year)
    return say.PrivateUse(quarter=quarter, year=year, count=use.count or 0, enough=use.count is not None)


def _said(use: Use) -> Message:
    if use.what is Countable.LISTINGS:
        return say.ListingsCounted(posted=use.count or 0, fulfilled=use.fulfilled or 0)
    if use.what is Countable.COVERS:
        return say.CoversCounted(posted=use.count or 0, fulfilled=use.fulfilled or 0)
    kinds = {Countable.TIMES: say.TimesCounted, Countable.COMMONS: say.CommonsCounted}
    return kinds.get(use.what, say.TracesCounted)(count=use.count or 0)


_Counted = tuple[int, int | None]  # how many, and of listings how many were fulfilled


async def _listings(desk: Desk, since: dt.datetime, first: dt.date) -> _Counted:
    return await desk.usage.listings({Direction.OFFER, Direction.NEED}, since, first)


async def _covers(desk: Desk, since: dt.datetime, first: dt.date) -> _Counted:
    return await desk.usage.listings({Direction.COVER}, since, first)


async def _times(desk: Desk, _since: dt.datetime, first: dt.date) -> _Counted:
    return await desk.sessions.held_between(first, desk.visit.today), None


async def _commons(desk: Desk, since: dt.datetime, _first: dt.date) -> _Counted:
    return await desk.usage.commons(since), None


async def _traces(desk: Desk, since: dt.datetime, _first: dt.date) -> _Counted:
    return await desk.usage.traces(since), None


_COUNTS: dict[Countable, Callable[[Desk, dt.datetime, dt.date], Awaitable[_Counted]]] = {
    Countable.LISTINGS: _listings,
    Countable.COVERS: _covers,
    Countable.TIMES: _times,
    Countable.COMMONS: _commons,
    Countable.TRACES: _traces,
}
_COUNTABLE = {
    **dict.fromkeys(("offre", "besoin", "offres", "bourse", "offer", "need", "board"), Countable.LISTINGS),
    **dict.fromkeys(("interim", "remplacement", "relais", "cover"), Countable.COVERS),
    **dict.fromkeys(("temps", "pausetime"), Countable.TIMES),
    **dict.fromkeys(("commun", "communs", "mutualise", "objet", "commons"), Countable.COMMONS),
    **dict.fromkeys(("trace", "note"), Countable.TRACES),
}
_FUND = frozenset({"fonds", "caisse", "fund"})
_PRIVATE = _FUND | {"solidarite", "soutien", "support"}
_LISTENING = ("ecoute", "listen")

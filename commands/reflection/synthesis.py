"""Once a month, to the Tisseuse: how many times were held, how many traces shared, and their themes. Never who."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from commands.kit.command import NoteHandler
from commands.kit.message import Joined, Message
from commands.kit.quiet import is_day_off
from commands.kit.reading import tags_in
from commands.kit.speech import Begin, MonthName
from commands.reflection import messages as say
from commands.reflection.planning import IN_THE_MORNING
from storage.agenda import Note
from storage.desk import Desk
from storage.recurrence import instant_of

SYNTHESIS = "monthly-synthesis"
_NOTE = Note(SYNTHESIS, SYNTHESIS)
_MOST_THEMES = 6


async def plan_synthesis(desk: Desk) -> None:
    """Safe to repeat."""
    if not await desk.agenda.keys(SYNTHESIS):
        await _next_month(desk)


async def _next_month(desk: Desk) -> None:
    """The first working day of the next month, in the morning."""
    day = _first_of_next(desk.visit.today)
    while is_day_off(day, alsace_moselle=False):
        day += dt.timedelta(days=1)
    await desk.wake_me(instant_of(dt.datetime.combine(day, IN_THE_MORNING), desk.visit.zone), _NOTE)


async def _sum_up(desk: Desk, _fields: dict[str, Any]) -> None:
    await _next_month(desk)
    last = desk.visit.today.replace(day=1) - dt.timedelta(days=1)
    told = await month_of(desk, last.replace(day=1), last)
    if told is not None:
        await desk.tell_tisseuse(told)


async def month_of(desk: Desk, first: dt.date, last: dt.date) -> Message | None:
    """What those days held, both included; None when that is nothing."""
    since, until = (_midnight(desk, day) for day in (first, last + dt.timedelta(days=1)))
    held, shared = await desk.sessions.held_between(first, last), await desk.traces.count_shared(since, until)
    if not held and not shared:
        return None
    themes = Counter(tag for text in await desk.traces.texts_shared(since, until) for tag in tags_in(text))
    names = tuple(f"#{tag}" for tag, _ in themes.most_common(_MOST_THEMES))
    said = say.Themes(names=Joined(names, by=" ")) if names else None
    return say.MonthSummed(month=Begin(MonthName(first.month)), held=held, shared=shared, themes=said)


def _midnight(desk: Desk, day: dt.date) -> dt.datetime:
    return instant_of(dt.datetime.combine(day, dt.time()), desk.visit.zone)


def _first_of_next(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


NOTES: dict[str, NoteHandler] = {SYNTHESIS: _sum_up}

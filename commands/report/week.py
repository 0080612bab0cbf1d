"""Monday, 9:30, in the Tisseuse's room: what is to be done, what the week held, what waits, what could be linked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

from commands.kit.command import Command, Group, NoArgs, NoteHandler, Role, ToDo, WeekLine, Where, command
from commands.kit.message import Joined, Lines, Message
from commands.kit.periods import Period
from commands.kit.quiet import is_day_off
from commands.kit.speech import MonthName, ShortDay
from commands.report import weekly as say
from commands.report.counting import bourse
from commands.report.messages import MilestoneNamed
from commands.report.targets import targets_of
from commands.report.telling import directions
from storage.agenda import Note
from storage.desk import Desk
from storage.milestones import Milestone
from storage.recurrence import Recurrence, instant_of
from storage.values import Direction

WEEK, LATER = "week-digest", "week-digest-later"
AT = dt.time(9, 30)
MOST_QUIET, MOST_MILESTONES = 5, 2
QUIET_FOR = dt.timedelta(days=15)
_A_DAY, _A_WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
ROUNDS = (
    (
        Note(WEEK, WEEK, useful_for=dt.timedelta(days=3)),
        Recurrence(anchor_on=dt.date(2021, 1, 4), time=AT, every_days=7),
    ),
)


def week_command(to_do: Sequence[ToDo], lines: Sequence[WeekLine]) -> Command:
    """`!semaine`, with what every feature has to say."""

    @command("semaine", english="week", args=NoArgs, who=Role.TISSEUSE, where=Where.TISSEUSE, group=Group.OFFICE)
    async def week(desk: Desk, _args: NoArgs) -> Message:
        """The digest, now: of the last seven days and today."""
        found = await digest(desk, to_do, lines, desk.visit.today)
        return found or say.QuietWeek(monday=ShortDay(_monday(desk.visit.today)))

    return week


def notes(to_do: Sequence[ToDo], lines: Sequence[WeekLine]) -> dict[str, NoteHandler]:
    """At its hour; on a holiday, at that hour of the next working day."""
    tell = partial(_tell, to_do, lines)
    return {WEEK: tell, LATER: tell}


async def _tell(to_do: Sequence[ToDo], lines: Sequence[WeekLine], desk: Desk, _fields: dict[str, Any]) -> None:
    today = desk.visit.today
    if is_day_off(today, alsace_moselle=False):
        day = today + _A_DAY
        while is_day_off(day, alsace_moselle=False):
            day += _A_DAY
        await desk.wake_me(instant_of(dt.datetime.combine(day, AT), desk.visit.zone), Note(LATER, LATER))
        return
    found = await digest(desk, to_do, lines, today - _A_DAY)
    if found is not None:
        await desk.tell_tisseuse(found)


async def digest(desk: Desk, to_do: Sequence[ToDo], lines: Sequence[WeekLine], last: dt.date) -> say.WeekDigest | None:
    """Of the days from a week before this one until `last`; None when there is nothing to tell."""
    today = desk.visit.today
    days = Period(today - _A_WEEK, last)
    waiting = [told for part in to_do if (told := await part(desk)) is not None]
    exchange, times = await _exchange(desk, days), await _times(desk, days)
    extra = [told for line in lines if (told := await line(desk)) is not None]
    if not (waiting or exchange or times or extra):
        return None
    kept = [exchange, await _times_and_milestones(desk, times), *extra]
    return say.WeekDigest(
        monday=ShortDay(_monday(today)),
        to_do=say.ToDoList(parts=Joined(tuple(waiting), by=", ")) if waiting else say.NothingToDo(),
        lines=Lines(tuple(line for line in kept if line is not None)),
    )


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


async def _exchange(desk: Desk, days: Period) -> Message | None:
    """What was posted and fulfilled; which needs nobody raised a hand for in two weeks."""
    found = bourse(await desk.figures.listings(days.first, days.last), days)
    quiet = await desk.figures.without_hands(desk.visit.today - QUIET_FOR)
    if not (found.all_created or found.fulfilled or quiet):
        return None
    left = len(quiet) - MOST_QUIET
    told = say.WithoutHands(refs=Joined(tuple(quiet[:MOST_QUIET]), by=", "), more=max(0, left)) if quiet else None
    made = directions(found.created) if any(found.created[each] for each in Direction) else say.NothingPosted()
    return say.OnOneLine(parts=Joined((say.WeekExchange(made=made, fulfilled=found.fulfilled), told), by=" "))


async def _times(desk: Desk, days: Period) -> Message | None:
    held, planned = await desk.figures.times(days.first, days.last)
    return say.WeekTimes(held=held, planned=planned) if planned else None


async def _times_and_milestones(desk: Desk, times: Message | None) -> Message | None:
    """On one line."""
    monday = _monday(desk.visit.today)
    around = await desk.milestones.between(monday, monday + _A_WEEK - _A_DAY)
    aims = {target.last: target for target in targets_of(around)}
    parts = [await _aimed(desk, each, aims[each.ends_on].low) for each in around if each.ends_on in aims]
    others = [each for each in around if each.ends_on not in aims]
    parts += [MilestoneNamed(ref=each.ref, title=each.title) for each in others[:MOST_MILESTONES]]
    told = say.WeekMilestones(parts=Joined(tuple(parts), by=" ; ")) if parts else None
    return say.OnOneLine(parts=Joined((times, told), by=" ")) if times or told else None


async def _aimed(desk: Desk, milestone: Milestone, low: int) -> Message:
    """« avril, 4 mécanismes en place (objectif 3) »."""
    there = await desk.mechanisms.in_place(desk.visit.today)
    return say.MilestoneAimed(month=MonthName(milestone.ends_on.month), count=len(there), low=low)

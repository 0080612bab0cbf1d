"""What the clock recalls: at its hour somebody is told what they asked for; it is gone, or comes round again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from commands.kit.command import NoteHandler
from commands.reminders import messages as say
from storage.agenda import Note
from storage.desk import Desk
from storage.reminders import USUAL_HOUR, Reminder, hour_of, next_of
from storage.values import Moment, Ref

DUE = "reminder"
_LATE = dt.timedelta(hours=1)
KEPT = dt.timedelta(days=30)  # where there was no way to tell it


async def leave_note(desk: Desk, reminder: Reminder) -> None:
    """Left again, it moves."""
    await desk.wake_me(reminder.due_at, _note(reminder))


def _note(reminder: Reminder) -> Note:
    return Note(DUE, _key(reminder), {"ref": str(reminder.ref)})


def _key(reminder: Reminder) -> str:
    return f"{DUE}:{reminder.number}"


async def take_away(desk: Desk, reminder: Reminder) -> None:
    """It, its note, and every message that holds its words."""
    await desk.agenda.forget(_key(reminder))
    await desk.erase_copies(str(reminder.ref))
    await desk.reminders.erase(reminder)


async def _due(desk: Desk, fields: dict[str, Any]) -> None:
    """Told once, its words stay in that message alone; what comes round waits for the next time."""
    reminder = await desk.reminders.find(Ref.parse(fields["ref"]))
    if reminder is None:
        return
    person = await desk.people.get(reminder.person_id)
    late = desk.visit.now - reminder.due_at > _LATE
    every = reminder.cadence
    if every is not None:
        await _come_round(desk, reminder, next_of(every, desk.visit.now, desk.visit.zone), late=late)
        return
    told = say.ReminderTold(ref=reminder.ref, title=reminder.words, on=reminder.on, late=late)
    if await desk.call_to_mind(person, told, str(reminder.ref)):
        await desk.reminders.erase(reminder)


async def _come_round(desk: Desk, reminder: Reminder, again: Moment, *, late: bool) -> None:
    """What was missed while the bot was down is told once; where it cannot be told, perhaps the next time."""
    person = await desk.people.get(reminder.person_id)
    told = say.RecurringTold(ref=reminder.ref, title=reminder.words, on=reminder.on, again=at_hour(again), late=late)
    if await desk.call_to_mind(person, told, str(reminder.ref)):
        reminder.change(reminder.words, again, reminder.cadence, desk.visit.zone)
        await leave_note(desk, reminder)
    else:
        await desk.wake_me(hour_of(again, desk.visit.zone), _note(reminder))


def at_hour(on: Moment) -> Moment:
    """With the hour at which it is told."""
    return on if on.time is not None else Moment(on.day, USUAL_HOUR)


async def plan_all(desk: Desk) -> None:
    """Notes for those that came without."""
    known = await desk.agenda.keys(DUE)
    for reminder in await desk.reminders.all():
        fits = reminder.every is not None or reminder.due_at > desk.visit.now - KEPT
        if fits and _key(reminder) not in known:
            await leave_note(desk, reminder)


async def tidy(desk: Desk) -> None:
    """What could not be told for a month is not kept for ever; what comes round waits for a bot that was down."""
    for reminder in await desk.reminders.all():
        if reminder.due_at < desk.visit.now - KEPT and not await _will_come_round(desk, reminder):
            await take_away(desk, reminder)


async def _will_come_round(desk: Desk, reminder: Reminder) -> bool:
    """Somebody is there to be told."""
    person = await desk.people.get(reminder.person_id)
    return reminder.every is not None and await desk.rooms.private_with(person.user_id) is not None


NOTES: dict[str, NoteHandler] = {DUE: _due}

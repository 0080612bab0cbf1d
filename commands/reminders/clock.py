"""What the clock recalls: at its hour somebody is told what they asked for, and it is gone."""

from __future__ import annotations

import datetime as dt
from typing import Any

from commands.kit.command import NoteHandler
from commands.reminders import messages as say
from storage.agenda import Note
from storage.desk import Desk
from storage.reminders import Reminder
from storage.values import Ref

DUE = "reminder"
_LATE = dt.timedelta(hours=1)
KEPT = dt.timedelta(days=30)  # where there was no way to tell it


async def leave_note(desk: Desk, reminder: Reminder) -> None:
    """Left again, it moves."""
    await desk.wake_me(reminder.due_at, Note(DUE, _key(reminder), {"ref": str(reminder.ref)}))


def _key(reminder: Reminder) -> str:
    return f"{DUE}:{reminder.number}"


async def take_away(desk: Desk, reminder: Reminder) -> None:
    """It, its note, and every message that holds its words."""
    await desk.agenda.forget(_key(reminder))
    await desk.erase_copies(str(reminder.ref))
    await desk.reminders.erase(reminder)


async def _due(desk: Desk, fields: dict[str, Any]) -> None:
    """Told once; its words stay in that message alone."""
    reminder = await desk.reminders.find(Ref.parse(fields["ref"]))
    if reminder is None:
        return
    person = await desk.people.get(reminder.person_id)
    late = desk.visit.now - reminder.due_at > _LATE
    told = say.ReminderTold(ref=reminder.ref, title=reminder.words, on=reminder.on, late=late)
    if await desk.call_to_mind(person, told, str(reminder.ref)):
        await desk.reminders.erase(reminder)


async def plan_all(desk: Desk) -> None:
    """Notes for those that came without."""
    known = await desk.agenda.keys(DUE)
    for reminder in await desk.reminders.all():
        if _key(reminder) not in known and reminder.due_at > desk.visit.now - KEPT:
            await leave_note(desk, reminder)


async def tidy(desk: Desk) -> None:
    """What could not be told for a month is not kept for ever."""
    for reminder in await desk.reminders.all():
        if reminder.due_at < desk.visit.now - KEPT:
            await take_away(desk, reminder)


NOTES: dict[str, NoteHandler] = {DUE: _due}

"""Pauses: of an îlot's times, or of one's own reminders; and which of both was meant."""

from __future__ import annotations

import datetime as dt
from typing import Any

from commands.kit.command import Answer, AnswerHandler, NoteHandler
from commands.kit.dialogue import number
from commands.kit.message import Message, Refusal
from commands.kit.reading import Sight
from commands.reflection import messages as say
from commands.reflection.life import next_message, replan
from commands.reflection.reading import period
from storage.agenda import Note
from storage.desk import Desk
from storage.ilots import Ilot
from storage.questions import Question
from storage.recurrence import instant_of
from storage.values import Moment

WHICH_PAUSE, REMINDERS_AGAIN = "which-pause", "reflection-reminders-again"
_OWN = 2


async def pause(desk: Desk, ilot: Ilot, text: str) -> Message:
    """No time of the îlot on these days: nothing is asked, nothing begins."""
    days = period(text, Sight(now=desk.visit.typed_at))
    if days is None or days[1] < desk.visit.today:
        raise Refusal(say.PauseUnread(got=text.strip()[:60]))
    return await _pause(desk, ilot, *days)


async def _pause(desk: Desk, ilot: Ilot, first: dt.date, last: dt.date) -> Message:
    if ilot.rhythm is None:
        raise Refusal(say.NoSlot(ilot=ilot.name))
    ilot.slot = ilot.rhythm.pause(first, last).as_json()
    await replan(desk, ilot)
    return say.Paused(first=Moment(first), last=Moment(last))


async def resume(desk: Desk, ilot: Ilot) -> Message:
    """The pause of today is over."""
    if ilot.rhythm is None:
        raise Refusal(say.NoSlot(ilot=ilot.name))
    ilot.slot = ilot.rhythm.resume(desk.visit.today).as_json()
    await replan(desk, ilot)
    following = await next_message(desk, ilot)
    return say.Resumed(next=following) if following is not None else say.NoSlot(ilot=ilot.name)


def ask_which(desk: Desk, text: str) -> bool:
    """« !pause 4 semaines » says how long, not of what. False where it says no such thing."""
    days = period(text, Sight(now=desk.visit.typed_at))
    if days is None or days[0] == days[1]:
        return False
    fields = {"first": days[0].isoformat(), "last": days[1].isoformat()}
    desk.ask(say.WhichPause(last=Moment(days[1])), Question(WHICH_PAUSE, fields))
    return True


async def _which(desk: Desk, answer: Answer) -> Message | None:
    first, last = (dt.date.fromisoformat(answer.fields[name]) for name in ("first", "last"))
    chosen = number(answer.text)
    if chosen == _OWN:
        return await _pause_reminders(desk, last)
    mine = await desk.my_ilots()
    ilot = desk.visit.ilot or (mine[0] if mine else None)
    return await _pause(desk, ilot, first, last) if chosen == 1 and ilot is not None else None


async def _pause_reminders(desk: Desk, last: dt.date) -> Message:
    person = desk.visit.someone
    person.set("reflection_reminders", False)
    again = instant_of(dt.datetime.combine(last + dt.timedelta(days=1), dt.time()), desk.visit.zone)
    note = Note(REMINDERS_AGAIN, f"{REMINDERS_AGAIN}:{person.id}", {"user": person.user_id})
    await desk.wake_me(again, note)
    return say.RemindersPaused(last=Moment(last))


async def _reminders_again(desk: Desk, fields: dict[str, Any]) -> None:
    person = await desk.people.by_id(fields["user"])
    if person is not None:
        person.set("reflection_reminders", True)


ANSWERS: dict[str, AnswerHandler] = {WHICH_PAUSE: _which}
NOTES: dict[str, NoteHandler] = {REMINDERS_AGAIN: _reminders_again}

"""The quarterly round: everybody is asked once in private, and two weeks later the box is emptied."""

from __future__ import annotations

import datetime as dt
from typing import Any

from commands.kit.command import NoteHandler
from commands.kit.message import Lines
from commands.kit.quiet import is_day_off, working_days_after
from commands.mechanisms import review_messages as say
from commands.mechanisms.sheets import said_together
from storage.agenda import Note
from storage.desk import Desk
from storage.mechanisms import Mechanism
from storage.people import Person
from storage.questions import Question
from storage.recurrence import instant_of
from storage.values import Ref

ROUND, CLOSE, RESULT, USED = "mechanism-round", "mechanism-close", "mechanism-result", "review-used"
QUARTER = dt.timedelta(weeks=13)
OPEN_FOR = dt.timedelta(days=14)
_HOUR = dt.time(9, 30)
_A_MOMENT = dt.timedelta(minutes=1)
_WHOLE = 10_000  # characters: the Tisseuse reads all of it


async def plan_all(desk: Desk) -> None:
    """Notes for what an import brought without; of those whose day has passed, one a week."""
    known, late = await desk.agenda.keys(ROUND) | await desk.agenda.keys(CLOSE), desk.visit.today
    for mechanism in await desk.mechanisms.all():
        if not mechanism.is_tried or {_key(ROUND, mechanism), _key(CLOSE, mechanism)} & known:
            continue
        if mechanism.next_review_on is not None and mechanism.next_review_on < desk.visit.today:
            late += dt.timedelta(weeks=1)
            mechanism.next_review_on = late
        await plan(desk, mechanism)


async def plan(desk: Desk, mechanism: Mechanism) -> None:
    """The next round, a quarter after it came to where it is, unless a day is said."""
    mechanism.next_review_on = max(mechanism.next_review_on or mechanism.since + QUARTER, desk.visit.today)
    await _leave(desk, ROUND, mechanism, mechanism.next_review_on)


async def call_off(desk: Desk, mechanism: Mechanism) -> None:
    """Nobody tries it any more: what nobody was shown goes unread."""
    for kind in (ROUND, CLOSE):
        await desk.agenda.forget(_key(kind, mechanism))
    await desk.reviews.empty(mechanism)
    mechanism.next_review_on = None


async def _leave(desk: Desk, kind: str, mechanism: Mechanism, day: dt.date) -> None:
    """On that day, or the first working day after it."""
    if is_day_off(day, alsace_moselle=False):
        day = working_days_after(day, 1, alsace_moselle=False)
    at = instant_of(dt.datetime.combine(day, _HOUR), desk.visit.zone)
    await desk.wake_me(at, Note(kind, _key(kind, mechanism), {"ref": str(mechanism.ref)}))


def _key(kind: str, mechanism: Mechanism) -> str:
    return f"{kind}:{mechanism.number}"


async def _found(desk: Desk, fields: dict[str, Any]) -> Mechanism | None:
    mechanism = await desk.mechanisms.find(Ref.parse(fields["ref"]))
    return mechanism if mechanism is not None and mechanism.is_tried else None


async def _open(desk: Desk, fields: dict[str, Any]) -> None:
    """Everybody who wants to be reminded of anything, is there, and has not answered; nobody is invited for that."""
    mechanism = await _found(desk, fields)
    if mechanism is None:
        return
    until = desk.visit.today + OPEN_FOR
    await desk.reviews.ask_until(mechanism, until)
    await _leave(desk, CLOSE, mechanism, until + dt.timedelta(days=1))
    for person in await desk.ilots.everybody():
        if await _wants_it(desk, mechanism, person):
            await _ask(desk, mechanism, person)


async def _wants_it(desk: Desk, mechanism: Mechanism, person: Person) -> bool:
    if not person.wants_reminders or person.habits.is_away(desk.visit.today):
        return False
    return not await desk.reviews.was_heard(mechanism, person)


async def _ask(desk: Desk, mechanism: Mechanism, person: Person) -> None:
    """The first question; where another one is open, only how to answer."""
    room = await desk.rooms.private_with(person.user_id)
    if room is None:
        return
    busy = await desk.questions.any_in({room.room_id}, desk.visit.now)
    asked = say.RoundTold if busy else say.RoundAsked
    if await desk.remind(person, asked(ref=mechanism.ref, title=mechanism.name)) and not busy:
        question = Question(USED, {"ref": str(mechanism.ref)}, lasts=OPEN_FOR)
        desk.sayings[-1].question, desk.sayings[-1].asked_of = question, person.user_id


async def _close(desk: Desk, fields: dict[str, Any]) -> None:
    """The Tisseuse hears how many were heard, when that may be known; the next round is a quarter after this one."""
    mechanism = await _found(desk, fields)
    if mechanism is None:
        return
    count = await desk.reviews.empty(mechanism)
    await desk.tell_tisseuse(say.RoundClosed(ref=mechanism.ref, title=mechanism.name, count=count))
    mechanism.next_review_on = (mechanism.next_review_on or desk.visit.today) + QUARTER
    await plan(desk, mechanism)


async def announce_result(desk: Desk, mechanism: Mechanism) -> None:
    """Not because of whoever happened to be the fifth: it would go with them when they are forgotten."""
    note = Note(RESULT, _key(RESULT, mechanism), {"ref": str(mechanism.ref)})
    await desk.wake_me(desk.visit.now + _A_MOMENT, note)


async def _tell_result(desk: Desk, fields: dict[str, Any]) -> None:
    """To the Tisseuse, whole."""
    mechanism = await _found(desk, fields)
    evaluations = await desk.mechanisms.evaluations(mechanism) if mechanism is not None else []
    if mechanism is not None and evaluations:
        lines = Lines(tuple(said_together(evaluations[-1], _WHOLE)))
        await desk.tell_tisseuse(say.ResultTold(ref=mechanism.ref, title=mechanism.name, lines=lines))


NOTES: dict[str, NoteHandler] = {ROUND: _open, CLOSE: _close, RESULT: _tell_result}

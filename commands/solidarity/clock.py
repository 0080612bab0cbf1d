"""The acknowledgement clock: working days, who is there, a reminder, the deputy, and honest words about a delay."""

from __future__ import annotations

import datetime as dt
from typing import Any

from commands.kit.command import NoteHandler
from commands.kit.confidential import tell_alone, tell_office
from commands.kit.message import Joined
from commands.kit.quiet import is_day_off
from commands.solidarity import messages as say
from commands.solidarity.places import open_thread, readers, stand_in, tell_author
from storage.agenda import Note
from storage.desk import Desk
from storage.people import Office
from storage.recurrence import instant_of
from storage.requests import RequestState, SolidarityRequest, Within
from storage.values import Moment, Ref

DUE = "request-due"
_USUAL, _URGENT = 2, 1  # working days
_TIMES = 2  # it is called to mind, a working day apart
_BEGINS, _ENDS = dt.time(9), dt.time(18, 30)


def days_for(request: SolidarityRequest) -> int:
    """How many working days an answer may take."""
    return _URGENT if request.within == Within.URGENT else _USUAL


def working_days_later(local: dt.datetime, days: int) -> dt.datetime:
    """The same hour that many working days later; what comes outside working hours counts from the next ones."""
    begins = _in_hours(local)
    day = begins.date()
    while days:
        day += dt.timedelta(days=1)
        days -= not is_day_off(day, alsace_moselle=False)
    return dt.datetime.combine(day, begins.time())


def _in_hours(local: dt.datetime) -> dt.datetime:
    if not is_day_off(local.date(), alsace_moselle=False) and local.time() < _ENDS:
        return dt.datetime.combine(local.date(), max(local.time(), _BEGINS))
    day = local.date() + dt.timedelta(days=1)
    while is_day_off(day, alsace_moselle=False):
        day += dt.timedelta(days=1)
    return dt.datetime.combine(day, _BEGINS)


async def expect_answer(desk: Desk, request: SolidarityRequest) -> say.RequestSent:
    """Sets the clock; what its author is told of it."""
    days = days_for(request)
    due = await _set(desk, request, days)
    is_later = due.date() > desk.visit.today + dt.timedelta(days=days)
    latest = say.AtTheLatest(day=Moment(due.date())) if is_later else None
    return say.RequestSent(
        ref=request.ref,
        answer=Joined((say.AnswerWithin(days=days), latest), by=" "),
        reader=await _reader(desk, request),
    )


async def _reader(desk: Desk, request: SolidarityRequest) -> say.ReadByDeputy | say.ReadByStandIn | None:
    """Whoever reads it where the Tisseuse is away; the one who stands in is told so."""
    present = await readers(desk)
    if present:
        return None if present[0].office == Office.TISSEUSE else say.ReadByDeputy()
    substitute = await stand_in(desk)
    if substitute is None or not await tell_alone(desk, request, substitute, say.StandsIn(ref=request.ref)):
        return None
    return say.ReadByStandIn(name=substitute.first_name)


async def _set(desk: Desk, request: SolidarityRequest, days: int) -> dt.datetime:
    local = desk.visit.now.astimezone(desk.visit.zone).replace(tzinfo=None)
    due = working_days_later(local, days)
    await desk.wake_me(instant_of(due, desk.visit.zone), Note(DUE, f"{DUE}:{request.code}", {"ref": str(request.ref)}))
    return due


async def stop(desk: Desk, request: SolidarityRequest) -> None:
    """Somebody took it, or it is over."""
    await desk.agenda.forget(f"{DUE}:{request.code}")


async def _due(desk: Desk, fields: dict[str, Any]) -> None:
    """First the Tisseuse is reminded, a working day later her deputy, and its author hears why it takes so long."""
    request = await desk.requests.find(Ref.parse(fields["ref"]))
    if request.state != RequestState.SENT:
        return
    request.recalled += 1
    if request.told_at is None:
        await open_thread(desk, request)
    present = await readers(desk)
    turn = present[min(request.recalled, len(present)) - 1] if present else None
    await tell_office(desk, request, say.RequestDue(ref=request.ref, days=days_for(request)), to=turn)
    substitute = await stand_in(desk)
    if substitute is not None:
        await tell_alone(desk, request, substitute, say.StandsIn(ref=request.ref))
    if request.recalled < _TIMES:
        await _set(desk, request, 1)
    else:
        await tell_author(desk, request, say.AnswerLate(ref=request.ref))


async def plan_all(desk: Desk) -> None:
    """An import brings requests without notes, long known to the Tisseuse: what is still sent is called to mind."""
    known = await desk.agenda.keys(DUE)
    for request in await desk.requests.open():
        if request.state == RequestState.SENT and request.recalled < _TIMES and f"{DUE}:{request.code}" not in known:
            at = request.created_at.astimezone(desk.visit.zone).replace(tzinfo=None)
            due = instant_of(working_days_later(at, days_for(request) + request.recalled), desk.visit.zone)
            note = Note(DUE, f"{DUE}:{request.code}", {"ref": str(request.ref)})
            await desk.wake_me(max(due, desk.visit.now), note)


NOTES: dict[str, NoteHandler] = {DUE: _due}

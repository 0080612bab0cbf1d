"""A collective trace: before it leaves the îlot, each of its members may object for two days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from commands.kit.command import NoteHandler
from commands.kit.message import Message, Refusal
from commands.traces import messages as say
from commands.traces.shown import say_there, tell_alone
from storage.agenda import Note
from storage.desk import Desk
from storage.errors import UnknownTrace
from storage.ilots import Ilot
from storage.posts import Post, Role
from storage.traces import TIME_TO_OBJECT, Scope, Trace
from storage.values import Moment, Ref

TOGETHER = "trace-together"


async def ask_the_others(desk: Desk, trace: Trace) -> say.AgreedTogether:
    """In their room, and the clock comes back when their time is over. Raises Refusal where they cannot be asked."""
    until = trace.waits_until
    assert until is not None
    ilot = await _ilot_of(desk, trace)
    room = await desk.rooms.find(ilot.room_id) if ilot.room_id else None
    if room is None or not room.joined:
        raise Refusal(say.NoRoomForTogether(ref=trace.ref))
    moment = _moment(desk, until)
    asked = say.TogetherAsked(ref=trace.ref, scope=Scope(trace.scope), until=moment)
    say_there(desk, room, trace, asked, Role.ANNOUNCED)
    await desk.wake_me(until, _note(trace))
    return say.AgreedTogether(ref=trace.ref, until=moment)


async def object_to(desk: Desk, trace: Trace) -> None:
    """Any member of its îlot: it stays there, and nobody is named. Raises UnknownTrace for anybody else."""
    ilot, person = await _ilot_of(desk, trace), desk.visit.someone
    if trace.waits_until is None or not await desk.ilots.has_member(ilot, person):
        raise UnknownTrace(trace.ref)
    trace.step_back()
    await desk.agenda.forget(_note(trace).key)
    for post in await _askings(desk, trace):
        desk.reword(post, say.Objected(ref=trace.ref))
    if trace.author_id != person.id:
        await tell_alone(desk, await desk.people.get(trace.author_id), say.Objected(ref=trace.ref))


async def forget_asking(desk: Desk, trace: Trace) -> None:
    """Its author changed their mind: there is nothing to object to any more."""
    await desk.agenda.forget(_note(trace).key)


async def _recall(desk: Desk, fields: dict[str, Any]) -> None:
    """Their time counts from when they could read it: what never arrived in their room lets nothing leave it."""
    trace = await desk.traces.find(Ref.parse(fields["ref"]))
    until = trace.waits_until if trace is not None else None
    if trace is None or until is None:
        return
    if until > desk.visit.now:
        await desk.wake_me(until, _note(trace))
        return
    askings = await _askings(desk, trace)
    if not any(post.event_id for post in askings):
        await desk.wake_me(desk.visit.now + TIME_TO_OBJECT, _note(trace))
        return
    await _leave(desk, trace, askings)


async def _leave(desk: Desk, trace: Trace, askings: list[Post]) -> None:
    trace.arrive(desk.visit.now)
    told: Message = say.NobodyObjected(ref=trace.ref, scope=trace.resting)
    for post in askings:
        desk.reword(post, told)
    if trace.resting is Scope.ANTHOLOGY:
        await desk.tell_tisseuse(say.OfferedToTisseuse(ref=trace.ref))
    await tell_alone(desk, await desk.people.get(trace.author_id), told)


async def _askings(desk: Desk, trace: Trace) -> list[Post]:
    return [post for post in await desk.posts.all_of(str(trace.ref)) if post.role == Role.ANNOUNCED]


async def _ilot_of(desk: Desk, trace: Trace) -> Ilot:
    if trace.ilot_id is None:
        raise UnknownTrace(trace.ref)
    return await desk.ilots.get(trace.ilot_id)


def _note(trace: Trace) -> Note:
    return Note(kind=TOGETHER, key=f"{TOGETHER}:{trace.ref}", fields={"ref": str(trace.ref)})


def _moment(desk: Desk, at: dt.datetime) -> Moment:
    local = at.astimezone(desk.visit.zone)
    return Moment(local.date(), local.time().replace(second=0, microsecond=0))


NOTES: dict[str, NoteHandler] = {TOGETHER: _recall}

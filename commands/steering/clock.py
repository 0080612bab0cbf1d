"""Around a committee's day the clock brings the bot back to it: a note a step, each of use for a while only."""

from __future__ import annotations

import datetime as dt
from typing import Any

from commands.kit.command import NoteHandler
from commands.steering import messages as say
from commands.steering.planning import Step, hour_of
from storage.agenda import Note
from storage.committees import LETTER, Committee, CommitteeState, LineKind
from storage.desk import Desk
from storage.values import Moment, Ref

STEP = "copil"
_USEFUL = dt.timedelta(days=5)  # the bot was down: later, a step says nothing new


async def watch(desk: Desk, committee: Committee) -> None:
    """Leaves a note for each step to come, and takes back those of a day that was given up.

    A step whose hour is over is not made up for, but one: whoever plans late calls for an agenda at once.
    """
    for step in Step:
        at = hour_of(step, committee.on, desk.visit.zone)
        if committee.state == CommitteeState.CANCELLED or at < desk.visit.now:
            await desk.agenda.forget(_key(committee, step))
        else:
            fields = {"ref": str(committee.ref), "step": step.value}
            await desk.wake_me(at, Note(STEP, _key(committee, step), fields, _USEFUL))
    if committee.is_ahead and hour_of(Step.CALL, committee.on, desk.visit.zone) < desk.visit.now:
        committee.called_at = committee.called_at or desk.visit.now


def _key(committee: Committee, step: Step) -> str:
    return f"{STEP}:{committee.number}:{step.value}"


async def plan_all(desk: Desk) -> None:
    """An import brings committees without notes; what is long under way is not called for again."""
    known = await desk.agenda.keys(STEP)
    for committee in await desk.committees.planned():
        if not any(_key(committee, step) in known for step in Step):
            called = committee.called_at
            await watch(desk, committee)
            committee.called_at = called


async def _recall(desk: Desk, fields: dict[str, Any]) -> None:
    committee = await desk.committees.by_ref(Ref(LETTER, Ref.parse(fields["ref"]).number))
    await _STEPS[Step(fields["step"])](desk, committee)


async def _call(desk: Desk, committee: Committee) -> None:
    """Hers to fill; and the next courrier asks everybody."""
    if committee.is_ahead:
        committee.called_at = desk.visit.now
        points = len(await desk.committees.lines(committee, LineKind.POINT))
        await desk.tell_tisseuse(say.AgendaCalled(ref=committee.ref, day=Moment(committee.on), points=points))


async def _figures(desk: Desk, committee: Committee) -> None:
    if committee.is_ahead:
        points = len(await desk.committees.lines(committee, LineKind.POINT))
        await desk.tell_tisseuse(say.FiguresCalled(ref=committee.ref, day=Moment(committee.on), points=points))


async def _decisions(desk: Desk, committee: Committee) -> None:
    """What was decided stands already, or is asked for."""
    if committee.state == CommitteeState.CANCELLED:
        return
    count = len(await desk.committees.lines(committee, LineKind.DECISION))
    day = Moment(committee.on)
    told = say.DecisionsReady(ref=committee.ref, day=day, count=count) if count else None
    await desk.tell_tisseuse(told or say.DecisionsCalled(ref=committee.ref, day=day))


_STEPS = {Step.CALL: _call, Step.FIGURES: _figures, Step.DECISIONS: _decisions}
NOTES: dict[str, NoteHandler] = {STEP: _recall}

"""What the clock recalls of the fund: the last day of an answer, and the day after it."""

from __future__ import annotations

from typing import Any

from commands.fund import messages as say
from commands.fund import office
from commands.fund.deciding import DUE, ask_member, leave_note
from commands.kit.command import NoteHandler
from commands.kit.confidential import tell_alone, tell_office
from commands.kit.quiet import working_days_after
from storage.desk import Desk, Urgency
from storage.fund_case import Case, CaseState
from storage.requests import SolidarityRequest
from storage.values import Ref


async def _due(desk: Desk, fields: dict[str, Any]) -> None:
    """Nothing more of one that is decided, closed or erased, nor while its author is to say more."""
    waiting = {request.ref: (request, case) for request, case in await desk.fund.waiting()}
    found = waiting.get(Ref.parse(fields["ref"]))
    if found is None or found[1].state is CaseState.MORE_NEEDED:
        return
    await (_late if fields["late"] else _last_day)(desk, *found)


async def _last_day(desk: Desk, request: SolidarityRequest, case: Case) -> None:
    """Whoever has not decided is reminded, once; the Tisseuse knows how many, not who."""
    deciders = await desk.fund.deciders(request)
    undecided = case.undecided(deciders)
    for user_id in undecided:
        await ask_member(desk, request, deciders[user_id], urgency=Urgency.REMINDER, told=say.DecideReminder)
    await tell_office(desk, request, office.CaseWaits(ref=request.ref, count=len(undecided)))
    await leave_note(desk, request, working_days_after(desk.visit.today, 1, alsace_moselle=False), late=True)


async def _late(desk: Desk, request: SolidarityRequest, _case: Case) -> None:
    """Whoever waits hears it honestly."""
    if request.author_id is not None:
        author = await desk.people.get(request.author_id)
        await tell_alone(desk, request, author, say.FundLate(ref=request.ref), urgency=Urgency.WHISPER)


async def plan_all(desk: Desk) -> None:
    """Notes for what an import brought without."""
    known = await desk.agenda.keys(DUE)
    for request, case in await desk.fund.waiting():
        if f"{DUE}:{request.code}" not in known and case.due_on >= desk.visit.today:
            await leave_note(desk, request, case.due_on, late=False)


NOTES: dict[str, NoteHandler] = {DUE: _due}

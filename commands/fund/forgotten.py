"""What the fund keeps of somebody: given to them, and taken away with them; at night, old lines of the log go."""

from __future__ import annotations

from typing import Any

from commands.fund.deciding import ask_commission, end
from storage.desk import Desk
from storage.fund_case import Case
from storage.people import Person


async def mine(desk: Desk, person: Person) -> dict[str, Any]:
    """What their requests asked of the fund, and what they said of others'; never who said what of theirs."""
    own = [each for each in await desk.requests.of(person) if each.fund_case is not None]
    return {
        "fund_cases": [{"ref": str(each.ref), **_told(Case.from_json(each.fund_case or {}))} for each in own],
        "fund_opinions": await desk.fund.opinions_of(person),
    }


def _told(case: Case) -> dict[str, Any]:
    kept = case.as_json()
    return {name: kept[name] for name in ("nature", "asked_cents", "granted_cents", "state", "due_on")}


async def forget(desk: Desk, person: Person) -> None:
    """Nobody decides in their name any more. Their own requests are erased with their words; the accounts stay."""
    for request, _ in await desk.fund.waiting():
        if request.author_id == person.id:
            await end(desk, request)
    await desk.fund.part_from(person)
    for request, _ in await desk.fund.waiting():
        await ask_commission(desk, request, {})


async def tidy(desk: Desk) -> None:
    """Lines of the log that were kept for long enough."""
    await desk.fund.sweep(desk.visit.now)

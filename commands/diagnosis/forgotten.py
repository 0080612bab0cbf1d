"""What is kept of somebody's own diagnoses: given to them, and taken away with them."""

from __future__ import annotations

from typing import Any

from commands.diagnosis.keeping import erased
from commands.diagnosis.reminding import leave_alone, reminders_of
from storage.desk import Desk
from storage.diagnoses import Diagnosis
from storage.people import Person


async def mine(desk: Desk, person: Person) -> dict[str, Any]:
    """Theirs, in their own words; which ones they asked to be reminded of."""
    rows = (await desk.diagnoses.of_person(person)).values()
    return {
        "diagnoses": [_told(desk, row, person) for row in rows],
        "diagnosis_reminders": await reminders_of(desk, person),
    }


def _told(desk: Desk, row: Diagnosis, person: Person) -> dict[str, Any]:
    filled_on = row.filled_on.isoformat() if row.filled_on else None
    told = {"version": str(row.version), "filled_on": filled_on, "shared": row.shared}
    return {**told, **desk.diagnoses.read_own(row, person).as_json()}


async def forget(desk: Desk, person: Person) -> None:
    """Theirs alone: what an îlot says of itself was said by all of it."""
    await leave_alone(desk, person)
    for row in (await desk.diagnoses.of_person(person)).values():
        await erased(desk, row)

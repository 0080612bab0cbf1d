"""What is kept of somebody as a person: their profile and their îlots, given to them; and who is apart for too long."""

from __future__ import annotations

from typing import Any

from storage.desk import Desk
from storage.people import Person


async def mine(desk: Desk, person: Person) -> dict[str, Any]:
    """Their profile, as it is kept."""
    return {
        "profile": {
            "user_id": person.user_id,
            "first_name": person.first_name,
            "last_name": person.last_name,
            "pronoun": person.pronoun,
            "town": person.town,
            "activities": list(person.activities),
            "status": person.status,
            "skills": list(person.skills),
            "settings": dict(person.settings),
            "absences": list(person.absences),
            "office": person.office and str(person.office),
        },
        "functions": await desk.functions.of(person),
        "ilots": [ilot.slug for ilot in await desk.ilots.of_person(person)],
    }


async def forget(desk: Desk, person: Person) -> None:
    """What nobody else keeps for them: they are in the directory no more."""
    await desk.functions.state(person, [])

"""Who of the Tisseuse's office is there today, and who stands in while nobody is."""

from __future__ import annotations

from storage.desk import Desk
from storage.people import Office, Person


async def readers(desk: Desk) -> list[Person]:
    """The Tisseuse and her deputy who are there today; in this order."""
    found = [person for office in (Office.TISSEUSE, Office.DEPUTY) for person in await desk.people.holding(office)]
    return [person for person in found if not person.habits.is_away(desk.visit.today)]


async def stand_in(desk: Desk) -> Person | None:
    """The person named in the configuration, while both are away."""
    if desk.house.stand_in is None or await readers(desk):
        return None
    return await desk.people.by_id(desk.house.stand_in)

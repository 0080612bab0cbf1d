"""The courrier in private: a copy for whoever asked for one, on the days and in the hours they chose."""

from __future__ import annotations

from typing import Any

from commands.courrier.edition import MOST_LINES, composed
from commands.kit.command import Section
from commands.kit.editions import GRACE
from commands.kit.place import place_at
from commands.kit.quiet import not_before
from storage.agenda import Note
from storage.courrier import Edition
from storage.desk import Desk, Urgency
from storage.ilots import Ilot
from storage.people import Copies, Person

COPY = "courrier-copy"


async def call_readers(desk: Desk, day: str) -> None:
    """A note a reader, each of them one transaction."""
    for person_id in await desk.people.wanting_copies(day):
        await desk.wake_me(desk.visit.now, _note(person_id))


async def tell_reader(sections: tuple[Section, ...], desk: Desk, fields: dict[str, Any]) -> None:
    """Composed at the hour at which it leaves: when its reader is back, or their quiet time over."""
    reader = await desk.people.find(fields["person"])
    if reader is None or reader.copies is Copies.NEVER:
        return
    place = await place_at(desk, Urgency.REMINDER, "", reader)
    later = not_before(Urgency.REMINDER, desk.visit.now, desk.visit.zone, reader.habits, place)
    if later is not None:
        await desk.wake_me(later, _note(reader.id))
        return
    ilots = await desk.ilots.of_person(reader)
    if ilots and await desk.can_copy(reader):
        await _tell(sections, desk, reader, ilots)


async def _tell(sections: tuple[Section, ...], desk: Desk, reader: Person, ilots: list[Ilot]) -> None:
    since, until = desk.courriers.copied_until(reader, desk.visit.now), desk.visit.now - GRACE
    if until <= since:
        return
    desk.courriers.copy_until(reader, until)
    edition = Edition(tuple(ilot.id for ilot in ilots), since, until, MOST_LINES, reader.id)
    courrier = await composed(sections, desk, edition)
    if courrier is not None:
        await desk.copy_courrier(reader, courrier)


def _note(person_id: int) -> Note:
    return Note(kind=COPY, key=f"{COPY}:{person_id}", fields={"person": person_id})

"""The courrier: what the other îlots have to say, Tuesday and Friday, in one message an îlot; never empty."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from commands.courrier.copies import COPY, call_readers, tell_reader
from commands.courrier.edition import MOST_LINES, composed
from commands.kit.command import Feature, NoteHandler, Section
from commands.kit.editions import GRACE, ROUNDS
from commands.kit.place import place_at
from commands.kit.quiet import not_before
from storage.agenda import Note
from storage.courrier import Edition
from storage.desk import Desk, Urgency
from storage.ilots import Ilot

_ROUND, _ONE = "courrier", "courrier-ilot"


def feature_of(sections: tuple[Section, ...]) -> Feature:
    """With what every feature has to tell."""
    notes: dict[str, NoteHandler] = {
        _ROUND: _call_all,
        _ONE: partial(_tell, sections),
        COPY: partial(tell_reader, sections),
    }
    rounds = tuple((Note(_ROUND, f"{_ROUND}:{day}", {"day": day}), rule) for day, rule in ROUNDS.items())
    return Feature(name="courrier", folder=Path(__file__).parent, notes=notes, rounds=rounds)


async def _call_all(desk: Desk, fields: dict[str, Any]) -> None:
    """A note an îlot, each of them one transaction: what is told of one does not wait for the others."""
    for ilot in await desk.ilots.all():
        if ilot.room_id is not None:
            await desk.wake_me(desk.visit.now, _note(ilot))
    await call_readers(desk, fields["day"])


async def _tell(sections: tuple[Section, ...], desk: Desk, fields: dict[str, Any]) -> None:
    """Composed at the hour at which it leaves: on a holiday, the next open one."""
    ilot = await desk.ilots.get(fields["ilot"])
    place = await place_at(desk, Urgency.NEWS, ilot.room_id or "")
    later = not_before(Urgency.NEWS, desk.visit.now, desk.visit.zone, place=place)
    if later is not None:
        await desk.wake_me(later, _note(ilot))
        return
    since = await desk.courriers.told_until(ilot, desk.visit.now)
    edition = Edition((ilot.id,), since, desk.visit.now - GRACE, MOST_LINES)
    room = await desk.rooms.find(ilot.room_id) if ilot.room_id else None
    if room is None or not room.joined or edition.until <= edition.since:
        return
    await desk.courriers.tell_until(ilot, edition.until)
    courrier = await composed(sections, desk, edition)
    if courrier is not None:
        desk.tell_news(courrier, room)


def _note(ilot: Ilot) -> Note:
    return Note(kind=_ONE, key=f"{_ONE}:{ilot.id}", fields={"ilot": ilot.id})

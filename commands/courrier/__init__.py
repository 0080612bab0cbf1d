"""The courrier: what the other îlots have to say, Tuesday and Friday, in one message an îlot; never empty."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from commands.courrier.copies import COPY, call_readers, tell_reader
from commands.courrier.edition import MOST_LINES, Courrier, Together, composed
from commands.kit.command import Feature, FindOpening, NoteHandler, Opening, Section
from commands.kit.editions import GRACE, ROUNDS
from commands.kit.place import place_at
from commands.kit.quiet import not_before
from commands.kit.spreading import some_ilots
from storage.agenda import Note
from storage.courrier import Edition
from storage.desk import Desk, Urgency
from storage.ilots import Ilot
from storage.rooms import Room

_ROUND, _ONE = "courrier", "courrier-ilot"
_Fields = dict[str, Any]


def feature_of(sections: tuple[Section, ...], openings: tuple[FindOpening, ...]) -> Feature:
    """With what every feature has to tell."""
    notes: dict[str, NoteHandler] = {
        _ROUND: _call_all,
        _ONE: partial(_tell, sections, openings),
        COPY: partial(tell_reader, sections),
    }
    rounds = tuple((Note(_ROUND, f"{_ROUND}:{day}", {"day": day}), rule) for day, rule in ROUNDS.items())
    return Feature(name="courrier", folder=Path(__file__).parent, notes=notes, rounds=rounds)


async def _call_all(desk: Desk, fields: dict[str, Any]) -> None:
    """A note an îlot, each of them one transaction: what is told of one does not wait for the others."""
    part = await some_ilots(desk, fields.get("after", ""))
    for ilot, _ in part.rooms:
        await desk.wake_me(desk.visit.now, _note(ilot))
    if part.until is not None:
        await desk.wake_me(desk.visit.now, _rest(fields["day"], part.until))
    else:
        await call_readers(desk, fields["day"])


async def _tell(sections: tuple[Section, ...], openings: tuple[FindOpening, ...], desk: Desk, fields: _Fields) -> None:
    """Composed at the hour at which it leaves: on a holiday, the next open one. What opens it does not wait for it."""
    ilot = await desk.ilots.get(fields["ilot"])
    room = await desk.rooms.find(ilot.room_id) if ilot.room_id else None
    if room is None or not room.joined:
        return
    opening = await _opening(openings, desk, ilot)
    edition = await _edition(desk, ilot)
    courrier = await composed(sections, desk, edition) if edition is not None else None
    if opening is not None:
        _open(desk, room, opening, courrier)
    elif courrier is not None:
        desk.tell_news(courrier, room)


async def _opening(openings: tuple[FindOpening, ...], desk: Desk, ilot: Ilot) -> Opening | None:
    found = [await opening(desk, ilot) for opening in openings]
    return next((each for each in found if each is not None), None)


async def _edition(desk: Desk, ilot: Ilot) -> Edition | None:
    """None when its hour has not come, or nothing can have come since."""
    place = await place_at(desk, Urgency.NEWS, ilot.room_id or "")
    later = not_before(Urgency.NEWS, desk.visit.now, desk.visit.zone, place=place)
    if later is not None:
        await desk.wake_me(later, _note(ilot))
        return None
    since = await desk.courriers.told_until(ilot, desk.visit.now)
    edition = Edition((ilot.id,), since, desk.visit.now - GRACE, MOST_LINES)
    if edition.until <= edition.since:
        return None
    await desk.courriers.tell_until(ilot, edition.until)
    return edition


def _open(desk: Desk, room: Room, opening: Opening, courrier: Courrier | None) -> None:
    """What falls on the same half hour is one message, what opens it first."""
    what = Together(first=opening.what, then=courrier) if courrier is not None else opening.what
    urgency = Urgency.NEWS if courrier is not None else Urgency.BESIDE
    if opening.card is not None:
        desk.announce(what, room, opening.card, urgency=urgency)
    else:
        desk.tell_news(what, room, urgency=urgency)


def _rest(day: str, after: str) -> Note:
    return Note(kind=_ROUND, key=f"{_ROUND}:{day}:rest", fields={"day": day, "after": after})


def _note(ilot: Ilot) -> Note:
    return Note(kind=_ONE, key=f"{_ONE}:{ilot.id}", fields={"ilot": ilot.id})

"""The courrier: what the other îlots have to say, Tuesday and Friday, in one message an îlot; never empty."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from commands.kit.command import Edition, Feature, NoteHandler, Section
from commands.kit.editions import GRACE, ROUNDS
from commands.kit.message import Lines, Message
from commands.kit.place import place_at
from commands.kit.quiet import not_before
from storage.agenda import Note
from storage.desk import Desk, Urgency
from storage.ilots import Ilot
from storage.values import Moment

MOST_LINES = 10
_ROUND, _ONE = "courrier", "courrier-ilot"


class Courrier(Message):
    """The news of the others, a line each."""

    day: Moment
    lines: Lines


class MoreOnTheBoard(Message):
    """What did not fit."""

    count: int


def feature_of(sections: tuple[Section, ...]) -> Feature:
    """With what every feature has to tell."""
    notes: dict[str, NoteHandler] = {_ROUND: _call_all, _ONE: partial(_tell, sections)}
    rounds = tuple((Note(kind=_ROUND, key=f"{_ROUND}:{name}"), rule) for name, rule in ROUNDS.items())
    return Feature(name="courrier", folder=Path(__file__).parent, notes=notes, rounds=rounds)


async def _call_all(desk: Desk, _fields: dict[str, Any]) -> None:
    """A note an îlot, each of them one transaction: what is told of one does not wait for the others."""
    for ilot in await desk.ilots.all():
        if ilot.room_id is not None:
            await desk.wake_me(desk.visit.now, _note(ilot))


async def _tell(sections: tuple[Section, ...], desk: Desk, fields: dict[str, Any]) -> None:
    """Composed at the hour at which it leaves: on a holiday, the next open one."""
    ilot = await desk.ilots.get(fields["ilot"])
    place = await place_at(desk, Urgency.NEWS, ilot.room_id or "")
    later = not_before(Urgency.NEWS, desk.visit.now, desk.visit.zone, place=place)
    if later is not None:
        await desk.wake_me(later, _note(ilot))
        return
    edition = Edition(ilot, await desk.courriers.told_until(ilot, desk.visit.now), desk.visit.now - GRACE, MOST_LINES)
    room = await desk.rooms.find(ilot.room_id) if ilot.room_id else None
    if room is None or not room.joined or edition.until <= edition.since:
        return
    await desk.courriers.tell_until(ilot, edition.until)
    lines = await _lines(sections, desk, edition)
    if lines:
        desk.tell_news(Courrier(day=Moment(desk.visit.today), lines=Lines(tuple(lines))), room)


async def _lines(sections: tuple[Section, ...], desk: Desk, edition: Edition) -> list[Message]:
    lines: list[Message] = []
    more = 0
    for section in sections:
        told, left_out = await section(desk, edition)
        lines += told
        more += left_out
    more += max(0, len(lines) - MOST_LINES)
    return [*lines[:MOST_LINES], *([MoreOnTheBoard(count=more)] if more else [])]


def _note(ilot: Ilot) -> Note:
    return Note(kind=_ONE, key=f"{_ONE}:{ilot.id}", fields={"ilot": ilot.id})

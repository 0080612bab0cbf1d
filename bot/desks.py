"""A desk for each visit: who came, where, and in what office; and the clock's, when nobody did."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from bot.bench import Bench
from bot.relevance import ALWAYS, KEYLESS
from bot.transport import Incoming
from storage.database import Session
from storage.desk import Desk
from storage.ilots import Ilot
from storage.membership import make_member
from storage.people import Office, Person
from storage.rooms import Room, RoomKind
from storage.visit import Visit

_MAY_SPEAK_FOR_OFFICE = {Office.TISSEUSE, Office.DEPUTY}
_OLDEST_SAID = dt.timedelta(days=30)


def bare_desk(bench: Bench, session: Session) -> Desk:
    """Nobody came: the clock's desk."""
    now = bench.now()
    visit = Visit(
        now=now,
        said_at=now,
        zone=bench.zone,
        room_id="",
        room_kind=RoomKind.SHARED,
        event_id="",
        language=bench.house.language,
        vitals=bench.vitals(),
    )
    return Desk(session, bench.account_id, visit, bench.house)


async def desk_for(bench: Bench, session: Session, incoming: Incoming) -> Desk:
    """Whoever spoke, where, and what they are there; whoever speaks at all becomes known."""
    desk = bare_desk(bench, session)
    room = await desk.rooms.find(incoming.room_id)
    ilot = await desk.ilots.of_room(incoming.room_id)
    person = await _person(desk, incoming, ilot, room)
    kind = await desk.rooms.kind(room) if room is not None else RoomKind.SHARED
    desk.visit = replace(
        desk.visit,
        said_at=_said_at(incoming.at, desk.visit.now),
        room_id=incoming.room_id,
        room_kind=kind,
        event_id=incoming.event_id,
        sender=incoming.sender,
        thread=incoming.thread,
        person=person,
        office=_office(person, room) or await _stands_in(desk, person, kind),
        ilot=ilot,
        language=person.language if person else bench.house.language,
    )
    return desk


async def _person(desk: Desk, incoming: Incoming, ilot: Ilot | None, room: Room | None) -> Person | None:
    """Whoever speaks in an îlot's room is a member of it, unless they left: servers may pass on late what they said."""
    if incoming.kind in ALWAYS | KEYLESS or desk.is_nobody(incoming.sender):
        return None
    if ilot is not None and (room is None or await desk.rooms.holds(room, incoming.sender)):
        return await make_member(desk, ilot, incoming.sender)
    return await desk.people.meet(incoming.sender)


def _office(person: Person | None, room: Room | None) -> Office | None:
    """Held and exercised: by the right person, in the Tisseuse's room. Either alone is not enough."""
    if person is None or room is None or not room.is_admin or person.office not in _MAY_SPEAK_FOR_OFFICE:
        return None
    return Office(person.office) if person.office else None


async def _stands_in(desk: Desk, person: Person | None, kind: RoomKind) -> Office | None:
    """The one whom the configuration names does the deputy's duty in private, on days on which both are away."""
    if person is None or kind is not RoomKind.PRIVATE or person.user_id != desk.house.stand_in:
        return None
    both = [each for office in _MAY_SPEAK_FOR_OFFICE for each in await desk.people.holding(office)]
    return Office.DEPUTY if all(each.habits.is_away(desk.visit.today) for each in both) else None


def _said_at(origin: dt.datetime, now: dt.datetime) -> dt.datetime:
    """When they typed it, if the sender's server is to be believed."""
    return origin if now - _OLDEST_SAID <= origin <= now else now

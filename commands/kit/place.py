"""What the posting policy has to know of where something is to be said, looked up."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from commands.kit.quiet import ANYWHERE, IN_A_ROOM, PER_DAY, PER_WEEK, TO_ONE, Place, not_before
from storage.desk import Desk, Urgency
from storage.ilots import USUAL_HOURS, Ilots
from storage.people import Person
from storage.queues import Queues
from storage.recurrence import instant_of
from storage.sessions import Sessions
from storage.settings import RuleName, Settings


async def place_at(desk: Desk, urgency: Urgency, room_id: str, reader: Person | None = None) -> Place:
    """Seen from a desk."""
    shelves = (desk.ilots, desk.sessions, desk.queues, desk.settings)
    looking = Looking(*shelves, desk.visit.now, desk.visit.zone)
    return await looking.at(urgency, room_id, reader)


def is_asleep(desk: Desk) -> bool:
    """What is said to one person unasked waits for the morning now."""
    return not_before(Urgency.WHISPER, desk.visit.now, desk.visit.zone) is not None


class Looking:
    """The shelves that know it, at an instant."""

    def __init__(
        self,
        ilots: Ilots,
        sessions: Sessions,
        queues: Queues,
        settings: Settings,
        now: dt.datetime,
        zone: ZoneInfo,
    ) -> None:
        self._ilots = ilots
        self._sessions = sessions
        self._queues = queues
        self._settings = settings
        self._now = now
        self._zone = zone

    async def at(self, urgency: Urgency, room_id: str, reader: Person | None) -> Place:
        """A room's, or one person's."""
        if urgency in TO_ONE and reader is not None:
            return Place(quiet_until=await self._sessions.quiet_until_for(reader.id, self._now))
        return await self._room(urgency, room_id) if urgency in IN_A_ROOM else ANYWHERE

    async def _room(self, urgency: Urgency, room_id: str) -> Place:
        ilot = await self._ilots.of_room(room_id)
        today = self._now.astimezone(self._zone).date()
        monday = today - dt.timedelta(days=today.weekday())
        counted = urgency is Urgency.NEWS
        return Place(
            hours=ilot.hours if ilot else USUAL_HOURS,
            quiet_until=await self._sessions.quiet_until_in(room_id, self._now),
            today=await self._spent(room_id, today) if counted else 0,
            this_week=await self._spent(room_id, monday) if counted else 0,
            per_day=await self._settings.number(RuleName.NEWS_PER_DAY) if counted else PER_DAY,
            per_week=await self._settings.number(RuleName.NEWS_PER_WEEK) if counted else PER_WEEK,
        )

    async def _spent(self, room_id: str, day: dt.date) -> int:
        since = instant_of(dt.datetime.combine(day, dt.time()), self._zone)
        return await self._queues.spent(room_id, Urgency.NEWS, since)

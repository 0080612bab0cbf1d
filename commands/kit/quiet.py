"""When an unsolicited message may leave: one pure function, asked when it is written and when it is about to go."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from storage.desk import Urgency
from storage.recurrence import instant_of

WHISPER_FROM = dt.time(8)
WHISPER_TO = dt.time(20)


def not_before(urgency: Urgency, now: dt.datetime, zone: ZoneInfo) -> dt.datetime | None:
    """The instant from which it may leave, or None for now.

    Answers and what concerns the Tisseuse's own work never wait; a whisper waits for the day (8:00 to 20:00).
    """
    if urgency is not Urgency.WHISPER:
        return None
    local = now.astimezone(zone)
    if WHISPER_FROM <= local.time() < WHISPER_TO:
        return None
    day = local.date() if local.time() < WHISPER_FROM else local.date() + dt.timedelta(days=1)
    return instant_of(dt.datetime.combine(day, WHISPER_FROM), zone)

"""When an unsolicited message may leave: one pure function, asked when it is written and when it is about to go."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from commands.kit.holidays import holiday_on
from storage.desk import Urgency
from storage.people import Habits
from storage.recurrence import instant_of

BY_DAY = (dt.time(8), dt.time(20))  # what is said to one person
POSTING = (dt.time(9), dt.time(18, 30))  # what is said in a room, Monday to Friday
_FARTHEST = 400  # days: an absence may be long
_SATURDAY = 5
_ANYTIME = Habits(quiet=None, weekends=True)


def not_before(urgency: Urgency, now: dt.datetime, zone: ZoneInfo, habits: Habits | None = None) -> dt.datetime | None:
    """The instant from which it may leave, or None for now.

    Answers and what concerns the Tisseuse's own work never wait. A whisper waits for the day (8:00 to 20:00); a
    reminder also for the hours and days its reader chose, and until they are back; news in a room for the posting
    hours (9:00 to 18:30), which weekends and French public holidays have none of.
    """
    if urgency not in {Urgency.WHISPER, Urgency.REMINDER, Urgency.NEWS}:
        return None
    habits = (habits if urgency is Urgency.REMINDER else None) or _ANYTIME
    local = now.astimezone(zone).replace(tzinfo=None)
    if _is_open(urgency, local, habits):
        return None
    found = _next_open(urgency, local, habits) or _next_open(urgency, local, _ANYTIME)
    assert found is not None  # every week has open hours
    return instant_of(found, zone)


def _next_open(urgency: Urgency, local: dt.datetime, habits: Habits) -> dt.datetime | None:
    """Only at the beginning of a day's hours, and when somebody's quiet ends, can it become open."""
    begins = {BY_DAY[0], POSTING[0], *([habits.quiet[1]] if habits.quiet else [])}
    for days in range(_FARTHEST):
        day = local.date() + dt.timedelta(days=days)
        for begin in sorted(begins):
            hour = dt.datetime.combine(day, begin)
            if hour > local and _is_open(urgency, hour, habits):
                return hour
    return None


def _is_open(urgency: Urgency, local: dt.datetime, habits: Habits) -> bool:
    hours = POSTING if urgency is Urgency.NEWS else BY_DAY
    if not hours[0] <= local.time() < hours[1]:
        return False
    if urgency is Urgency.NEWS:
        return not _is_day_off(local.date(), alsace_moselle=False)
    if urgency is Urgency.WHISPER or habits is _ANYTIME:
        return True
    day_off = not habits.weekends and _is_day_off(local.date(), alsace_moselle=habits.alsace_moselle)
    return not (day_off or habits.is_away(local.date()) or habits.is_quiet(local.time()))


def _is_day_off(day: dt.date, *, alsace_moselle: bool) -> bool:
    return day.weekday() >= _SATURDAY or holiday_on(day, alsace_moselle=alsace_moselle, language="fr") is not None

"""When an unsolicited message may leave: one pure function, asked when it is written and when it is about to go."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from commands.kit.holidays import holiday_on
from storage.desk import Urgency
from storage.ilots import USUAL_HOURS, RoomHours
from storage.people import Habits
from storage.recurrence import instant_of

BY_DAY = (dt.time(8), dt.time(20))  # what is said to one person
PER_DAY, PER_WEEK = 1, 4  # what is said in a room, where the collective chose nothing else
TO_ONE = frozenset({Urgency.WHISPER, Urgency.REMINDER})
IN_A_ROOM = frozenset({Urgency.NEWS, Urgency.BESIDE})
HELD = TO_ONE | IN_A_ROOM  # anything else leaves at once
_FARTHEST = 400  # days: an absence may be long
_SATURDAY = 5
_ANYTIME = Habits(quiet=None, weekends=True)


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is to be said: the room's hours, sanctuarised time under way there, and what was said there already.

    `quiet_until` is aware UTC: the end of that time, in the room, or of the reader's own îlots. `today` and
    `this_week` count the news that has left for the room, `per_day` and `per_week` what may.
    """

    hours: RoomHours = USUAL_HOURS
    quiet_until: dt.datetime | None = None
    today: int = 0
    this_week: int = 0
    per_day: int = PER_DAY
    per_week: int = PER_WEEK


ANYWHERE = Place()


def not_before(
    urgency: Urgency, now: dt.datetime, zone: ZoneInfo, habits: Habits | None = None, place: Place = ANYWHERE
) -> dt.datetime | None:
    """The instant from which it may leave, or None for now.

    Answers, what concerns the Tisseuse's own work, and the beginning and end of sanctuarised time never wait.
    Everything else waits until such a time has ended; a whisper also for the day (8:00 to 20:00); a reminder for the
    hours and days its reader chose, and until they are back; news in a room for its posting hours, which French
    public holidays, and weekdays that its îlot left out, have none of, and for a day and a week in which its budget
    is not spent.
    """
    if urgency not in HELD:
        return None
    habits = (habits if urgency is Urgency.REMINDER else None) or _ANYTIME
    earliest = _earliest(urgency, now, zone, place)
    local = earliest.astimezone(zone).replace(tzinfo=None)
    if _is_open(urgency, local, habits, place.hours):
        return earliest if earliest > now else None
    found = _next_open(urgency, local, habits, place.hours) or _next_open(urgency, local, _ANYTIME, place.hours)
    assert found is not None  # every week has open hours
    return instant_of(found, zone)


def _earliest(urgency: Urgency, now: dt.datetime, zone: ZoneInfo, place: Place) -> dt.datetime:
    """After sanctuarised time, and on a day on which something may still be said."""
    earliest = max(now, place.quiet_until or now)
    today = now.astimezone(zone).date()
    if urgency is Urgency.NEWS and place.this_week >= place.per_week:
        earliest = max(earliest, _midnight(today + dt.timedelta(days=7 - today.weekday()), zone))
    if urgency is Urgency.NEWS and place.today >= place.per_day:
        earliest = max(earliest, _midnight(today + dt.timedelta(days=1), zone))
    return earliest


def _midnight(day: dt.date, zone: ZoneInfo) -> dt.datetime:
    return instant_of(dt.datetime.combine(day, dt.time()), zone)


def _next_open(urgency: Urgency, local: dt.datetime, habits: Habits, hours: RoomHours) -> dt.datetime | None:
    """Only at the beginning of a day's hours, and when somebody's quiet ends, can it become open."""
    begins = {BY_DAY[0], hours.start, *([habits.quiet[1]] if habits.quiet else [])}
    for days in range(_FARTHEST):
        day = local.date() + dt.timedelta(days=days)
        for begin in sorted(begins):
            hour = dt.datetime.combine(day, begin)
            if hour > local and _is_open(urgency, hour, habits, hours):
                return hour
    return None


def _is_open(urgency: Urgency, local: dt.datetime, habits: Habits, hours: RoomHours) -> bool:
    begin, end = (hours.start, hours.end) if urgency in IN_A_ROOM else BY_DAY
    if not begin <= local.time() < end:
        return False
    if urgency in IN_A_ROOM:
        return local.weekday() in hours.days and not _is_holiday(local.date(), alsace_moselle=hours.alsace_moselle)
    if urgency is Urgency.WHISPER or habits is _ANYTIME:
        return True
    day_off = not habits.weekends and is_day_off(local.date(), alsace_moselle=habits.alsace_moselle)
    return not (day_off or habits.is_away(local.date()) or habits.is_quiet(local.time()))


def is_day_off(day: dt.date, *, alsace_moselle: bool) -> bool:
    """A weekend, or a French public holiday."""
    return day.weekday() >= _SATURDAY or _is_holiday(day, alsace_moselle=alsace_moselle)


def _is_holiday(day: dt.date, *, alsace_moselle: bool) -> bool:
    return holiday_on(day, alsace_moselle=alsace_moselle, language="fr") is not None


def working_days_before(day: dt.date, count: int, *, alsace_moselle: bool) -> dt.date:
    """That many working days earlier."""
    while count:
        day -= dt.timedelta(days=1)
        count -= not is_day_off(day, alsace_moselle=alsace_moselle)
    return day


def working_days_after(day: dt.date, count: int, *, alsace_moselle: bool) -> dt.date:
    """That many working days later."""
    while count:
        day += dt.timedelta(days=1)
        count -= not is_day_off(day, alsace_moselle=alsace_moselle)
    return day

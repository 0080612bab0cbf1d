"""What has a date, as a calendar file (iCalendar, RFC 5545) that any calendar takes in. Pure.

Hours are written as the wall clock shows them, in the collective's zone, with that zone's changes beside them: 14:00
stays 14:00 across a clock change. Nothing rings: whoever wants to be called sets that in their own calendar.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from commands.kit.holidays import holiday_on
from storage.desk import Desk, File, Sayable, Speak
from storage.ilots import Ilot
from storage.recurrence import instant_of
from storage.slots import Slot, Stretch

MIMETYPE = "text/calendar"
_HOUSE = "archipel"
_MAKER = "-//Navette//navette//FR"
_WEEK = dt.timedelta(weeks=1)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A stretch that comes round every `weeks` weeks until `last_on`, but on no day of `without`."""

    weeks: int
    last_on: dt.date
    without: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days, both included."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Dated:
    """One entry. `key` names it for ever, so that a newer file brings it up to date instead of doubling it."""

    key: str
    what: Sayable
    when: Stretch | Days
    rhythm: Rhythm | None = None


@dataclass(frozen=True, slots=True)
class Horizon:
    """The days a file is about, both included."""

    first: dt.date
    last: dt.date

    def touches(self, first: dt.date, last: dt.date) -> bool:
        """Some of those days."""
        return first <= self.last and last >= self.first


DatesOf = Callable[[Desk, Sequence[Ilot], Horizon], Awaitable[list[Dated]]]  # of everybody, and of these îlots


async def gathered(desk: Desk, dates: Iterable[DatesOf], ilots: Sequence[Ilot], horizon: Horizon) -> list[Dated]:
    """What all of them have, in their order."""
    return [each for find in dates for each in await find(desk, ilots, horizon)]


def file_of(desk: Desk, stem: str, entries: Sequence[Dated], name: Sayable, horizon: Horizon) -> File:
    """A calendar file, worded in the language of whoever is given it."""
    visit, house = desk.visit, desk.house.user_id.partition(":")[2] or _HOUSE

    def written(speak: Speak) -> bytes:
        return almanac(entries, name, speak, visit.zone, horizon, house=house, now=visit.now)

    return File(f"{stem}.ics", MIMETYPE, written)


def times_of(entry: Dated, since: dt.date, most: int) -> Sequence[Stretch | Days]:
    """The first of its times that are not over on that day."""
    when, rhythm = entry.when, entry.rhythm
    if rhythm is None or isinstance(when, Days):
        last = when.last if isinstance(when, Days) else when.last_day
        return [when][:most] if last >= since else []
    overnight = when.last_day - when.on
    days = [day for day in _every(when.on, rhythm.last_on, _WEEK * rhythm.weeks) if day not in rhythm.without]
    return [when.moved_to(day) for day in days if day + overnight >= since][:most]


def of_slot(
    key: str, what: Sayable, slot: Slot, horizon: Horizon, *, without: Iterable[dt.date], alsace_moselle: bool
) -> Dated | None:
    """A rhythm within the horizon: no day of a pause, no public holiday, none of `without`. None when none is left."""
    step, apart = _WEEK * slot.every_weeks, set(without)
    missed = max(0, -((slot.anchor_on - horizon.first) // step))
    days = _every(slot.anchor_on + missed * step, horizon.last, step)
    out = {day for day in days if day in apart or slot.is_paused(day) or _is_holiday(day, alsace_moselle)}
    kept = [day for day in days if day not in out]
    if not kept:
        return None
    left_out = tuple(day for day in days if day in out and kept[0] < day < kept[-1])
    return Dated(key, what, Stretch(kept[0], slot.start, slot.end), Rhythm(slot.every_weeks, kept[-1], left_out))


def _every(first: dt.date, last: dt.date, step: dt.timedelta) -> list[dt.date]:
    return [first + step * count for count in range((last - first) // step + 1)] if first <= last else []


def _is_holiday(day: dt.date, alsace_moselle: bool) -> bool:
    return holiday_on(day, alsace_moselle=alsace_moselle, language="fr") is not None


def almanac(
    entries: Sequence[Dated],
    name: Sayable,
    speak: Speak,
    zone: ZoneInfo,
    horizon: Horizon,
    *,
    house: str,
    now: dt.datetime,
) -> bytes:
    """The file. `house` is what tells this bot's entries from another's: the server of its account."""
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", speak(name))
    if any(isinstance(each.when, Stretch) for each in entries):
        calendar.add_component(_changes_of(zone, horizon))
    for each in sorted(entries, key=lambda entry: entry.key):
        calendar.add_component(_event(each, speak, zone, house, now))
    return bytes(calendar.to_ical())


def _changes_of(zone: ZoneInfo, horizon: Horizon) -> Timezone:
    """Its changes of clock in those days and a year around them."""
    year = dt.timedelta(days=366)
    found = Timezone.from_tzinfo(zone, zone.key, horizon.first - year, horizon.last + year)
    found.pop("comment", None)  # says until when it is good: so does every rule here
    return found


def _event(entry: Dated, speak: Speak, zone: ZoneInfo, house: str, now: dt.datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{house}")
    event.add("dtstamp", now.astimezone(dt.UTC))
    event.add("summary", speak(entry.what))
    if isinstance(entry.when, Days):
        event.add("dtstart", entry.when.first)
        event.add("dtend", entry.when.last + _DAY)
        event.add("transp", "TRANSPARENT")
        return event
    event.add("dtstart", _local(entry.when.on, entry.when.start, zone))
    event.add("dtend", _local(entry.when.last_day, entry.when.end, zone))
    if entry.rhythm is not None:
        _come_round(event, entry.when, entry.rhythm, zone)
    return event


def _come_round(event: Event, stretch: Stretch, rhythm: Rhythm, zone: ZoneInfo) -> None:
    last = instant_of(dt.datetime.combine(rhythm.last_on, stretch.start), zone)
    event.add("rrule", {"freq": "weekly", "interval": rhythm.weeks, "until": last})
    if rhythm.without:
        event.add("exdate", [_local(day, stretch.start, zone) for day in rhythm.without])


def _local(day: dt.date, hour: dt.time, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(day, hour, zone)

"""The rhythm of an îlot's sanctuarised time: which days, from when to when, and its pauses. Local time, pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from storage.recurrence import Recurrence, instant_of

_DAYS = 7
_LOOKED_AT = 120  # occurrences: a pause may be long


@dataclass(frozen=True, slots=True)
class Stretch:
    """One time of it: a local day and its hours; an end that is not after its start is on the next day."""

    on: dt.date
    start: dt.time
    end: dt.time

    @property
    def last_day(self) -> dt.date:
        """The local day on which it ends."""
        return self.on if self.end > self.start else self.on + dt.timedelta(days=1)

    @property
    def length(self) -> dt.timedelta:
        """By the wall clock."""
        return dt.datetime.combine(self.last_day, self.end) - dt.datetime.combine(self.on, self.start)

    def starts_at(self, zone: ZoneInfo) -> dt.datetime:
        """Aware UTC."""
        return instant_of(dt.datetime.combine(self.on, self.start), zone)

    def ends_at(self, zone: ZoneInfo) -> dt.datetime:
        """Aware UTC. In the hour that spring leaves out, its length counts."""
        begins, ends = self.starts_at(zone), instant_of(dt.datetime.combine(self.last_day, self.end), zone)
        return ends if ends > begins else begins + self.length

    def moved_to(self, on: dt.date, start: dt.time | None = None, end: dt.time | None = None) -> Stretch:
        """The same hours on another day, or another beginning; the length is kept unless an end is given."""
        begins = start or self.start
        ends = end or (dt.datetime.combine(on, begins) + self.length).time()
        return Stretch(on, begins, ends)


@dataclass(frozen=True, slots=True)
class Slot:
    """Every `every_weeks` weeks from `anchor_on`, which gives weekday and parity. Pauses include both their days."""

    anchor_on: dt.date
    start: dt.time
    end: dt.time
    every_weeks: int
    pauses: tuple[tuple[dt.date, dt.date], ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.every_weeks <= 52 or self.start == self.end:
            raise ValueError("a slot lasts some time, and comes round every week to every year")

    @property
    def weekday(self) -> int:
        """0 is Monday."""
        return self.anchor_on.weekday()

    def as_json(self) -> dict[str, Any]:
        """As the interchange format has it."""
        return {
            "anchor_on": self.anchor_on.isoformat(),
            "weekday": self.weekday,
            "start": f"{self.start:%H:%M}",
            "end": f"{self.end:%H:%M}",
            "every_weeks": self.every_weeks,
            "pauses": [[first.isoformat(), last.isoformat()] for first, last in self.pauses],
        }

    @classmethod
    def from_json(cls, value: dict[str, Any] | None) -> Slot | None:
        """The inverse of `as_json`; None for none, and for what cannot be one."""
        try:
            value = value or {}
            pauses = [(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) for first, last in value["pauses"]]
            hours = dt.time.fromisoformat(value["start"]), dt.time.fromisoformat(value["end"])
            return cls(dt.date.fromisoformat(value["anchor_on"]), *hours, int(value["every_weeks"]), tuple(pauses))
        except (KeyError, TypeError, ValueError):
            return None

    def after(self, instant: dt.datetime, zone: ZoneInfo) -> Stretch | None:
        """The first time that begins strictly after it and falls into no pause; None when a pause swallows them all."""
        return next((each for each in self._coming(instant, zone) if not self.is_paused(each.on)), None)

    def is_paused(self, day: dt.date) -> bool:
        """No time on that day."""
        return any(first <= day <= last for first, last in self.pauses)

    def pause(self, first: dt.date, last: dt.date) -> Slot:
        """With one more pause; what is over by then is forgotten."""
        kept = tuple(each for each in self.pauses if each[1] >= first - dt.timedelta(days=_DAYS))
        return replace(self, pauses=(*kept, (first, last)))

    def resume(self, today: dt.date) -> Slot:
        """Without the pause of today."""
        return replace(self, pauses=tuple(each for each in self.pauses if not each[0] <= today <= each[1]))

    def _coming(self, instant: dt.datetime, zone: ZoneInfo) -> Iterator[Stretch]:
        rule = Recurrence(anchor_on=self.anchor_on, time=self.start, every_days=_DAYS * self.every_weeks)
        for _ in range(_LOOKED_AT):
            found = rule.after(instant, zone)
            yield Stretch(dt.date.fromisoformat(found.local[:10]), self.start, self.end)
            instant = found.at

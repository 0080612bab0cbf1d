"""When something comes round again, counted on local dates, so that 14:00 stays 14:00 across a clock change. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from storage.values import Moment


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One coming round: its instant (UTC), and its local wall clock, which names it for ever."""

    at: dt.datetime
    local: str


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Every `every_days` days from `anchor_on`, at a local time. Weekly is 7, one week in two is 14."""

    anchor_on: dt.date
    time: dt.time
    every_days: int

    def __post_init__(self) -> None:
        if self.every_days < 1:
            raise ValueError("a recurrence comes round every day at the most")

    def as_json(self) -> dict[str, Any]:
        """For a column."""
        return {
            "anchor_on": self.anchor_on.isoformat(),
            "time": f"{self.time:%H:%M}",
            "every_days": self.every_days,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Recurrence:
        """The inverse of `as_json`."""
        return cls(
            dt.date.fromisoformat(value["anchor_on"]),
            dt.time.fromisoformat(value["time"]),
            value["every_days"],
        )

    def after(self, instant: dt.datetime, zone: ZoneInfo) -> Occurrence:
        """The first occurrence strictly after `instant`, never before the anchor."""
        day = instant.astimezone(zone).date() - dt.timedelta(days=1)
        steps = max(0, -(-(day - self.anchor_on).days // self.every_days))  # rounded up
        while True:
            occurrence = self._on(self.anchor_on + dt.timedelta(days=steps * self.every_days), zone)
            if occurrence.at > instant:
                return occurrence
            steps += 1

    def _on(self, day: dt.date, zone: ZoneInfo) -> Occurrence:
        local = dt.datetime.combine(day, self.time)
        return Occurrence(instant_of(local, zone), local.strftime("%Y-%m-%dT%H:%M"))


def instant_of(local: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The UTC instant of a naive local time: the first of two in autumn, pushed past the gap in spring."""
    return local.replace(tzinfo=zone, fold=0).astimezone(dt.UTC)


_INTERVAL = re.compile(r"R/([\dT:-]+)/P([1-9]\d{0,2})([MD])")


@dataclass(frozen=True, slots=True)
class Cadence:
    """Every `months` months, or every `days` days. A month that is too short has it on its last day.

    `anchor` is the first of them, or an earlier one: it gives the day of the month, which months count, and the hour.
    """

    anchor: Moment
    months: int = 0
    days: int = 0

    def __post_init__(self) -> None:
        if min(self.months, self.days) != 0 or max(self.months, self.days) < 1:
            raise ValueError("a cadence is of months, or of days")

    def isoformat(self) -> str:
        """As in ISO 8601: `R/2021-01-30/P1M`, `R/2021-04-19T17:00/P7D`."""
        return f"R/{self.anchor.isoformat()}/P{self.months or self.days}{'M' if self.months else 'D'}"

    @classmethod
    def fromisoformat(cls, text: str) -> Cadence:
        """The inverse of `isoformat`; raises ValueError on anything else."""
        found = _INTERVAL.fullmatch(text)
        if found is None:
            raise ValueError(text)
        anchor, count = Moment.fromisoformat(found[1]), int(found[2])
        return cls(anchor, months=count) if found[3] == "M" else cls(anchor, days=count)

    def day_after(self, day: dt.date) -> dt.date:
        """The first of them strictly after `day`, never before the anchor."""
        step = max(0, self._steps_until(day))
        found = self._nth(step)
        return found if found > day else self._nth(step + 1)

    def _steps_until(self, day: dt.date) -> int:
        """The last one in that day's month, or at or before that day."""
        since = self.anchor.day
        if self.days:
            return (day - since).days // self.days
        return ((day.year - since.year) * 12 + day.month - since.month) // self.months

    def _nth(self, step: int) -> dt.date:
        since = self.anchor.day
        if self.days:
            return since + dt.timedelta(days=step * self.days)
        years, month = divmod(since.month - 1 + step * self.months, 12)
        last = calendar.monthrange(since.year + years, month + 1)[1]
        return dt.date(since.year + years, month + 1, min(since.day, last))

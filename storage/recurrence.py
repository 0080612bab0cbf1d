"""When something comes round again, counted on local dates, so that 14:00 stays 14:00 across a clock change. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo


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

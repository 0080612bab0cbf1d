"""When the courrier comes: Tuesday and Friday, 9:30; ten minutes before, a listing can still be corrected. Pure."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from storage.recurrence import Recurrence

AT = dt.time(9, 30)
GRACE = dt.timedelta(minutes=10)
ROUNDS = {
    "tuesday": Recurrence(anchor_on=dt.date(2021, 1, 5), time=AT, every_days=7),
    "friday": Recurrence(anchor_on=dt.date(2021, 1, 1), time=AT, every_days=7),
}


def is_edition(at: dt.datetime, zone: ZoneInfo) -> bool:
    """True for the very hour of one."""
    return any(rule.after(at - dt.timedelta(seconds=1), zone).at == at for rule in ROUNDS.values())


def next_edition(now: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The first one, after `now`, that a listing made now will stand in (aware UTC)."""
    return min(rule.after(now + GRACE, zone).at for rule in ROUNDS.values())

"""The hours around a committee's day: agenda called for, figures, decisions; moved off weekends and holidays. Pure."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from zoneinfo import ZoneInfo

from commands.kit.quiet import is_day_off
from storage.recurrence import instant_of

CALLED_BEFORE, FIGURES_BEFORE = 21, 7  # days
ASKED_AFTER, TOLD_AFTER = 1, 2  # days
IN_THE_MORNING = dt.time(9, 30)
_MIDNIGHT = dt.time()
_A_DAY = dt.timedelta(days=1)


class Step(StrEnum):
    """What the bot calls to mind in the Tisseuse's room."""

    CALL = "call"  # three weeks before: what is to be spoken of?
    FIGURES = "figures"  # a week before
    DECISIONS = "decisions"  # the day after: what came of it?


def open_day(day: dt.date, *, back: bool) -> dt.date:
    """That day, or the nearest working day before it (`back`) or after it."""
    while is_day_off(day, alsace_moselle=False):
        day += -_A_DAY if back else _A_DAY
    return day


def day_of(step: Step, on: dt.date) -> dt.date:
    """What comes before a committee is never later for a weekend; what comes after is never earlier."""
    days = {Step.CALL: -CALLED_BEFORE, Step.FIGURES: -FIGURES_BEFORE, Step.DECISIONS: ASKED_AFTER}[step]
    return open_day(on + dt.timedelta(days=days), back=days < 0)


def hour_of(step: Step, on: dt.date, zone: ZoneInfo) -> dt.datetime:
    """In the morning of its day (aware UTC)."""
    return instant_of(dt.datetime.combine(day_of(step, on), IN_THE_MORNING), zone)


def told_from(on: dt.date, now: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """From when on a courrier may tell a decision that is typed now: two days after, or at once where that is over."""
    day = open_day(on + dt.timedelta(days=TOLD_AFTER), back=False)
    return max(now, instant_of(dt.datetime.combine(day, _MIDNIGHT), zone))

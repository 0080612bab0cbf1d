"""When something is to be said or done about a session: the hours of its life. Pure."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from commands.kit.quiet import working_days_before
from storage.recurrence import instant_of
from storage.sessions import ReflectionSession, SessionState

POLLED_BEFORE, REMINDED_BEFORE = 2, 1  # working days
IN_THE_MORNING, IN_THE_AFTERNOON = dt.time(9, 30), dt.time(16)
POLL_USEFUL = dt.timedelta(minutes=30)  # later, it is too late to ask
REMINDER_USEFUL = dt.timedelta(hours=6)
END_USEFUL = dt.timedelta(hours=2)
GATHERING = dt.timedelta(hours=24)


def poll_hour(session: ReflectionSession, zone: ZoneInfo, *, alsace_moselle: bool) -> dt.datetime:
    """Two working days before, in the morning."""
    return _at(session, POLLED_BEFORE, IN_THE_MORNING, zone, alsace_moselle=alsace_moselle)


def reminder_hour(session: ReflectionSession, zone: ZoneInfo, *, alsace_moselle: bool) -> dt.datetime:
    """The working day before, in the morning."""
    return _at(session, REMINDED_BEFORE, IN_THE_MORNING, zone, alsace_moselle=alsace_moselle)


def quorum_hour(session: ReflectionSession, zone: ZoneInfo, *, alsace_moselle: bool) -> dt.datetime:
    """The working day before, in the afternoon."""
    return _at(session, REMINDED_BEFORE, IN_THE_AFTERNOON, zone, alsace_moselle=alsace_moselle)


def next_hour(
    session: ReflectionSession, now: dt.datetime, zone: ZoneInfo, *, alsace_moselle: bool
) -> dt.datetime | None:
    """The next one after `now`; what is overdue (it should have ended by now) is due at once. None when it is over."""
    if session.state == SessionState.RUNNING:
        return max(session.ends_at, now)
    if session.state == SessionState.GATHERING:
        return max(session.ends_at + GATHERING, now)
    if not session.is_ahead:
        return None
    hours = [poll_hour] if session.state == SessionState.PLANNED else [reminder_hour, quorum_hour]
    instants = [hour(session, zone, alsace_moselle=alsace_moselle) for hour in hours]
    return min((each for each in instants if now < each < session.starts_at), default=max(session.starts_at, now))


def _at(session: ReflectionSession, days: int, hour: dt.time, zone: ZoneInfo, *, alsace_moselle: bool) -> dt.datetime:
    day = working_days_before(session.on, days, alsace_moselle=alsace_moselle)
    return instant_of(dt.datetime.combine(day, hour), zone)

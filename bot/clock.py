"""What is due, and when to look: the only file that imports apscheduler. The agenda table is the truth."""

from __future__ import annotations

import asyncio
import datetime as dt

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.bench import wait_for_database
from bot.intake import Intake
from bot.pulse import Loop, Pulse
from storage.database import is_passing

_WAKE = "wake"
_AFTER_YOU = 0.05  # seconds: the answer to whoever set the alarm leaves first
_OPTIONS = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1, "replace_existing": True}


class Clock:
    """One job re-armed at the next due note, and a tick every 30 s for wall clocks that jump."""

    def __init__(self, intake: Intake, pulse: Pulse) -> None:
        self._intake = intake
        self._pulse = pulse
        self._scheduler = AsyncIOScheduler(timezone=dt.UTC)
        self._due = intake.noted

    async def run(self) -> None:
        """Rings for ever. Trouble of the database is waited out; LostLease is raised."""
        self._scheduler.start()
        self._scheduler.add_job(self._look, IntervalTrigger(seconds=30), id="tick", **_OPTIONS)
        try:
            while True:
                self._due.clear()
                self._pulse.turn(Loop.CLOCK)
                await self._ring()
                await self._due.wait()
                await asyncio.sleep(_AFTER_YOU)
        finally:
            self._scheduler.shutdown(wait=False)

    async def _look(self) -> None:
        """A coroutine, because APScheduler runs anything else in a thread, where an Event must not be touched."""
        self._due.set()

    async def _ring(self) -> None:
        try:
            while (at := await self._intake.next_note()) is not None and self._intake.is_past(at):
                await self._intake.ring()
            self._arm(at)
        except Exception as error:
            if not is_passing(error):
                raise
            await wait_for_database(error)
            self._due.set()

    def _arm(self, at: dt.datetime | None) -> None:
        if at is not None:
            self._scheduler.add_job(self._look, DateTrigger(at), id=_WAKE, **_OPTIONS)

"""Shows that an answer is being written, when it takes longer than a second."""

from __future__ import annotations

import asyncio
import datetime as dt

import structlog

from bot.bench import Bench
from bot.transport import Transport
from storage.database import is_passing
from storage.waiting import rooms_that_wait

log = structlog.get_logger()

PATIENCE = dt.timedelta(seconds=1)
_AGAIN_AFTER = dt.timedelta(seconds=15)  # the door's sign fades after 20


class Typist:
    """Looks once a second at what waits. Nothing depends on it, and nothing of it is kept."""

    def __init__(self, bench: Bench, transport: Transport) -> None:
        self._bench = bench
        self._transport = transport
        self._shown: dict[str, dt.datetime] = {}

    async def run(self) -> None:
        """For ever. A database that does not answer is no reason to stop."""
        while True:
            await asyncio.sleep(PATIENCE.total_seconds())
            try:
                await self.look()
            except Exception as error:
                if not is_passing(error):
                    raise
                log.debug("typist.waiting_for_database", error=type(error).__name__)

    async def look(self) -> None:
        """Shows it where somebody waits, hides it where they do not any more."""
        now = self._bench.now()
        async with self._bench.database.transaction() as session:
            waiting = await rooms_that_wait(session, self._bench.account_id, now - PATIENCE)
        for room_id in self._shown.keys() - waiting:
            del self._shown[room_id]
            await self._transport.typing(room_id, on=False)
        for room_id in sorted(waiting):
            if now - self._shown.get(room_id, now - _AGAIN_AFTER) >= _AGAIN_AFTER:
                self._shown[room_id] = now
                await self._transport.typing(room_id, on=True)

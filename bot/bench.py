"""What intake, postman, clock and vault share: the database, who we are, where and when we are."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import structlog

from bot.pulse import Pulse
from storage.database import Database, Session, is_passing
from storage.erasures import Journal
from storage.lease import Lease
from storage.media import MediaFolder
from storage.sealing import Seal
from storage.visit import House, Vitals

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Bench:
    """What intake, postman and clock share: the database, who we are, where and when we are."""

    database: Database
    account_id: int
    lease: Lease
    house: House
    zone: ZoneInfo
    now: Callable[[], dt.datetime]
    vitals: Callable[[], Vitals]
    media: MediaFolder = field(default_factory=lambda: MediaFolder(None, Seal.fresh()))
    journal: Journal = field(default_factory=lambda: Journal(None, Seal.fresh()))
    pulse: Pulse = field(default_factory=Pulse)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Session]:
        """A fenced transaction: raises LostLease when another process took over."""
        async with self.database.transaction() as session:
            await self.lease.check(session)
            yield session

    async def reassure(self) -> None:
        """Before what cannot be taken back: still ours, however long the database takes to say so. Raises LostLease."""
        while True:
            try:
                return await self.lease.reassure()
            except Exception as error:
                if not is_passing(error):
                    raise
                await wait_for_database(error)

    async def insist(self, work: Callable[[Session], Awaitable[None]]) -> None:
        """One fenced transaction, however long the database takes. For work that is safe to repeat."""
        while True:
            try:
                async with self.transaction() as session:
                    await work(session)
                return
            except Exception as error:
                if not is_passing(error):
                    raise
                await wait_for_database(error)


async def wait_for_database(error: Exception) -> None:
    """A moment, before the same is tried again; said in the log."""
    log.warning("database.waited_for", error=type(error).__name__)
    await asyncio.sleep(1)

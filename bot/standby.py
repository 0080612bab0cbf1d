"""`navette run` while another process has the account: it waits, on the same PostgreSQL, until it is its turn."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.app import all_words
from bot.bench import wait_for_database
from bot.config import Config
from bot.places import mark_of, seal_of
from bot.pulse import notify
from storage.database import Address, Database, is_passing, read_url
from storage.errors import StorageFault
from storage.lease import living_holder, own_name
from storage.media import write_whole
from storage.sealing import Seal
from storage.upgrade import find_account, find_account_id, known_shape

log = structlog.get_logger()

LOOK_EVERY = 0.5  # seconds: what an orderly stop of the other costs
_SEEN_WITHIN = 20.0  # seconds the other has to leave its name in the folder, after a start


async def its_turn(config: Config) -> bool:
    """Returns, true, once no living process has the account. Writes nothing.

    On SQLite nobody waits: the lock of the file told already. Raises StorageFault, for a key or a folder that are not
    those of the other process too.
    """
    address = read_url(config.database_url)
    if address.drivername.startswith("sqlite") or await _is_new(address):
        return True
    database = Database(address, seal_of(config, address, create=False))
    try:
        return await _wait(config, database)
    finally:
        await database.close()


async def _is_new(address: Address) -> bool:
    database = Database(address, Seal.fresh())
    try:
        return await known_shape(database) is None
    finally:
        await database.close()


async def _wait(config: Config, database: Database) -> bool:
    async with database.speaking_plainly():
        holder = await _holder(database, config.matrix.user)
        if holder is None:
            return True
        await _prove_key(database, config.matrix.user)
    all_words().read_all()  # then it need not be read when the other falls
    async with _health(config):
        while holder is not None:
            holder = await _outlast(Other(holder, mark_of(config, database)), config, database)
    log.info("bot.takes_over")
    return True


@asynccontextmanager
async def _health(config: Config) -> AsyncIterator[None]:
    if config.health.port is None:
        yield
        return
    from bot.health import open_waiting  # noqa: PLC0415 - as in bot/live.py

    async with open_waiting(config.health.port):
        yield


async def _outlast(other: Other, config: Config, database: Database) -> str | None:
    """Until that one has the account no more; whoever has it then. Trouble of the database is waited out."""
    log.info("bot.stands_by", holder=other.name)
    notify("READY=1\nSTATUS=stands by")
    holder: str | None = other.name
    while holder == other.name:
        notify("WATCHDOG=1")
        await asyncio.to_thread(other.look)
        await asyncio.sleep(LOOK_EVERY)
        try:
            holder = await _holder(database, config.matrix.user)
        except Exception as error:
            if not is_passing(error):
                raise
            await wait_for_database(error)
    return holder


async def _holder(database: Database, user_id: str) -> str | None:
    """Without the key, which a bot that cannot start may lack: safe mode is for that."""
    async with database.transaction() as session:
        account_id = await find_account_id(session, user_id)
        return None if account_id is None else await living_holder(session, account_id)


async def _prove_key(database: Database, user_id: str) -> None:
    async with database.transaction() as session:
        await find_account(session, user_id)


# ── one folder for both ──


@dataclass(slots=True)
class Other:
    """The process that has the account, and where it leaves its name if it has the same folder as this one."""

    name: str
    mark: Path | None
    seen: bool = False
    since: float = 0.0

    def __post_init__(self) -> None:
        self.since = time.monotonic()

    def look(self) -> None:
        """Once seen, it is believed. Raises StorageFault when it was not: a take-over would lose the voices."""
        if self.seen or self.mark is None:
            return
        self.seen = self.mark.exists() and self.mark.read_text("utf-8") == self.name
        if not self.seen and time.monotonic() - self.since > _SEEN_WITHIN:
            advice = "give both machines the same storage.folder"
            raise StorageFault(f"{self.mark.parent}: not the folder of the process that runs; {advice}")


def leave_name(config: Config, database: Database) -> None:
    """For who stands by. Raises StorageFault for a folder that is not there, or not ours to write into."""
    mark = mark_of(config, database)
    if mark is None or database.is_sqlite:
        return
    try:
        write_whole(mark, own_name().encode())
    except OSError as error:
        raise StorageFault(f"storage.folder: {mark.parent}: {error.strerror}") from error

"""A whole database, as it is at one instant, in a file as SQLite keeps it; looked into, and put back into an engine."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

from sqlalchemy import Connection, delete, inspect, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.copying import Sum, copy_rows, sum_up
from storage.crypto import OF_DEVICE, CryptoRow
from storage.database import Database, read_url
from storage.errors import StorageFault, WrongKey
from storage.lease import LeaseRow
from storage.sealing import Seal
from storage.upgrade import known_shape, prepare

_COUNT = "SELECT count(*) FROM {}"
_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
_ONE_INSTANT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


async def take(database: Database, into: Path) -> tuple[str, dict[str, Sum]]:
    """Returns the shape, and what each table held at that instant. The bot may go on meanwhile.

    Raises StorageFault, also when there is no database yet.
    """
    shape = await known_shape(database)
    if shape is None:
        raise StorageFault("there is nothing in this database yet")
    async with database.speaking_plainly():
        if database.file is None:
            return shape, await _take_from_server(database, into, shape)
        return shape, await _take_from_file(database.file, into)


async def _take_from_file(file: Path, into: Path) -> dict[str, Sum]:
    """SQLite's own backup: writers wait for it no longer than for each other."""
    try:
        counted = await asyncio.to_thread(_copy_file, file, into)
    except sqlite3.Error as error:
        raise StorageFault(f"{file}: cannot be copied: {error}") from error
    sums = await look_into(into)
    if {name: each.rows for name, each in sums.items()} != counted:
        raise StorageFault(f"{into}: the copy does not hold what the database held")
    return sums


def _copy_file(file: Path, into: Path) -> dict[str, int]:
    """Counted and copied in the same read transaction."""
    with closing(sqlite3.connect(f"file:{file}?mode=rw", uri=True)) as given, closing(sqlite3.connect(into)) as taken:
        into.chmod(0o600)
        given.isolation_level = None
        given.execute("PRAGMA busy_timeout=10000")
        given.execute("BEGIN")
        names = [name for (name,) in given.execute(_TABLES) if name != "alembic_version"]
        counted = {name: int(given.execute(_COUNT.format(f'"{name}"')).fetchone()[0]) for name in names}
        given.backup(taken)
        return counted


async def _take_from_server(database: Database, into: Path, shape: str) -> dict[str, Sum]:
    """One read-only transaction: what others commit meanwhile is not in it. No `pg_dump` is needed, of no version."""
    async with _opened(into) as copy:
        await prepare(copy, shape)
        async with database.engine.connect() as given, copy.engine.begin() as taken:
            return await copy_rows(await given.execution_options(**_ONE_INSTANT), taken)


@asynccontextmanager
async def _opened(file: Path, seal: Seal | None = None) -> AsyncIterator[Database]:
    database = Database(read_url("sqlite://").set(database=str(file)), seal or Seal.fresh())
    try:
        async with database.speaking_plainly():
            yield database
    finally:
        await database.close()


async def look_into(file: Path, seal: Seal | None = None) -> dict[str, Sum]:
    """What each table holds. Raises StorageFault when SQLite finds it damaged, WrongKey when that key is another's."""
    async with _opened(file) as database, database.engine.connect() as connection:
        found = await connection.scalar(text("PRAGMA integrity_check"))
        if found != "ok":
            raise StorageFault(f"{file}: damaged: {str(found).splitlines()[0]}")
        if seal is not None:
            for (sealed,) in await connection.execute(text("SELECT seal_check FROM account")):
                _prove(seal, sealed)
        return await sum_up(connection)


def _prove(seal: Seal, sealed: bytes) -> None:
    try:
        seal.open_json(sealed)
    except WrongKey as error:
        raise WrongKey("the sealing key does not open what stands in the database") from error


# ── put back ──


async def make_ready(file: Path, seal: Seal) -> None:
    """Brought to this version's shape; nobody's lease, and no device: what a later sync saw of it can not be known.

    Room keys and the seeds of the bot's identity stay. Raises NewerDatabase.
    """
    async with _opened(file, seal) as database:
        await prepare(database)
        async with database.transaction() as session:
            await session.execute(delete(CryptoRow).where(CryptoRow.kind.in_(OF_DEVICE)))
            await session.execute(update(LeaseRow).values(holder=None, expires_at=None))
        await database.forget_erased()


async def is_empty(database: Database) -> bool:
    """True where there is no table at all. Raises Unreachable."""
    async with database.speaking_plainly(), database.engine.connect() as connection:
        return not await connection.run_sync(_has_tables)


def _has_tables(connection: Connection) -> bool:
    return bool(inspect(connection).get_table_names())


async def put_on_server(file: Path, database: Database) -> None:
    """All of it or nothing, in one transaction. Raises StorageFault when it does not hold what the file holds."""
    async with _opened(file) as copy, database.speaking_plainly():
        await prepare(database, within=lambda target: _fill(copy, target))


async def _fill(copy: Database, target: AsyncConnection) -> None:
    async with copy.engine.connect() as given:
        wanted = await copy_rows(given, target)
    if await sum_up(target) != wanted:
        raise StorageFault("the server does not hold what the backup holds: nothing was kept")

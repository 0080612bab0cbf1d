"""Engine and transactions, for SQLite and PostgreSQL alike; times in UTC, sealed columns, SQLite's pragmas."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    Integer,
    LargeBinary,
    MetaData,
    String,
    TypeDecorator,
    event,
)
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolIsEmpty
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import AsyncAdaptedQueuePool

from storage.errors import StorageFault, Unreachable
from storage.onetrip import DRIVER
from storage.sealing import Seal
from storage.values import Moment

Session = AsyncSession  # what the other rooms call it
Address = URL

NEVER_AGAIN = {"sqlite_autoincrement": True}  # for tables whose numbers are spoken of after their rows are gone
BigKey = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts rows up only in an INTEGER key

_PRAGMAS = (
    "busy_timeout=10000",
    "journal_mode=WAL",
    "synchronous=FULL",  # survives power loss, and was measured no slower here
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "journal_size_limit=67108864",
)
# A hung process must not keep its locks from the next holder of the lease: the server ends its transaction.
_SERVER_SETTINGS = {
    "application_name": "navette",
    "idle_in_transaction_session_timeout": "12s",
    "lock_timeout": "20s",
}
_CONNECT_WITHIN = 10.0  # seconds

_PASSING_ON_SQLITE = frozenset(
    ["BUSY", "LOCKED", "IOERR", "FULL", "READONLY", "CANTOPEN", "PROTOCOL", "NOMEM", "INTERRUPT"]
)
# Classes and codes of SQLSTATE: connection lost, too few resources, the operator ended it, a conflict with somebody
# else's transaction, a lock that did not come in time, a read-only standby.
_PASSING_ON_POSTGRESQL = ("08", "53", "57", "58", "40", "55P03", "25006", "25P03")


class UTCDateTime(TypeDecorator[dt.datetime]):
    """Aware in, aware UTC out; a naive value is refused. SQLite keeps sortable text without offset."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Refuses what has no offset."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without offset cannot be stored")
        utc = value.astimezone(dt.UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Always aware, always UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class LocalMoment(TypeDecorator[Moment]):
    """A local day, perhaps with an hour, as sortable text."""

    impl = String(16)
    cache_ok = True

    def process_bind_param(self, value: Moment | None, dialect: Dialect) -> str | None:
        """`2021-04-16` or `2021-04-16T14:00`."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Moment | None:
        """The inverse."""
        return None if value is None else Moment.fromisoformat(value)


class Sealed(TypeDecorator[Any]):
    """Any JSON value, encrypted with the key that the engine was opened with."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """Sealed bytes."""
        return None if value is None else _seal_of(dialect).close_json(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        """The value; raises WrongKey."""
        return None if value is None else _seal_of(dialect).open_json(value)


def driver_errors() -> tuple[type[Exception], ...]:
    """What a database's driver raises, for `except`. asyncpg has its own while it connects; most bots never load it."""
    asyncpg = sys.modules.get("asyncpg")
    return (DBAPIError, PoolIsEmpty, OSError, *((asyncpg.PostgresError,) if asyncpg else ()))


def _seal_of(dialect: Dialect) -> Seal:
    seal = getattr(dialect, "navette_seal", None)
    if not isinstance(seal, Seal):
        raise StorageFault("this database was opened without a sealing key")
    return seal


class Base(DeclarativeBase):
    """Root of all mapped classes; constraint names are fixed, so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {dt.datetime: UTCDateTime(), Moment: LocalMoment()}  # noqa: RUF012 - SQLAlchemy's own shape


class Database:
    """One engine. `transaction()` is the only way in; it commits whole or not at all."""

    def __init__(self, url: URL, seal: Seal) -> None:
        self.url = url
        self.seal = seal
        self.engine = _engine(url, seal)
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)

    def use(self, seal: Seal) -> None:
        """Seals and opens with that one from now on."""
        self.seal = seal
        self.engine.dialect.navette_seal = seal  # type: ignore[attr-defined]

    @property
    def is_sqlite(self) -> bool:
        """True for the embedded engine."""
        return self.engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """Where SQLite keeps it; None in memory and on a server."""
        name = self.url.database
        in_memory = not name or name == ":memory:"
        return None if not self.is_sqlite or in_memory or name is None else Path(name)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session in one transaction. Raises what the body raises, after rolling back."""
        async with self._sessions.begin() as session:
            yield session

    @asynccontextmanager
    async def speaking_plainly(self) -> AsyncIterator[None]:
        """The engine's own errors become one line for the person who hosts the bot. Raises Unreachable."""
        try:
            yield
        except driver_errors() as error:
            raise as_fault(error) from error

    async def forget_erased(self) -> None:
        """Empties SQLite's write-ahead log, where what was just erased still stands. Not inside a transaction."""
        if not self.is_sqlite:
            return
        async with self.engine.connect() as connection:
            raw = await connection.get_raw_connection()
            assert raw.driver_connection is not None
            await raw.driver_connection.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")

    async def close(self) -> None:
        """Gives all connections back."""
        await self.engine.dispose()


def read_url(text: str) -> URL:
    """A database address with its async driver filled in. Raises StorageFault with one clear line."""
    try:
        url = make_url(text)
    except ArgumentError as error:
        family = text.partition(":")[0][:20]  # no more of it: a password may stand there
        raise StorageFault(
            f"database: got {family!r}…, want sqlite:///navette.db or postgresql://user@host/name"
        ) from error
    drivers = {
        "sqlite": "sqlite+aiosqlite",
        "postgresql": "postgresql+asyncpg",
        "postgres": "postgresql+asyncpg",
    }
    family = url.drivername.split("+")[0]
    if family not in drivers:
        raise StorageFault(f"database: got {family!r}, want sqlite or postgresql")
    return url.set(drivername=drivers[family])


def is_passing(error: BaseException) -> bool:
    """True for trouble of the database itself (lost, locked, full, timed out): wait and retry, it is nobody's bug."""
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or _passes(error.orig)
    return isinstance(error, OSError | PoolIsEmpty) or _passes(error)


def _passes(cause: BaseException | None) -> bool:
    """By the engine's own code; a cause without one never was its answer, but the loss of its connection."""
    name = getattr(cause, "sqlite_errorname", None)
    if name is not None:
        return name.split("_")[1] in _PASSING_ON_SQLITE
    code = getattr(cause, "sqlstate", None)
    return code is not None and code.startswith(_PASSING_ON_POSTGRESQL)


def as_fault(error: Exception) -> Unreachable:
    """One line for the person who hosts the bot."""
    cause = getattr(error, "orig", None) or error
    first_line = (str(cause).splitlines() or [type(cause).__name__])[0]
    return Unreachable(f"the database does not answer: {first_line}")


def _engine(url: URL, seal: Seal) -> AsyncEngine:
    sqlite = url.drivername.startswith("sqlite")
    if sqlite:  # one writing connection: readers and writers queue instead of failing
        engine = create_async_engine(
            url,
            module=DRIVER,
            poolclass=AsyncAdaptedQueuePool,
            pool_size=1,
            max_overflow=0,
            pool_timeout=60,
            hide_parameters=True,
        )
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_immediate)
    else:
        engine = create_async_engine(
            url,
            pool_size=5,
            max_overflow=0,
            pool_pre_ping=True,
            hide_parameters=True,  # an error's text may reach the logs, what people wrote may not
            connect_args={"server_settings": _SERVER_SETTINGS, "timeout": _CONNECT_WITHIN},
        )
    engine.dialect.navette_seal = seal  # type: ignore[attr-defined]  # the one object every column type is given
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late and lost updates when measured
    cursor = connection.cursor()
    try:
        for pragma in _PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()  # the file is no database: nobody else closes it, and its thread would never end
        raise
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def plain_json(value: Any) -> Any:
    """A copy that holds JSON values only, tuples as lists."""
    return json.loads(json.dumps(value, ensure_ascii=False))

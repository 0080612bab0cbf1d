"""Brings a database to this version's shape, or says plainly why it cannot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from storage.database import Database, as_fault, driver_errors
from storage.errors import NewerDatabase, StorageFault
from storage.lease import LeaseRow
from storage.letters import Account

_LOCK_KEY = 0x4E617665  # « Nave », for PostgreSQL's advisory locks
MOVING, MOVED = "moving", "moved"  # stand where a shape does, so that no Navette ever opens such a database
_SCRIPTS = Path(__file__).parent / "migrations" / "versions"


async def prepare(
    database: Database, shape: str | None = None, within: Callable[[AsyncConnection], Awaitable[None]] | None = None
) -> None:
    """Migrates to the newest shape, or to that one, and does the rest in the same transaction. Safe to run twice.

    Raises NewerDatabase (nothing written) or Unreachable.
    """
    try:
        async with database.engine.begin() as connection:
            await connection.run_sync(_upgrade, shape or newest_shape())
            if within is not None:
                await within(connection)
    except driver_errors() as error:
        raise as_fault(error) from error


async def make_anew(database: Database) -> None:
    """This version's shape in an empty database, whatever is wrong with the way there."""
    from storage.models import metadata  # noqa: PLC0415 - wanted in safe mode only

    async with database.engine.begin() as connection:
        await connection.run_sync(metadata.create_all)


async def current_shape(database: Database) -> tuple[str | None, str]:
    """The revision the database has, and the one this version wants."""
    try:
        async with database.engine.connect() as connection:
            found = await connection.run_sync(_shape_of)
    except driver_errors() as error:
        raise as_fault(error) from error
    return found, newest_shape()


async def known_shape(database: Database) -> str | None:
    """The revision the database has, None when it has none. Raises NewerDatabase or Unreachable; writes nothing."""
    found, _ = await current_shape(database)
    refuse_newer(found)
    return found


async def find_account(session: AsyncSession, user_id: str) -> Account | None:
    """The bot account's row, if it was started before. Reading it proves the sealing key (WrongKey)."""
    found: Account | None = await session.scalar(select(Account).where(Account.user_id == user_id))
    return found


async def find_account_id(session: AsyncSession, user_id: str) -> int | None:
    """The same row's number, which no key is wanted for."""
    found: int | None = await session.scalar(select(Account.id).where(Account.user_id == user_id))
    return found


async def open_account(session: AsyncSession, user_id: str) -> Account:
    """The bot account's row, made at its first start. Reading it proves the sealing key (WrongKey)."""
    account = await find_account(session, user_id)
    if account is None:
        account = Account(user_id=user_id, seal_check="navette")
        session.add(account)
        await session.flush()
        session.add(LeaseRow(account_id=account.id, epoch=0))
        await session.flush()
    return account


async def account_ids(session: AsyncSession) -> list[int]:
    """The rows of every account that was ever started here."""
    return list(await session.scalars(select(Account.id).order_by(Account.id)))


def _upgrade(connection: Connection, shape: str) -> None:
    if connection.dialect.name == "postgresql":  # two starts at once: the second waits for the first
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
    found = _shape_of(connection)
    refuse_newer(found)
    if found != shape:
        from storage.migrating import migrate  # noqa: PLC0415 - Alembic takes memory and time that few starts need

        migrate(connection, shape)


def _shape_of(connection: Connection) -> str | None:
    """Where Alembic writes it; None where it never was."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def refuse_newer(found: str | None) -> None:
    """Raises NewerDatabase for a shape that this version does not know, StorageFault for what a move left."""
    if found == MOVING:
        raise StorageFault("a move into this database is not over: type the same `navette move` again")
    if found == MOVED:
        raise StorageFault("this database was moved away: name the new one in storage.database, or move it back")
    if found is not None and found not in _shapes():
        raise NewerDatabase(
            f"the database has shape {found}, newer than this Navette ({newest_shape()}): update Navette"
        )


async def set_shape(connection: AsyncConnection, shape: str) -> None:
    """Says so, and changes nothing. Commits nothing."""
    await connection.execute(text("UPDATE alembic_version SET version_num = :shape"), {"shape": shape})


def newest_shape() -> str:
    """The revision that this version wants."""
    return _shapes()[-1]


def _shapes() -> list[str]:
    """Every revision, oldest first: a script is named after its own."""
    return sorted(path.name.partition("_")[0] for path in _SCRIPTS.glob("[0-9]*.py"))

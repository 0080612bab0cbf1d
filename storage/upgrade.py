"""Brings a database to this version's shape, or says plainly why it cannot."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import DRIVER_ERRORS, Database, as_fault
from storage.delivery import Account
from storage.errors import NewerDatabase
from storage.lease import LeaseRow
from storage.models import metadata

_LOCK_KEY = 0x4E617665  # « Nave », for PostgreSQL's advisory locks


async def prepare(database: Database) -> None:
    """Migrates to the newest shape. Raises NewerDatabase (nothing written) or Unreachable. Safe to run twice."""
    try:
        async with database.engine.begin() as connection:
            await connection.run_sync(_upgrade)
    except DRIVER_ERRORS as error:
        raise as_fault(error) from error


async def current_shape(database: Database) -> tuple[str | None, str]:
    """The revision the database has, and the one this version wants."""
    try:
        async with database.engine.connect() as connection:
            found = await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())
    except DRIVER_ERRORS as error:
        raise as_fault(error) from error
    return found, newest_shape()


async def known_shape(database: Database) -> str | None:
    """The revision the database has, None when it has none. Raises NewerDatabase or Unreachable; writes nothing."""
    found, _ = await current_shape(database)
    _refuse_newer(found)
    return found


async def differences(database: Database) -> list[object]:
    """What the migrated tables lack against the mapped classes; empty when all is well."""
    async with database.engine.connect() as connection:
        return list(await connection.run_sync(lambda sync: compare_metadata(_context(sync), metadata)))


async def find_account(session: AsyncSession, user_id: str) -> Account | None:
    """The bot account's row, if it was started before. Reading it proves the sealing key (WrongKey)."""
    found: Account | None = await session.scalar(select(Account).where(Account.user_id == user_id))
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


def _upgrade(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":  # two starts at once: the second waits for the first
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
    found = MigrationContext.configure(connection).get_current_revision()
    _refuse_newer(found)
    if found != newest_shape():
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _refuse_newer(found: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if found is not None and found not in known:
        raise NewerDatabase(
            f"the database has shape {found}, newer than this Navette ({newest_shape()}): update Navette"
        )


def newest_shape() -> str:
    """The revision that this version wants."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


def _context(connection: Connection) -> MigrationContext:
    return MigrationContext.configure(connection, opts={"compare_type": True, "target_metadata": metadata})


def _config() -> Config:
    config = Config()
    folder = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))  # ConfigParser would read a % as its own
    config.set_main_option("path_separator", "os")
    return config

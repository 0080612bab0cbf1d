"""Alembic, for the few starts that change a database's shape."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from storage.database import Database
from storage.models import metadata


def migrate(connection: Connection, shape: str) -> None:
    """To that shape, in the transaction that is open."""
    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, shape)


async def differences(database: Database) -> list[object]:
    """What the migrated tables lack against the mapped classes; empty when all is well."""
    async with database.engine.connect() as connection:
        return list(await connection.run_sync(lambda sync: compare_metadata(_context(sync), metadata)))


def alembic_config() -> Config:
    """Where the scripts are."""
    config = Config()
    folder = Path(__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder).replace("%", "%%"))  # ConfigParser would read a % as its own
    config.set_main_option("path_separator", "os")
    return config


def _context(connection: Connection) -> MigrationContext:
    return MigrationContext.configure(connection, opts={"compare_type": True, "target_metadata": metadata})

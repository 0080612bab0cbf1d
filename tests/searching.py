"""Where a marked secret still stands: every column (sealed ones opened), every byte of every file beside."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from storage.database import Database
from storage.models import metadata
from tests.playing import Play


async def in_columns(play: Play, secret: str) -> list[str]:
    """Of a rehearsal's database."""
    return await in_database(play.bot.bench.database, secret)


async def in_database(database: Database, secret: str) -> list[str]:
    """`table.column` of each value that holds it, whatever its case."""
    found: set[str] = set()
    async with database.transaction() as session:
        for table in metadata.sorted_tables:
            for row in (await session.execute(select(table))).mappings():
                found |= {f"{table.name}.{name}" for name, value in row.items() if secret.lower() in str(value).lower()}
    return sorted(found)


def in_files(folder: Path, secret: str, *, but: frozenset[str] = frozenset()) -> list[str]:
    """Names of the files below that folder that hold it: database, write-ahead log, voices, journal."""
    needles = {secret.encode(), secret.lower().encode()}
    files = [path for path in folder.rglob("*") if path.is_file() and path.name not in but]
    return sorted(path.name for path in files if any(needle in path.read_bytes() for needle in needles))

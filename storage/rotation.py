"""Whether the key opens what is sealed; every value under a new key, a batch a transaction, killed and going on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, and_, literal, select, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import Database, Sealed
from storage.models import metadata
from storage.sealing import Seal

BATCH = 200  # values


def sealed_columns() -> Iterator[Column[Any]]:
    """All of them, those of features to come too."""
    for table in metadata.sorted_tables:
        yield from (column for column in table.columns if isinstance(column.type, Sealed))


async def prove_key(database: Database) -> None:
    """Opens one sealed value, whichever is found first: an import alone makes no account whose keys would prove it.

    Raises WrongKey; nothing is proven where nothing is sealed yet.
    """
    async with database.transaction() as session:
        for column in sealed_columns():
            query = select(type_coerce(column, LargeBinary)).where(column.is_not(None)).limit(1)
            sealed: bytes | None = await session.scalar(query)
            if sealed is not None:
                database.seal.open_bytes(sealed)
                return


async def keys_of(database: Database, column: Column[Any]) -> list[tuple[Any, ...]]:
    """The primary keys of every row that has a value there."""
    async with database.transaction() as session:
        found = await session.execute(select(*column.table.primary_key.columns).where(column.is_not(None)))
        return [tuple(row) for row in found]


async def seal_batch_anew(database: Database, column: Column[Any], keys: Sequence[tuple[Any, ...]]) -> int:
    """In one transaction; returns how many were sealed by another key. Raises WrongKey."""
    async with database.transaction() as session:
        return sum([await _seal_anew(session, column, key, database.seal) for key in keys])


async def _seal_anew(session: AsyncSession, column: Column[Any], key: tuple[Any, ...], seal: Seal) -> bool:
    table = column.table
    assert isinstance(table, Table)
    this = and_(*(each == value for each, value in zip(table.primary_key.columns, key, strict=True)))
    sealed: bytes | None = await session.scalar(select(type_coerce(column, LargeBinary)).where(this))
    anew = None if sealed is None else seal.seal_anew(sealed)
    if anew is not None:
        await session.execute(update(table).where(this).values({column.name: literal(anew, LargeBinary)}))
    return anew is not None


def in_batches(keys: Sequence[tuple[Any, ...]]) -> Iterator[Sequence[tuple[Any, ...]]]:
    """As many as one transaction takes."""
    return (keys[start : start + BATCH] for start in range(0, len(keys), BATCH))

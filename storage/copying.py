"""Every row of one database into another, whatever engine either is; what was copied is counted and summed up."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Column, MetaData, Select, Table, Text, cast, delete, func, insert, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

_AT_ONCE = 500  # rows
_ALEMBIC = "alembic_version"
_NUMBERED_BY = text("SELECT pg_get_serial_sequence(:table, :column)")
_SET_NUMBER = text("SELECT setval(CAST(:name AS regclass), :last)")
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """What a table holds: how many rows, and a digest that does not depend on their order or on the engine."""

    rows: int = 0
    digest: str = ""


async def tables_of(connection: AsyncConnection) -> list[Table]:
    """As they are there, those that others point at first; read from the database, so that its shape may be old."""
    metadata = MetaData()
    await connection.run_sync(metadata.reflect)
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type = JSON(none_as_null=True)  # nothing, and the JSON null, are two things
    return [table for table in metadata.sorted_tables if table.name != _ALEMBIC]


async def sum_up(connection: AsyncConnection) -> dict[str, Sum]:
    """Each table's, by name."""
    return {table.name: await _sum_table(connection, table) for table in await tables_of(connection)}


async def copy_rows(source: AsyncConnection, target: AsyncConnection) -> dict[str, Sum]:
    """All of them, into tables of the same shape that are empty; returns what was read. Commits nothing."""
    tables, into = await tables_of(source), {table.name: table for table in await tables_of(target)}
    sums: dict[str, Sum] = {}
    for table in tables:
        digest = _Digest()
        async for rows in _batches(source, table):
            digest.add(rows)
            await target.execute(insert(into[table.name]), _as_written(rows, table, target.dialect.name))
        sums[table.name] = digest.sum
    await _continue_numbering(source, tables, target, into)
    return sums


# ── a batch a transaction ──


class Changed(Exception):
    """What the target has is not the beginning of what the source has."""


async def sum_up_but(connection: AsyncConnection, left_out: Collection[str]) -> dict[str, Sum]:
    """As `sum_up`, without these tables."""
    tables = [table for table in await tables_of(connection) if table.name not in left_out]
    return {table.name: await _sum_table(connection, table) for table in tables}


async def go_on_copying(
    source: AsyncEngine, target: AsyncEngine, left_out: Collection[str], copied: Callable[[int], None]
) -> dict[str, Sum]:
    """Every row that is not there yet, each batch committed; `copied` is told how many. Returns what was read.

    Nobody may write to either meanwhile. Safe to kill: what is there is looked at, not believed. Raises Changed.
    """
    async with source.connect() as given, target.connect() as taken:
        tables, into = await tables_of(given), {table.name: table for table in await tables_of(taken)}
    wanted = [table for table in tables if table.name not in left_out]
    return {table.name: await _copy_table(source, table, target, into[table.name], copied) for table in wanted}


async def _copy_table(
    source: AsyncEngine, table: Table, target: AsyncEngine, into: Table, copied: Callable[[int], None]
) -> Sum:
    async with target.connect() as taken:
        there = await _sum_table(taken, into)
    digest = _Digest()
    async with source.connect() as given:
        async for rows in _batches(given, table):
            known = max(0, there.rows - digest.sum.rows)
            digest.add(rows[:known])
            _refuse_changed(digest.sum, there)
            if new := rows[known:]:
                async with target.begin() as taken:
                    await taken.execute(insert(into), _as_written(new, table, target.dialect.name))
                digest.add(new)
            copied(len(rows))
    if digest.sum.rows < there.rows:
        raise Changed(table.name)
    return digest.sum


def _refuse_changed(begun: Sum, there: Sum) -> None:
    if begun.rows == there.rows and begun != there:
        raise Changed


async def empty(connection: AsyncConnection) -> None:
    """Every row goes. Commits nothing."""
    for table in reversed(await tables_of(connection)):
        await connection.execute(delete(table))


async def count_rows(connection: AsyncConnection) -> int:
    """In all tables."""
    counted = [await connection.scalar(select(func.count()).select_from(each)) for each in await tables_of(connection)]
    return sum(int(each or 0) for each in counted)


async def continue_numbering(source: AsyncConnection, target: AsyncConnection) -> None:
    """A number that the source gave is not given again by the target. Commits nothing."""
    into = {table.name: table for table in await tables_of(target)}
    await _continue_numbering(source, await tables_of(source), target, into)


async def _sum_table(connection: AsyncConnection, table: Table) -> Sum:
    digest = _Digest()
    async for rows in _batches(connection, table):
        digest.add(rows)
    return digest.sum


async def _batches(connection: AsyncConnection, table: Table) -> AsyncIterator[Sequence[Row]]:
    """By primary key, so that no table has to fit into memory."""
    key, query = list(table.primary_key.columns), _reading(table)
    places = [list(table.columns).index(column) for column in key]
    last: Row | None = None
    while True:
        after = query if last is None else query.where(tuple_(*key) > tuple_(*last))
        found = [_as_read(row) for row in await connection.execute(after)]
        if found:
            yield found
            last = tuple(found[-1][place] for place in places)
        if len(found) < _AT_ONCE:
            return


def _reading(table: Table) -> Select[Any]:
    columns = [cast(each, Text) if isinstance(each.type, JSON) else each for each in table.columns]
    return select(*columns).order_by(*table.primary_key.columns).limit(_AT_ONCE)


def _as_read(row: Iterable[Any]) -> Row:
    """The same values from every engine: SQLite's times are UTC and do not say so."""
    return tuple(_in_utc(value) if isinstance(value, dt.datetime) else value for value in row)


def _in_utc(value: dt.datetime) -> dt.datetime:
    return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


def _as_written(rows: Sequence[Row], table: Table, engine: str) -> list[dict[str, Any]]:
    columns = list(table.columns)
    return [
        {column.name: _value(value, column, engine) for column, value in zip(columns, row, strict=True)} for row in rows
    ]


def _value(value: Any, column: Column[Any], engine: str) -> Any:
    if isinstance(column.type, JSON) and value is not None:
        opened = json.loads(value)
        return JSON.NULL if opened is None else opened
    if isinstance(value, dt.datetime) and engine == "sqlite":
        return value.replace(tzinfo=None)
    return value


class _Digest:
    """Adds up, so that the order in which an engine gives its rows does not count."""

    def __init__(self) -> None:
        self._rows, self._total = 0, 0

    def add(self, rows: Sequence[Row]) -> None:
        self._rows += len(rows)
        for row in rows:
            self._total += int.from_bytes(hashlib.sha256(repr(row).encode()).digest())

    @property
    def sum(self) -> Sum:
        return Sum(self._rows, f"{self._total % 2**256:064x}")


# ── numbers that are given out ──


async def _continue_numbering(
    source: AsyncConnection, tables: Sequence[Table], target: AsyncConnection, into: dict[str, Table]
) -> None:
    """A number that was spoken of is not given again, also when its row is gone."""
    for table in tables:
        column = table.autoincrement_column
        last = 0 if column is None else await _last_given(source, column)
        if not last:
            continue
        if target.dialect.name == "sqlite":
            await _set_number_in_file(target, table.name, last)
        else:
            await _set_number_on_server(target, into[table.name], last)


async def _last_given(connection: AsyncConnection, column: Column[Any]) -> int:
    """To a row that is there, or to one that was."""
    highest = await connection.scalar(select(column).order_by(column.desc()).limit(1))
    in_file = connection.dialect.name == "sqlite"
    noted = await (_noted_in_file if in_file else _noted_on_server)(connection, column)
    return max(highest or 0, noted)


async def _noted_in_file(connection: AsyncConnection, column: Column[Any]) -> int:
    query = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
    return int(await connection.scalar(query, {"name": column.table.name}) or 0)


async def _noted_on_server(connection: AsyncConnection, column: Column[Any]) -> int:
    name = await _sequence_of(connection, column)
    if name is None:
        return 0
    query = f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {name}"  # noqa: S608 - the server's own name
    return int(await connection.scalar(text(query)) or 0)


async def _sequence_of(connection: AsyncConnection, column: Column[Any]) -> str | None:
    names = {"table": column.table.name, "column": column.name}
    found: str | None = await connection.scalar(_NUMBERED_BY, names)
    return found


async def _set_number_in_file(connection: AsyncConnection, table: str, last: int) -> None:
    """Only tables that never give a number twice have such a line, and one without rows has none yet."""
    values = {"name": table, "last": last}
    done = await connection.execute(text("UPDATE sqlite_sequence SET seq = :last WHERE name = :name"), values)
    if not done.rowcount and await _never_again(connection, table):
        await connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), values)


async def _never_again(connection: AsyncConnection, table: str) -> bool:
    made_by = await connection.scalar(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table})
    return "AUTOINCREMENT" in str(made_by)


async def _set_number_on_server(connection: AsyncConnection, table: Table, last: int) -> None:
    assert table.autoincrement_column is not None
    name = await _sequence_of(connection, table.autoincrement_column)
    if name is not None:
        await connection.execute(_SET_NUMBER, {"name": name, "last": last})

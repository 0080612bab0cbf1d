"""SQLite, one trip a statement: results as the driver gives them, and nothing left by who is cancelled on the way."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError

from storage.database import Database
from tests.inside import opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "navette.db"


async def _make(database: Database) -> None:
    async with database.transaction() as session:
        await session.execute(text("CREATE TABLE shelf (id INTEGER PRIMARY KEY, word TEXT UNIQUE)"))


async def _run(database: Database, *statements: str) -> None:
    async with database.transaction() as session:
        for statement in statements:
            await session.execute(text(statement))


async def _words(database: Database) -> list[str]:
    async with database.transaction() as session:
        return list(await session.scalars(text("SELECT word FROM shelf ORDER BY id")))


async def test_rows_counts_and_numbers_come_back(file: Path) -> None:
    async with opened(f"sqlite:///{file}") as database:
        await _make(database)
        async with database.transaction() as session:
            connection = await session.connection()
            made = await connection.execute(text("INSERT INTO shelf (word) VALUES ('a') RETURNING id, word"))
            assert [tuple(row) for row in made] == [(1, "a")]
            many = await connection.execute(text("INSERT INTO shelf (word) VALUES (:w)"), [{"w": "b"}, {"w": "c"}])
            assert many.rowcount == 2
            assert (await connection.execute(text("UPDATE shelf SET word = upper(word)"))).rowcount == 3
            assert (await connection.execute(text("SELECT id, word FROM shelf WHERE 0"))).keys() == ["id", "word"]
        assert await _words(database) == ["A", "B", "C"]


async def test_what_the_engine_refuses_is_raised_as_always_and_undone(file: Path) -> None:
    async with opened(f"sqlite:///{file}") as database:
        await _make(database)
        with pytest.raises(IntegrityError):
            await _run(database, *["INSERT INTO shelf (word) VALUES ('a')"] * 2)
        with pytest.raises(OperationalError):
            await _run(database, "INSERT INTO shelf (word) VALUES ('a')", "SELECT nothing FROM nowhere")
        assert await _words(database) == []


@pytest.mark.parametrize("seconds", [0.0, 0.001, 0.05])
async def test_whoever_is_cancelled_while_a_transaction_begins_leaves_none_open(file: Path, seconds: float) -> None:
    async with opened(f"sqlite:///{file}") as database:
        await _make(database)
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")  # ours waits for its turn, in its thread
        waiting = asyncio.ensure_future(_words(database))
        await asyncio.sleep(seconds)
        waiting.cancel()
        other.execute("COMMIT")
        with pytest.raises(asyncio.CancelledError):
            await waiting
        other.execute("INSERT INTO shelf (word) VALUES ('other')")  # nobody holds it
        other.close()
        assert await _words(database) == ["other"]


async def test_whoever_is_cancelled_in_the_middle_leaves_nothing(file: Path) -> None:
    async with opened(f"sqlite:///{file}") as database:
        await _make(database)

        async def write_for_ever() -> None:
            async with database.transaction() as session:
                for number in range(100_000):
                    await session.execute(text("INSERT INTO shelf (word) VALUES (:w)"), {"w": str(number)})

        writing = asyncio.ensure_future(write_for_ever())
        await asyncio.sleep(0.05)
        writing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await writing
        assert await _words(database) == []

"""From an empty database to the newest shape and back, on both engines, and what is refused on the way."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Connection, inspect, text

from storage.database import Database, read_url
from storage.errors import NewerDatabase, Unreachable
from storage.migrating import alembic_config, differences
from storage.models import metadata
from storage.sealing import Seal
from storage.upgrade import current_shape, newest_shape, open_account, prepare
from tests.inside import migrated


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """One of its own: here shapes change."""
    async with migrated(database_url) as found:
        yield found


async def _on(database: Database, work: Callable[[Connection], object]) -> object:
    async with database.engine.begin() as connection:
        return await connection.run_sync(work)


async def _tables(database: Database) -> set[str]:
    found = await _on(database, lambda connection: inspect(connection).get_table_names())
    assert isinstance(found, list)
    return set(found)


async def test_an_empty_database_gets_the_newest_shape(database_url: str) -> None:
    async with migrated(database_url) as database:
        assert await current_shape(database) == (newest_shape(), newest_shape())
        assert await _tables(database) == {*metadata.tables, "alembic_version"}


async def test_the_migrated_tables_lack_nothing_that_the_classes_want(database: Database) -> None:
    assert await differences(database) == []


async def test_a_column_that_no_migration_makes_is_seen(database: Database) -> None:
    await _on(database, lambda connection: connection.execute(text("ALTER TABLE counter ADD COLUMN more INTEGER")))
    assert "more" in str(await differences(database))


async def test_preparing_twice_changes_nothing(database: Database) -> None:
    async with database.transaction() as session:
        account = (await open_account(session, "@navette:x")).id
    await prepare(database)
    async with database.transaction() as session:
        assert (await open_account(session, "@navette:x")).id == account


async def test_two_that_start_at_once_prepare_it_once(database_url: str) -> None:
    first, second = Database(read_url(database_url), Seal.fresh()), Database(read_url(database_url), Seal.fresh())
    await asyncio.gather(prepare(first), prepare(second))
    assert await current_shape(second) == (newest_shape(), newest_shape())
    await first.close()
    await second.close()


async def test_a_newer_database_is_refused_and_nothing_is_written(database: Database) -> None:
    await _on(database, lambda connection: connection.execute(text("UPDATE alembic_version SET version_num='9999'")))
    before = await _tables(database)
    with pytest.raises(NewerDatabase, match=r"shape 9999, newer than this Navette .*update Navette"):
        await prepare(database)
    assert await _tables(database) == before
    assert (await current_shape(database))[0] == "9999"


async def test_a_newer_sqlite_file_keeps_every_byte(tmp_path: Path) -> None:
    file = tmp_path / "navette.db"
    async with migrated(f"sqlite:///{file}") as database:
        await _on(
            database, lambda connection: connection.execute(text("UPDATE alembic_version SET version_num='9999'"))
        )
    before = _digest(file)
    with pytest.raises(NewerDatabase):
        async with migrated(f"sqlite:///{file}"):
            pass
    assert _digest(file) == before


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


async def test_a_file_that_is_no_database_is_refused_and_keeps_every_byte(tmp_path: Path) -> None:
    file = tmp_path / "navette.db"
    file.write_text("a shopping list\n" * 100, "utf-8")
    before = _digest(file)
    database = Database(read_url(f"sqlite:///{file}"), Seal.fresh())
    with pytest.raises(Unreachable, match="not a database"):
        await prepare(database)
    await database.close()
    assert _digest(file) == before


async def test_a_migration_that_is_cut_off_leaves_nothing_behind(database_url: str) -> None:
    database = Database(read_url(database_url), Seal.fresh())
    await _on(database, lambda connection: connection.execute(text("CREATE TABLE membership (id INTEGER)")))
    with pytest.raises(Unreachable, match="membership"):  # the way is blocked half-way through
        await prepare(database)
    assert await _tables(database) == {"membership"}
    await database.close()


async def test_the_way_back_leads_to_an_empty_database(database: Database) -> None:
    def back(connection: Connection) -> None:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")

    await _on(database, back)
    assert await _tables(database) == {"alembic_version"}
    await prepare(database)
    assert await differences(database) == []


async def test_numbers_that_others_speak_of_are_never_used_again(tmp_path: Path) -> None:
    """PostgreSQL's sequences never go back; SQLite has to be asked."""
    async with migrated(f"sqlite:///{tmp_path}/navette.db") as database, database.transaction() as session:
        found = await session.scalars(text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'"))
        assert set(found) == {"agenda", "diagnosis", "inbox", "income_line", "outbox"}


async def test_the_second_shape_comes_and_goes_around_what_the_first_one_keeps(database: Database) -> None:
    def back(connection: Connection) -> None:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")

    async with database.transaction() as session:
        account = (await open_account(session, "@navette:x")).id
    await _on(database, back)
    assert set(metadata.tables) - await _tables(database) == {
        "crypto",
        "unreadable",
        "private_invitation",
        "gesture",
        "courrier",
        "reflection_session",
        "session_reply",
        "agreement",
        "assent",
        "prompt",
        "trace",
        "consent",
        "solidarity_request",
        "audit",
        "erasure",
        "common",
        "participant",
        "common_ilot",
        "link",
        "fund",
        "fund_movement",
        "fund_decision",
        "milestone",
        "committee",
        "committee_line",
        "mechanism",
        "mechanism_stage",
        "evaluation",
        "review_round",
        "quarter_figures",
        "framework_sheet",
        "reminder",
        "introduction",
        "bulletin",
        "setting",
        "diagnosis",
        "person_function",
        "meeting",
        "income_line",
    }
    await prepare(database)
    assert await differences(database) == []
    async with database.transaction() as session:
        assert (await open_account(session, "@navette:x")).id == account

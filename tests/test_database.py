"""The engine's promises: transactions that do not lose, times in UTC, text that is sealed, errors told apart."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
import sqlite3
import stat
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from bot.app import open_database
from bot.config import Config
from storage.database import Database, Session, is_passing, read_url
from storage.delivery import Arrival, Delivery, Departure
from storage.errors import StorageFault, Unreachable, WrongKey
from storage.letters import Account
from storage.sealing import Seal
from storage.upgrade import open_account, prepare
from tests.inside import START, migrated

SECRET = "le mot que personne ne doit lire"


@pytest.fixture
async def account(database: Database) -> int:
    async with database.transaction() as session:
        return (await open_account(session, "@navette:x")).id


async def _count(database: Database) -> None:
    async with database.transaction() as session:
        await _scalar(session, "SELECT count(*) FROM account")


async def _scalar(session: Session, sql: str) -> Any:
    return (await session.execute(text(sql))).scalar()


# ── SQLite ──


@pytest.fixture
def file_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/navette.db"


async def test_sqlite_runs_with_the_pragmas_that_survive_power_loss(file_url: str) -> None:
    async with migrated(file_url) as database, database.transaction() as session:
        wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 10000}
        assert {name: await _scalar(session, f"PRAGMA {name}") for name in wanted} == wanted


async def test_a_foreign_key_that_points_nowhere_is_refused(database: Database) -> None:
    async with database.transaction() as session:
        with pytest.raises(IntegrityError):
            await Delivery(session, 4711).post(Departure("k", "!r", "text", "answer", {}), START)


async def test_a_transaction_takes_the_write_lock_when_it_begins(file_url: str, tmp_path: Path) -> None:
    async with migrated(file_url) as database, database.transaction() as session:
        await _scalar(session, "SELECT count(*) FROM account")  # reading only
        other = sqlite3.connect(tmp_path / "navette.db", timeout=0, isolation_level=None)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()


async def test_reading_and_then_writing_at_once_loses_no_update(database: Database, account: int) -> None:
    async def add_one() -> None:
        async with database.transaction() as session:
            found = await session.get_one(Account, account, with_for_update=True)
            found.sync_token = str(int(found.sync_token or 0) + 1)

    await asyncio.gather(*(add_one() for _ in range(40)))
    async with database.transaction() as session:
        assert (await session.get_one(Account, account)).sync_token == "40"


# ── times ──


async def test_a_time_comes_back_aware_and_in_utc(database: Database, account: int) -> None:
    paris = dt.datetime(2027, 10, 31, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Paris"))
    async with database.transaction() as session:
        await Delivery(session, account).block_until(paris)
    async with database.transaction() as session:
        found = (await session.get_one(Account, account)).blocked_until
    assert found == dt.datetime(2027, 10, 31, 1, 30, tzinfo=dt.UTC)
    assert found.utcoffset() == dt.timedelta()


async def test_a_time_without_offset_is_refused(database: Database, account: int) -> None:
    async with database.transaction() as session:
        with pytest.raises(StatementError, match="without offset"):
            await Delivery(session, account).block_until(dt.datetime(2027, 1, 1))  # noqa: DTZ001 - what is to be refused


# ── sealed text ──


def _files_with(folder: Path, word: bytes) -> list[str]:
    return sorted(file.name for file in folder.glob("navette.db*") if word in file.read_bytes())


async def _write_secret(database: Database, account: int) -> None:
    async with database.transaction() as session:
        delivery = Delivery(session, account)
        await delivery.keep([Arrival("$1", "!r", "@noa:x", {"body": SECRET}, START)], START)
        await delivery.post(Departure("k", "!r", "text", "answer", {"body": SECRET}), START)


async def test_sealed_columns_hold_no_plain_text_in_the_tables(database: Database, account: int) -> None:
    await _write_secret(database, account)
    async with database.transaction() as session:
        for column in ("inbox.body", "outbox.content"):
            table, name = column.split(".")
            stored = await _scalar(session, f"SELECT {name} FROM {table}")
            assert stored and SECRET.encode() not in stored and b"personne" not in stored
        found = await Delivery(session, account).departure(1)
        assert found is not None and found.content == {"body": SECRET}


async def test_sealed_columns_hold_no_plain_text_on_disk(file_url: str, tmp_path: Path) -> None:
    async with migrated(file_url) as database:
        async with database.transaction() as session:
            account = (await open_account(session, "@navette:x")).id
        await _write_secret(database, account)
        assert "navette.db-wal" in _files_with(tmp_path, b"CREATE TABLE inbox")  # it is there that text would stand
        assert not _files_with(tmp_path, b"personne")


async def test_what_was_erased_leaves_the_log_too(file_url: str, tmp_path: Path) -> None:
    async with migrated(file_url) as database:
        async with database.transaction() as session:
            await session.execute(text("CREATE TABLE plain (word TEXT)"))
            await session.execute(text("INSERT INTO plain VALUES ('palimpseste')"))
        async with database.transaction() as session:
            await session.execute(text("DELETE FROM plain"))
        assert _files_with(tmp_path, b"palimpseste") == ["navette.db-wal"]
        await database.forget_erased()
        assert not _files_with(tmp_path, b"palimpseste")


async def test_another_key_is_refused_in_one_clear_line(database_url: str) -> None:
    async with migrated(database_url) as database, database.transaction() as session:
        await open_account(session, "@navette:x")
    async with migrated(database_url) as database, database.transaction() as session:
        with pytest.raises(WrongKey, match="sealing key does not open"):
            await open_account(session, "@navette:x")


def test_a_key_file_is_made_for_its_owner_only_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "navette.key"
    sealed = Seal.from_file(path, create=True).close_text(SECRET)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert Seal.from_file(path, create=False).open_text(sealed) == SECRET


def test_a_key_file_that_others_may_read_is_refused_with_what_to_type(tmp_path: Path) -> None:
    path = tmp_path / "navette.key"
    Seal.from_file(path, create=True)
    path.chmod(0o640)
    with pytest.raises(StorageFault, match=r"mode 0640.*chmod 600"):
        Seal.from_file(path, create=True)


@pytest.mark.parametrize("content", ["", "court", "à côté", "AAAA", "A" * 44])
def test_a_key_file_that_holds_no_key_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "navette.key"
    path.write_text(content, "utf-8")
    path.chmod(0o600)
    with pytest.raises(WrongKey, match="not 32 bytes"):
        Seal.from_file(path, create=False)


def test_a_key_file_in_no_folder_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(StorageFault, match="No such file"):
        Seal.from_file(tmp_path / "nowhere" / "navette.key", create=True)


async def test_a_lost_key_is_told_and_no_new_one_is_made(file_url: str, tmp_path: Path) -> None:
    async with open_database(Config(), file_url):
        pass
    (tmp_path / "navette.db.key").unlink()
    with pytest.raises(WrongKey, match="missing: put its copy back"):
        async with open_database(Config(), file_url):
            pass
    assert not (tmp_path / "navette.db.key").exists()


def test_half_a_surrogate_pair_can_be_sealed() -> None:
    seal = Seal.fresh()
    assert seal.open_json(seal.close_json({"body": "ah \ud83d oh"})) == {"body": "ah ? oh"}


# ── trouble ──


async def test_a_broken_constraint_is_a_bug_and_no_passing_trouble(database: Database, account: int) -> None:
    async with database.transaction() as session:
        session.add(Account(user_id="@navette:x", seal_check="navette"))
        with pytest.raises(IntegrityError) as caught:
            await session.flush()
    assert not is_passing(caught.value)


@pytest.mark.parametrize("sql", ["SELECT nothing FROM nowhere", "SELEC 1"])
async def test_a_wrong_statement_is_a_bug_and_no_passing_trouble(database: Database, sql: str) -> None:
    with pytest.raises(DBAPIError) as caught:
        async with database.transaction() as session:
            await session.execute(text(sql))
    assert not is_passing(caught.value)


async def test_a_locked_sqlite_file_is_passing_trouble(file_url: str, tmp_path: Path) -> None:
    async with migrated(file_url) as database:
        async with database.transaction() as session:
            await session.execute(text("PRAGMA busy_timeout=50"))
        other = sqlite3.connect(tmp_path / "navette.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DBAPIError, match="locked") as caught:
            await _count(database)
        other.close()
    assert is_passing(caught.value)


@pytest.fixture
async def server(postgres: Any) -> Any:
    async with migrated(postgres.new_database()) as database:
        yield database


@pytest.mark.live
async def test_a_connection_that_the_server_closed_is_passing_trouble_and_the_next_one_works(server: Database) -> None:
    async def lose_it() -> None:
        async with server.transaction() as session:
            own = await _scalar(session, "SELECT pg_backend_pid()")
            async with server.transaction() as another:
                await another.execute(text(f"SELECT pg_terminate_backend({own})"))
            await _scalar(session, "SELECT 1")

    with pytest.raises(DBAPIError) as caught:
        await lose_it()
    assert is_passing(caught.value)
    async with server.transaction() as session:
        assert await _scalar(session, "SELECT 1") == 1


@pytest.mark.live
async def test_a_deadlock_is_passing_trouble(server: Database) -> None:
    async with server.transaction() as session:
        await open_account(session, "@a:x")
        await open_account(session, "@b:x")
    both_hold_one = asyncio.Barrier(2)

    async def cross(first: int, second: int) -> None:
        async with server.transaction() as session:
            await session.execute(text("SET LOCAL deadlock_timeout='100ms'"))
            await session.get_one(Account, first, with_for_update=True)
            await both_hold_one.wait()
            await session.get_one(Account, second, with_for_update=True)

    outcomes = await asyncio.gather(cross(1, 2), cross(2, 1), return_exceptions=True)
    (failed,) = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert is_passing(failed)


@pytest.mark.live
async def test_a_lock_that_does_not_come_and_a_conflict_are_passing_trouble(server: Database) -> None:
    async with server.transaction() as session:
        await open_account(session, "@a:x")

    async def wait() -> None:
        async with server.transaction() as session:
            await session.execute(text("SET LOCAL lock_timeout='50ms'"))
            await session.get_one(Account, 1, with_for_update=True)

    async def conflict() -> None:
        async with server.transaction() as session:
            await session.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
            await _scalar(session, "SELECT count(*) FROM account")
            async with server.transaction() as another:
                await Delivery(another, 1).move_token("t1")
            await Delivery(session, 1).move_token("t2")

    async with server.transaction() as holder:
        await holder.get_one(Account, 1, with_for_update=True)
        with pytest.raises(DBAPIError) as waited:
            await wait()
    with pytest.raises(DBAPIError) as conflicted:
        await conflict()
    assert is_passing(waited.value) and is_passing(conflicted.value)


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("nonsense", "want sqlite:///"),
        ("mysql://a@b/c", "got 'mysql', want sqlite or postgresql"),
        ("postgresql://a@127.0.0.1:1/x", "does not answer"),
        ("sqlite:////nowhere/at/all.db", "does not answer: unable to open"),
    ],
)
async def test_an_address_that_leads_nowhere_is_one_clear_line(url: str, line: str) -> None:
    with pytest.raises(StorageFault, match=line) as caught:
        await prepare(Database(read_url(url), Seal.fresh()))
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.live
async def test_a_database_that_the_server_does_not_have_is_one_clear_line(postgres: Any) -> None:
    url = postgres.new_database().replace("navette_", "nobody_")
    with pytest.raises(Unreachable, match="does not exist"):
        await prepare(Database(read_url(url), Seal.fresh()))


async def test_an_error_never_quotes_what_was_written(database: Database, account: int) -> None:
    with pytest.raises(DBAPIError) as caught:
        async with database.transaction() as session:
            await session.execute(text("INSERT INTO nowhere VALUES (:word)"), {"word": SECRET})
    assert SECRET not in str(caught.value)


async def test_a_copy_of_the_files_is_a_whole_database(file_url: str, tmp_path: Path) -> None:
    seal = Seal.fresh()
    async with migrated(file_url, seal) as database:
        async with database.transaction() as session:
            account = (await open_account(session, "@navette:x")).id
        await _write_secret(database, account)
    shutil.copy(tmp_path / "navette.db", tmp_path / "copy.db")
    async with migrated(f"sqlite:///{tmp_path}/copy.db", seal) as database, database.transaction() as session:
        assert await Delivery(session, account).waiting() == [1]

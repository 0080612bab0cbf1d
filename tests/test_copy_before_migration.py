"""Before a database changes its shape it is copied: beside the file, or beside the key of one on a server."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import now, open_database
from bot.config import Config
from bot.restoring import restore
from bot.safekeeping import KEEP_COPIES, Made, copy_before_migration
from storage.archive import read_page
from storage.crypto import OF_DEVICE, KeyRow, Keys
from storage.database import Database, read_url
from storage.errors import StorageFault
from storage.sealing import Seal
from storage.upgrade import known_shape, newest_shape, open_account, prepare

FORMER = "0010"
WHO = "@navette:archipel.example"


@pytest.fixture
def beside(engine: str, in_tmp: None, tmp_path: Path) -> Path:
    """What the copies are named after."""
    return tmp_path / ("navette.db" if engine == "sqlite" else "navette.key")


@pytest.fixture
async def former(database_url: str, engine: str, beside: Path) -> AsyncIterator[Database]:
    """A database of an earlier version, with its key, and with an account that has a device."""
    key = beside.with_name("navette.db.key") if engine == "sqlite" else beside
    database = Database(read_url(database_url), Seal.from_file(key, create=True))
    await prepare(database, FORMER)
    async with database.transaction() as session:
        account = await open_account(session, WHO)
        rows = [KeyRow(kind, "x", {"of": kind}) for kind in (*OF_DEVICE, "megolm_in", "own")]
        await Keys(session, account.id).write(rows, now())
    yield database
    await database.close()


def _copy(beside: Path) -> Path:
    return beside.with_name(f"{beside.name}.shape-{FORMER}.backup")


async def test_it_is_copied_before_and_only_then(former: Database, database_url: str, beside: Path) -> None:
    for _ in range(2):
        async with open_database(Config(), database_url) as database:
            assert await known_shape(database) == newest_shape()
    assert [path.name for path in beside.parent.glob("*.backup")] == [_copy(beside).name]
    page = read_page(_copy(beside))
    assert (page.shape, page.tables["account"].rows) == (FORMER, 1)


async def test_the_copy_comes_back_without_the_device(former: Database, database_url: str, beside: Path) -> None:
    """What a later sync saw of the device cannot be known from here: its keys are used for nothing any more."""
    async with open_database(Config(), database_url):
        pass
    url = f"sqlite:///{beside.parent}/again.db"
    (beside.parent / "again.db.key").write_bytes(
        (beside if beside.suffix == ".key" else beside.with_name("navette.db.key")).read_bytes()
    )
    (beside.parent / "again.db.key").chmod(0o600)
    await restore(Config(), url, _copy(beside), None)
    async with open_database(Config(), url) as database, database.transaction() as session:
        account = await open_account(session, WHO)
        assert {row.kind for row in await Keys(session, account.id).all()} == {"megolm_in", "own"}


async def test_without_a_copy_nothing_changes(former: Database, database_url: str, beside: Path) -> None:
    (_copy(beside) / "in-the-way").mkdir(parents=True)
    with pytest.raises(StorageFault, match="cannot be written"):
        async with open_database(Config(), database_url):
            pass
    assert await known_shape(former) == FORMER


async def test_none_is_kept_for_longer_than_a_month(former: Database, database_url: str, beside: Path) -> None:
    async with open_database(Config(), database_url):
        pass
    for days, is_there in ((29, True), (31, False)):
        old = now().timestamp() - days * 86_400
        os.utime(_copy(beside), (old, old))
        async with open_database(Config(), database_url):
            assert _copy(beside).exists() == is_there


async def test_the_last_ones_are_kept(former: Database, beside: Path) -> None:
    for shape in ("0003", "0005", "0004", "0002", FORMER):
        await copy_before_migration(Config(), former, shape, Made(now(), "tests"))
    kept = sorted(path.name for path in beside.parent.glob("*.backup"))
    assert len(kept) == KEEP_COPIES
    assert kept == [f"{beside.name}.shape-{shape}.backup" for shape in ("0004", "0005", FORMER)]

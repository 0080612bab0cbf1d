"""`navette move`: real processes, to a server and back, killed on the way; all of it arrives, and only once."""

from __future__ import annotations

import asyncio
import datetime as dt
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import text

from bot.app import open_database
from bot.config import Config
from bot.crashpoints import MOVE_POINTS
from bot.relocating import move
from storage.copying import Sum, sum_up_but
from storage.crypto import KeyRow, Keys
from storage.database import Database, read_url
from storage.erasures import Erasure
from storage.errors import StorageFault
from storage.sealing import Seal
from storage.upgrade import MOVED, MOVING, account_ids, current_shape, newest_shape, set_shape
from tests.playing import ARCHIPEL
from tests.processes import Navette, rehearse, says
from tests.test_command_line import navette
from tests.test_rotation import Kept

__all__ = ["navette"]

HERE, THERE = "sqlite:///navette.db", "sqlite:///other.db"
MANY = 1200  # rows of one table: more than two batches
AT = dt.datetime(2021, 4, 14, 9, tzinfo=dt.UTC)
T = TypeVar("T")


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """On a file: a collective with a voice, somebody forgotten, keys of a device; to be copied."""
    folder = tmp_path_factory.mktemp("lived") / "x"
    folder.mkdir()
    kept = Kept(Navette(folder), HERE, beside="navette.db.key")
    asyncio.run(_on(kept.navette, HERE, _give_more))
    return kept


async def _give_more(database: Database) -> None:
    async with database.transaction() as session:
        [account] = await account_ids(session)
        await Keys(session, account).write([KeyRow("own", "", {"secret": "of the device"})], AT)
        session.add_all(Erasure(id=f"{number:064}", at=AT) for number in range(MANY))


async def _on(navette: Navette, url: str, work: Callable[[Database], Awaitable[T]]) -> T:
    seal = Seal.from_file(navette.folder / "navette.db.key", create=False)
    database = Database(read_url(url.replace("sqlite:///", f"sqlite:///{navette.folder}/")), seal)
    try:
        return await work(database)
    finally:
        await database.close()


@pytest.fixture
def here(lived: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Navette:
    """A copy of it, in the current folder, so that what need not die can be done without a process."""
    navette = Navette(Path(shutil.copytree(lived.navette.folder, tmp_path / "here")))
    monkeypatch.chdir(navette.folder)
    return navette


@pytest.fixture
def server(request: pytest.FixtureRequest) -> str:
    """An empty database on a server."""
    address: str = request.getfixturevalue("postgres").new_database()
    return address


def _export(navette: Navette, url: str) -> str:
    done = navette("export", "--sealed", "--database", url)
    assert done.code == 0, done.err
    return done.out


def _sums(navette: Navette, url: str) -> dict[str, Sum]:
    async def look(database: Database) -> dict[str, Sum]:
        async with database.engine.connect() as connection:
            return await sum_up_but(connection, {"lease"})

    return asyncio.run(_on(navette, url, look))


def _shape(navette: Navette, url: str) -> str | None:
    async def look(database: Database) -> str | None:
        return (await current_shape(database))[0]

    return asyncio.run(_on(navette, url, look))


def _move(navette: Navette, source: str, target: str) -> str:
    done = navette("move", source, target)
    assert done.code == 0, done.err
    assert done.out == ""
    return done.err


def _quietly(done: int, total: int) -> None:
    assert 0 <= done <= total


def _go_on(source: str, target: str) -> None:
    """As the command, in this process."""
    assert asyncio.run(move(Config(), source, target, _quietly)) is not None


def _refuses(source: str, target: str, words: str) -> None:
    """The same; in one line."""
    with pytest.raises(StorageFault, match=words) as told:
        asyncio.run(move(Config(), source, target, _quietly))
    assert len(str(told.value).splitlines()) == 1


def _opens_no_more(url: str, words: str) -> None:
    async def open_it() -> None:
        async with open_database(Config(), url):
            raise AssertionError

    with pytest.raises(StorageFault, match=words):
        asyncio.run(open_it())


# ── there and back ──


@pytest.mark.live
def test_to_a_server_and_back_everything_is_the_same_and_only_one_of_the_two_opens(here: Navette, server: str) -> None:
    before = _sums(here, HERE)
    assert before["erasure"].rows > MANY and before["crypto"].rows == 1
    assert "1 sealed files: moved, and compared row by row" in _move(here, HERE, server)
    assert _sums(here, server) == before
    assert "was moved away" in here("export", "--database", HERE).refused()
    said = rehearse(here, says("noa", "ilot:granit", "!offre tissage, gratuit", id="$new"), database=server)
    assert said[-1]["outcome"] == "answered"
    there = _export(here, server)
    assert "tissage" in there
    _move(here, server, HERE)
    assert _export(here, HERE) == there
    assert "was moved away" in here("export", "--database", server).refused()
    assert len(list((here.folder / "navette.key.media").glob("*.sealed"))) == 1


def test_the_key_and_the_journal_come_along_and_typed_again_nothing_is_done(here: Navette, lived: Kept) -> None:
    _move(here, HERE, THERE)
    assert _export(here, THERE) == lived.before
    assert (here.folder / "other.db.key").read_bytes() == (here.folder / "navette.db.key").read_bytes()
    assert (here.folder / "other.db.key").stat().st_mode & 0o777 == 0o600
    assert (here.folder / "other.db.erasures").exists()
    assert "moved already" in _move(here, HERE, THERE)
    assert _export(here, THERE) == lived.before


# ── killed ──

_KILLS = [*MOVE_POINTS, "rows-moved:4", "rows-moved:6"]


@pytest.mark.parametrize("point", _KILLS)
def test_killed_on_the_way_neither_opens_as_a_half_and_it_goes_on(here: Navette, point: str) -> None:
    before = _sums(here, HERE)
    assert here("move", HERE, THERE, NAVETTE_CRASH_AT=point).code == -9
    assert (_shape(here, HERE), _shape(here, THERE)) == (
        MOVED if point == "source-left" else newest_shape(),
        MOVING,
    )
    _opens_no_more(THERE, "a move into this database is not over")
    _go_on(HERE, THERE)
    assert _sums(here, THERE) == before
    assert (_shape(here, HERE), _shape(here, THERE)) == (MOVED, newest_shape())


@pytest.mark.live
@pytest.mark.slow
def test_killed_again_and_again_on_the_way_to_a_server_it_arrives(here: Navette, server: str) -> None:
    before = _sums(here, HERE)
    for point in _KILLS:
        assert here("move", HERE, server, NAVETTE_CRASH_AT=point).code == -9, point
    _move(here, HERE, server)
    assert _sums(here, server) == before


def test_what_the_bot_did_between_two_tries_is_moved_too(here: Navette) -> None:
    assert here("move", HERE, THERE, NAVETTE_CRASH_AT="move-copied").code == -9
    copied = _sums(here, THERE)
    rehearse(here, says("noa", "ilot:granit", "!offre tissage, gratuit", id="$new"), database=HERE)
    before = _sums(here, HERE)
    assert before["listing"].rows == copied["listing"].rows + 1
    _go_on(HERE, THERE)
    assert _sums(here, THERE) == before


def test_a_row_that_changed_between_two_tries_is_not_believed(here: Navette) -> None:
    assert here("move", HERE, THERE, NAVETTE_CRASH_AT="move-copied").code == -9
    copied = _sums(here, THERE)
    asyncio.run(_on(here, HERE, _rename_an_ilot))
    before = _sums(here, HERE)
    assert [name for name in before if before[name] != copied[name]] == ["ilot"]
    _go_on(HERE, THERE)
    assert _sums(here, THERE) == before


async def _rename_an_ilot(database: Database) -> None:
    async with database.engine.begin() as connection:
        await connection.execute(text("UPDATE ilot SET name = 'Ardoise' WHERE id = 1"))


# ── refused ──


def test_while_a_bot_runs_nothing_is_moved(here: Navette) -> None:
    process = here.begin("rehearse", "--database", HERE)
    try:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(b'{"export": true}\n')
        process.stdin.flush()
        process.stdout.readline()
        assert "another Navette runs on this database" in here("move", HERE, THERE).refused()
    finally:
        process.communicate()


@pytest.mark.live
def test_while_a_bot_runs_on_a_server_nothing_is_moved_from_it(here: Navette, server: str) -> None:
    _move(here, HERE, server)
    process = here.begin("rehearse", "--database", server)
    try:
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(b'{"export": true}\n')
        process.stdin.flush()
        process.stdout.readline()
        assert "another Navette holds this account" in here("move", server, THERE).refused()
    finally:
        process.communicate()


def test_another_collective_is_never_written_over(here: Navette) -> None:
    assert here("import", ARCHIPEL, "--database", THERE).code == 0
    (here.folder / "other.db.key").write_bytes((here.folder / "navette.db.key").read_bytes())
    before = _sums(here, THERE)
    _refuses(HERE, THERE, "holds a collective already")
    asyncio.run(_on(here, THERE, lambda database: _call(database, MOVED)))  # another's, moved away
    assert "holds another collective" in here("move", HERE, THERE).refused()
    assert (_sums(here, THERE), _shape(here, HERE)) == (before, newest_shape())


async def _call(database: Database, shape: str) -> None:
    async with database.engine.begin() as connection:
        await set_shape(connection, shape)


@pytest.mark.parametrize("which", [HERE, THERE])
def test_a_shape_of_another_version_is_no_move(here: Navette, which: str) -> None:
    assert here("import", ARCHIPEL, "--database", THERE).code == 0
    asyncio.run(_on(here, which, lambda database: _call(database, "0001")))
    _refuses(HERE, THERE, "has shape 0001")
    assert _shape(here, which) == "0001"


def test_another_key_in_the_targets_place_is_left_alone(here: Navette) -> None:
    (here.folder / "other.db.key").write_text("another\n", "ascii")
    _refuses(HERE, THERE, "is another key than")
    assert (here.folder / "other.db.key").read_text("ascii") == "another\n"


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        (HERE, "sqlite:///./navette.db", "the same database"),
        (HERE, "sqlite://", "in memory"),
        ("sqlite:///nowhere.db", THERE, "there is no database"),
        (HERE, "sqlite:///nowhere/other.db", "does not answer"),
        (HERE, "mysql://x/y", "want sqlite or postgresql"),
        (HERE, "postgresql://nobody@127.0.0.1:9/x", "does not answer"),
    ],
)
def test_what_cannot_be_moved_is_one_line(here: Navette, source: str, target: str, words: str) -> None:
    _refuses(source, target, words)
    assert _shape(here, HERE) == newest_shape()

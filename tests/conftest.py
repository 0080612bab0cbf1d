"""Fixtures that many tests share: both databases, and the rehearsal on either."""

from __future__ import annotations

import contextlib
import gc
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]  # it has no types

from storage.database import Database
from tests.compiled import share_compiled
from tests.inside import Inside, Wall, migrated, open_inside, opened
from tests.pictures import copy_of_file, copy_on_server, picture_in_file, picture_on_server, played
from tests.playing import Play, part
from tests.postgres import ThrowawayPostgres
from tests.underway import watch

_FIGURES = "figures"
share_compiled()
_LONGEST = (
    "test_no_mechanism_can_be_taken_away_unseen",
    "test_a_small_one_loses_nothing_on_a_homeserver",
    "tests/live/test_tour.py",
    "tests/live/test_demo.py",
    "tests/test_sessions.py",
    "tests/test_changing_hosts.py",
    "tests/test_private_courrier.py",
    "tests/test_report.py",
    "tests/test_reviews.py",
)


class _ByRoom(LoadScopeScheduling):  # type: ignore[misc]
    """A file stays in one process, with the servers that its tests share."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0]


def pytest_configure(config: pytest.Config) -> None:
    """Whoever deals out the tests knows which are under way."""
    watch(config)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _ByRoom:
    """In the order of their names, live ones first: those wait a lot, and none of them is left for the end."""
    config.option.loadscopereorder = False
    return _ByRoom(config, log)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The slow stage by itself reads only files that have a part in it, not ten thousand tests a process."""
    is_tests = collection_path.name.startswith("test_") and collection_path.suffix == ".py"
    alone = config.option.markexpr == "slow"
    return True if alone and is_tests and "mark.slow" not in collection_path.read_text("utf-8") else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first: nobody waits for it at the end."""
    items.sort(key=lambda item: not any(name in item.nodeid for name in _LONGEST))


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Puts lines of figures into the report's last page; they travel with the test's own report."""
    return lambda lines: request.node.user_properties.append((_FIGURES, f"{request.node.name}: {lines}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Figures after the verdicts."""
    told = [each for stage in ("passed", "failed") for each in terminalreporter.getreports(stage)]
    for name, lines in (pair for report in told if report.when == "call" for pair in report.user_properties):
        if name == _FIGURES:
            terminalreporter.write_line(str(lines))


def pytest_collection_finish() -> None:
    """Ten thousand tests are not looked at again each time that something else is given back."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


@pytest.fixture(scope="module", autouse=True)
def _nothing_left_open() -> Iterator[None]:
    """What a file of tests did not close is told at its own last test, not at whichever runs when it is collected."""
    yield
    gc.collect()


BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.live)]


@pytest.fixture(scope="session")
def postgres() -> Iterator[ThrowawayPostgres]:
    """One server for the session."""
    server = ThrowawayPostgres()
    yield server
    server.stop()


@pytest.fixture(params=BOTH)
def engine(request: pytest.FixtureRequest) -> str:
    """Each of the two."""
    return str(request.param)


@pytest.fixture
def database_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database: a SQLite file, or one on a real PostgreSQL."""
    if engine == "sqlite":
        return f"sqlite:///{tmp_path}/navette.db"
    server: ThrowawayPostgres = request.getfixturevalue("postgres")
    return server.new_database()


@pytest.fixture(scope="session")
async def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """To be copied: migrating takes longer than most tests."""
    path = tmp_path_factory.mktemp("migrated") / "navette.db"
    async with migrated(f"sqlite:///{path}"):
        return path


@pytest.fixture(scope="session")
async def migrated_server(postgres: ThrowawayPostgres) -> ThrowawayPostgres:
    """The same on PostgreSQL, where copies are slow: one database for all."""
    async with migrated(postgres.new_database("migrated")):
        return postgres


@pytest.fixture
def migrated_url(engine: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of the newest shape, and nothing in it. PostgreSQL's is emptied and used again."""
    if engine == "sqlite":
        yield f"sqlite:///{shutil.copy(request.getfixturevalue('migrated_file'), tmp_path / 'navette.db')}"
        return
    server: ThrowawayPostgres = request.getfixturevalue("migrated_server")
    yield server.address("migrated")
    server.empty("migrated")


@pytest.fixture
async def database(migrated_url: str) -> AsyncIterator[Database]:
    """The same, opened."""
    async with opened(migrated_url) as found:
        yield found


@pytest.fixture
def wall() -> Wall:
    """The clock on the wall, at a Monday's 11 o'clock in Paris."""
    return Wall()


@pytest.fixture
async def inside(database: Database, wall: Wall) -> Inside:
    """A bot's parts on that database, with a door of paper."""
    return await open_inside(database, wall)


@pytest.fixture
def in_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's own folder, where a key file may be made."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
async def pictured_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample collective on its stage, to be copied."""
    return await picture_in_file(tmp_path_factory.mktemp("pictured"))


@pytest.fixture(scope="session")
async def pictured_server(postgres: ThrowawayPostgres, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same on PostgreSQL, under the name that copies are made of; the folder its key is in."""
    folder = tmp_path_factory.mktemp("pictured-key")
    with contextlib.chdir(folder):
        await picture_on_server(postgres)
    return folder


@pytest.fixture
async def play(pictured_file: Path, tmp_path: Path) -> AsyncIterator[Play]:
    """The rehearsal with the sample collective."""
    async with played(copy_of_file(pictured_file, tmp_path)) as stage:
        yield stage


@pytest.fixture(scope="session")
async def pictured_part(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two of its îlots, to be copied."""
    folder = tmp_path_factory.mktemp("pictured-part")
    return await picture_in_file(folder, part(folder, "granit", "morvan"))


@pytest.fixture
async def few(pictured_part: Path, tmp_path: Path) -> AsyncIterator[Play]:
    """The rehearsal with Granit and Morvan alone, for what takes weeks and concerns no more of them."""
    async with played(copy_of_file(pictured_part, tmp_path)) as stage:
        yield stage


@pytest.fixture
def stage(pictured_file: Path, tmp_path: Path) -> str:
    """Its address, for what is played twice: the second time begins with `data=None`, and a first `at` is a jump."""
    return copy_of_file(pictured_file, tmp_path)


@pytest.fixture
def pictured_url(engine: str, request: pytest.FixtureRequest, in_tmp: None, tmp_path: Path) -> str:
    """Its copy, on each of the two."""
    if engine == "sqlite":
        return copy_of_file(request.getfixturevalue("pictured_file"), tmp_path)
    return copy_on_server(request.getfixturevalue("postgres"), request.getfixturevalue("pictured_server"), tmp_path)


@pytest.fixture
async def play_on_both(pictured_url: str) -> AsyncIterator[Play]:
    """The same on either database."""
    async with played(pictured_url) as stage:
        yield stage

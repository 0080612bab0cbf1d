"""`navette rotate-key`: real processes, killed on the way; afterwards the old key opens nothing, and all is there."""

from __future__ import annotations

import asyncio
import os
import random
import time
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, select, type_coerce

from storage.database import Database, read_url
from storage.erasures import Journal
from storage.errors import WrongKey
from storage.media import MediaFolder
from storage.rotation import sealed_columns
from storage.sealing import Seal
from tests.playing import ARCHIPEL
from tests.processes import Navette, rehearse, says
from tests.test_command_line import navette

__all__ = ["navette"]

NOA = "dm:@noa:archipel.example"
VOICE = b"OggS" + os.urandom(3000)


class Kept:
    """A collective of which something is sealed in most places, and the files beside it."""

    def __init__(self, navette: Navette, url: str, *, beside: str) -> None:
        self.navette, self.url = navette, url
        self.key_file = navette.folder / beside
        self.media = navette.folder / (beside.removesuffix(".key") if "db" in beside else beside)
        (navette.folder / "voice.ogg").write_bytes(VOICE)
        assert navette("import", ARCHIPEL, "--database", url).code == 0
        spoken = {"sender": "@noa:archipel.example", "room": "ilot:granit", "voice": "voice.ogg", "thread": "$asked"}
        rehearse(
            navette,
            {"at": "2021-04-14T10:30:00+02:00"},
            says("noa", "ilot:granit", "!trace", id="$asked"),
            {**spoken, "id": "$voice"},
            says("youenn", "dm:@youenn:archipel.example", "!oublie-moi", id="$f"),
            says("youenn", "dm:@youenn:archipel.example", "oui", id="$y"),
            database=url,
        )
        self.before, self.old = self.export(), self.keys()[0]

    def keys(self) -> list[str]:
        """As the file has them."""
        return self.key_file.read_text("ascii").split()

    def export(self) -> str:
        """All of it, with what is sealed."""
        done = self.navette("export", "--sealed", "--database", self.url)
        assert done.code == 0, done.err
        return done.out

    def rotate(self, **variables: str) -> int:
        """The command, to its end."""
        return self.navette("rotate-key", "--database", self.url, **variables).code

    def opened_by(self, key: str) -> tuple[int, int]:
        """How many sealed values, voices and lines of the journal that key opens, and how many there are."""
        sealed = asyncio.run(self._sealed())
        files = [path.read_bytes() for path in self._beside(".media").glob("*.sealed")]
        seal = Seal.from_text(key)
        journal = Journal(self._beside(".erasures"), seal)
        opened = sum(_opens(seal, each) for each in [*sealed, *files])
        try:
            lines = len(journal.all())
        except WrongKey:
            lines = 0
        return opened + lines, len(sealed) + len(files) + 1

    def _beside(self, suffix: str) -> Path:
        return self.media.with_name(self.media.name + suffix)

    async def _sealed(self) -> list[bytes]:
        database = Database(read_url(self._address()), Seal.fresh())
        try:
            async with database.transaction() as session:
                found: list[bytes] = []
                for column in sealed_columns():
                    found += await session.scalars(select(type_coerce(column, LargeBinary)).where(column.is_not(None)))
                return found
        finally:
            await database.close()

    def _address(self) -> str:
        return self.url.replace("sqlite:///", f"sqlite:///{self.navette.folder}/")


def _opens(seal: Seal, sealed: bytes) -> bool:
    try:
        seal.open_bytes(sealed)
    except WrongKey:
        return False
    return True


@pytest.fixture
def kept(navette: Navette) -> Kept:
    """On a file."""
    return Kept(navette, "sqlite:///navette.db", beside="navette.db.key")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.live)])
def kept_on_both(request: pytest.FixtureRequest, navette: Navette) -> Kept:
    """On either database."""
    if request.param == "sqlite":
        return Kept(navette, "sqlite:///navette.db", beside="navette.db.key")
    return Kept(navette, request.getfixturevalue("postgres").new_database(), beside="navette.key")


def _is_whole(kept: Kept) -> None:
    """One key, a new one, which opens all; the old one nothing; and nothing is lost."""
    [key] = kept.keys()
    assert key != kept.old
    opened, there = kept.opened_by(key)
    assert opened == there > 30
    assert kept.opened_by(kept.old) == (0, there)
    assert kept.export() == kept.before
    assert kept.key_file.stat().st_mode & 0o777 == 0o600


def test_the_old_key_opens_nothing_any_more_and_the_new_one_everything(kept_on_both: Kept) -> None:
    assert kept_on_both.opened_by(kept_on_both.old)[0] > 30
    assert kept_on_both.rotate() == 0
    _is_whole(kept_on_both)
    if "sqlite" in kept_on_both.url:
        folder = MediaFolder(kept_on_both._beside(".media"), Seal.from_text(kept_on_both.keys()[0]))
        assert [folder.get(name) for name in folder.names()] == [VOICE]


@pytest.mark.parametrize("point", ["key-added", "batch-sealed", "batch-sealed:4", "batch-sealed:6", "sealed-anew"])
def test_killed_on_the_way_it_goes_on(kept: Kept, point: str) -> None:
    assert kept.rotate(NAVETTE_CRASH_AT=point) == -9
    new, old = kept.keys()
    assert old == kept.old
    assert kept.export() == kept.before  # meanwhile the bot opens all of it
    assert kept.rotate() == 0
    assert kept.keys() == [new]
    _is_whole(kept)


@pytest.mark.live
def test_killed_on_the_way_it_goes_on_there_too(navette: Navette, request: pytest.FixtureRequest) -> None:
    kept = Kept(navette, request.getfixturevalue("postgres").new_database(), beside="navette.key")
    assert kept.rotate(NAVETTE_CRASH_AT="batch-sealed:3") == -9
    assert kept.rotate() == 0
    _is_whole(kept)


@pytest.mark.slow
def test_killed_at_any_moment_it_goes_on(kept: Kept) -> None:
    chance = random.Random(7)
    for _ in range(12):
        process = kept.navette.begin("rotate-key", "--database", kept.url)
        time.sleep(chance.uniform(0.3, 3))
        process.kill()
        process.communicate()
        assert len(kept.keys()) in {1, 2}
        assert kept.export() == kept.before
    assert kept.rotate() == 0
    [key] = kept.keys()
    assert kept.opened_by(key)[0] == kept.opened_by(key)[1]
    assert kept.opened_by(kept.old)[0] == 0


def test_what_is_written_in_between_is_sealed_with_the_new_key(kept: Kept) -> None:
    assert kept.rotate(NAVETTE_CRASH_AT="key-added") == -9
    rehearse(kept.navette, says("noa", NOA, "!trace entre deux", id="$t"), database=kept.url)
    new, old = kept.keys()
    assert 0 < kept.opened_by(new)[0] < kept.opened_by(old)[0]
    assert kept.rotate() == 0
    assert "entre deux" in kept.export()
    assert kept.opened_by(old)[0] == 0


def test_while_the_bot_runs_it_is_refused(kept: Kept) -> None:
    running = kept.navette.begin("rehearse", "--database", kept.url)
    try:
        assert running.stdin is not None and running.stdout is not None
        running.stdin.write(b"{}\n")
        running.stdin.flush()
        running.stdout.readline()
        told = kept.navette("rotate-key", "--database", kept.url).refused()
    finally:
        running.kill()
        running.communicate()
    assert "another Navette runs" in told
    assert kept.keys() == [kept.old]


def test_a_key_from_the_environment_is_not_changed(kept: Kept) -> None:
    told = kept.navette("rotate-key", "--database", kept.url, NAVETTE_SEAL_KEY=kept.old).refused()
    assert "NAVETTE_SEAL_KEY" in told and "key file" in told


def test_there_is_nothing_to_change_where_there_is_no_database(navette: Navette) -> None:
    assert "there is no database" in navette("rotate-key", "--database", "sqlite:///none.db").refused()
    assert navette.files == []

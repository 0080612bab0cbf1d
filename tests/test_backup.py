"""`navette backup` and `navette restore`: either database, from one to the other, killed, damaged, without room."""

from __future__ import annotations

import base64
import json
import resource
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.app import now, open_database
from bot.config import Config
from bot.restoring import Restored, restore
from bot.safekeeping import Made, back_up
from storage.archive import DATABASE, Page
from storage.errors import NewerDatabase, StorageFault, WrongKey
from storage.interchange import Interchange, write
from tests.playing import playing
from tests.processes import Navette, says
from tests.test_rotation import NOA, VOICE, Kept

FILE = "last-night.backup"
FORGET = (says("noa", NOA, "!oublie-moi", id="$fn"), says("noa", NOA, "oui", id="$yn"))


class Place:
    """A folder with a database in it, or for one; its key is there."""

    def __init__(self, folder: Path, url: str | None = None) -> None:
        self.folder = folder
        self.url = url or f"sqlite:///{folder}/navette.db"
        self.file = folder / FILE
        self.key = folder / ("navette.db.key" if url is None else "navette.key")

    async def back_up(self, *, replace: bool = False) -> Page:
        """As the command does."""
        return await back_up(Config(), self.url, self.file, Made(now(), "tests"), replace=replace)

    async def restore(self, erasures: Path | None = None) -> Restored:
        """As the command does."""
        return await restore(Config(), self.url, self.file, erasures)

    async def refused(self, fault: type[StorageFault], words: str) -> None:
        """In one line, and nothing is written."""
        before = {path.name for path in self.folder.iterdir()}
        with pytest.raises(fault, match=words) as told:
            await self.restore()
        assert len(str(told.value).splitlines()) == 1
        assert {path.name for path in self.folder.iterdir()} - before <= {"navette.db.lock"}

    async def export(self) -> str:
        """All of it, with what is sealed."""
        config = Config()
        async with open_database(config, self.url) as database, database.transaction() as session:
            return write(await Interchange(session, config.time_zone).give_out(None, sealed=True))

    async def play(self, *lines: dict[str, object]) -> None:
        """The rehearsal on it."""
        async with playing(self.url, None) as stage:
            for line in lines:
                assert (await stage.line(**line)).outcome in {"answered", "asked"}

    async def knows_noa(self) -> bool:
        """As the export tells it."""
        return any(entry["id"].startswith("@noa:") for entry in json.loads(await self.export())["people"])


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    """A collective on a file, with a voice and somebody forgotten; to be copied."""
    folder = tmp_path_factory.mktemp("lived") / "x"
    folder.mkdir()
    return Kept(Navette(folder), "sqlite:///navette.db", beside="navette.db.key")


@pytest.fixture
def here(lived: Kept, tmp_path: Path) -> Place:
    """A copy of it."""
    return Place(Path(shutil.copytree(lived.navette.folder, tmp_path / "here")))


def elsewhere(here: Place, url: str | None = None) -> Place:
    """Another machine: an empty folder, to which only the key and the backup were brought."""
    place = Place(here.folder.parent / "elsewhere", url)
    place.folder.mkdir()
    shutil.copy(here.key, place.key)
    shutil.copy(here.file, place.file)
    return place


def _processes(here: Place) -> Navette:
    return Navette(here.folder)


# ── there and back ──


@contextmanager
def running(navette: Navette, url: str) -> Iterator[Callable[..., None]]:
    """A bot that holds the database, and works while it is told something."""
    process = navette.begin("rehearse", "--database", url)
    assert process.stdin is not None and process.stdout is not None
    given, said = process.stdin, process.stdout

    def tell(**line: object) -> None:
        given.write(json.dumps(line).encode() + b"\n")
        given.flush()
        while b'"done"' not in (answer := said.readline()):
            assert answer

    try:
        yield tell
    finally:
        process.kill()
        process.communicate()


def _while_it_runs(navette: Navette, url: str) -> str:
    """Between two offers; returns what the command said."""
    with running(navette, url) as tell:
        tell(at="2021-04-14T11:00:00+02:00")
        tell(sender="@noa:archipel.example", room="ilot:granit", body="!offre relecture, gratuit", id="$r")
        done = navette("backup", FILE, "--database", url)
        assert done.code == 0, done.err
        tell(sender="@noa:archipel.example", room="ilot:granit", body="!offre trop tard, gratuit", id="$l")
    return done.err


async def test_a_backup_that_was_taken_while_the_bot_runs_brings_everything_back(here: Place) -> None:
    said = _while_it_runs(_processes(here), "sqlite:///navette.db")
    assert "1 sealed files" in said and "the key is not in it" in said
    there = elsewhere(here)
    done = _processes(there)("restore", FILE, "--database", "sqlite:///navette.db")
    assert done.code == 0, done.err
    assert "are back" in done.err and "takes a new device, which wants the password" in done.err
    found = await there.export()
    assert "relecture" in found and "trop tard" not in found
    [voice] = (there.folder / "navette.db.media").glob("*.sealed")
    assert len(voice.read_bytes()) > len(VOICE)
    assert sorted(path.suffix for path in there.folder.iterdir()) == sorted(
        (".backup", ".db", ".erasures", ".key", ".lock", ".media")
    )


@pytest.mark.live
async def test_on_a_server_it_is_one_instant_too(
    here: Place, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = request.getfixturevalue("postgres")
    await here.back_up()
    there = elsewhere(here, server.new_database())
    monkeypatch.chdir(there.folder)  # where the key of a database on a server is
    await there.restore()
    assert await there.export() == await here.export()
    there.file.unlink()
    _while_it_runs(_processes(there), there.url)
    back = Place(there.folder, server.new_database())
    await back.restore()
    found = await back.export()
    assert "relecture" in found and "trop tard" not in found
    with pytest.raises(StorageFault, match="not empty"):
        await back.restore()


@pytest.mark.live
async def test_from_a_file_to_a_server_and_back_it_is_the_same(
    here: Place, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    await here.back_up()
    there = elsewhere(here, request.getfixturevalue("postgres").new_database())
    monkeypatch.chdir(there.folder)
    await there.restore()
    assert await there.export() == await here.export()
    async with playing(there.url, None) as stage:
        await stage.at("2021-04-14T11:00:00+02:00")
        heard = await stage.says("noa", "ilot:granit", "!offre retour, gratuit")
    assert heard.refs == ["O21"]  # numbers go on where they were
    there.file.unlink()
    await there.back_up()
    again = Place(there.folder)
    shutil.copy(there.key, again.key)
    await again.restore()
    assert await again.export() == await there.export()


async def test_the_key_is_not_in_it_and_what_is_sealed_stays_sealed(here: Place) -> None:
    page = await here.back_up()
    assert here.file.stat().st_mode & 0o777 == 0o600
    with closing(zipfile.ZipFile(here.file)) as archive:
        inside = b"".join(archive.read(name) for name in archive.namelist())
        said = archive.read("backup.json").decode()
    key = here.key.read_text().strip()
    for secret in (key.encode(), base64.b64decode(key), VOICE[4:]):
        assert secret not in inside
    assert "noa" not in said and page.tables["listing"].rows > 10


async def test_the_database_inside_opens_by_itself(here: Place, tmp_path: Path) -> None:
    await here.back_up()
    with closing(zipfile.ZipFile(here.file)) as archive:
        archive.extract(DATABASE, tmp_path)
    by_hand = Place(tmp_path)
    shutil.copy(here.key, by_hand.key)
    assert await by_hand.export() == await here.export()


# ── who was forgotten ──


async def test_whoever_was_forgotten_since_is_forgotten_again_before_any_start(here: Place) -> None:
    await here.back_up()
    assert await here.knows_noa()
    await here.play(*FORGET)
    assert not await here.knows_noa()
    (here.folder / "navette.db").unlink()
    assert (await here.restore()).forgotten == 1
    assert not await here.knows_noa()


async def test_a_newer_journal_that_is_brought_along_counts(here: Place) -> None:
    await here.back_up()
    await here.play(*FORGET)
    there, alone = elsewhere(here), here.folder.parent / "alone"
    alone.mkdir()
    with pytest.raises(StorageFault, match="no such file"):
        await there.restore(there.folder / "nowhere")
    assert (await there.restore(here.folder / "navette.db.erasures")).forgotten == 1
    assert not await there.knows_noa()
    shutil.copy(here.key, alone)
    shutil.copy(here.file, alone)
    without = Place(alone)
    assert (await without.restore()).forgotten == 0  # only that journal knows
    assert await without.knows_noa()


# ── what is refused ──


async def test_nothing_is_written_over_what_is_there(here: Place) -> None:
    await here.back_up()
    before = (here.folder / "navette.db").read_bytes()
    await here.refused(StorageFault, "navette.db is there already")
    with pytest.raises(StorageFault, match="--replace"):
        await here.back_up()
    await here.back_up(replace=True)
    assert (here.folder / "navette.db").read_bytes() == before
    (here.folder / "navette.db").unlink()
    (here.folder / "navette.db-wal").write_bytes(b"x")  # a log that is left may hold what the file does not
    await here.refused(StorageFault, "navette.db-wal is there already")


async def test_another_key_and_none_are_refused_before_anything_is_written(here: Place) -> None:
    await here.back_up()
    there = elsewhere(here)
    there.key.write_text(base64.b64encode(bytes(32)).decode())
    await there.refused(WrongKey, "wants another key")
    there.key.unlink()
    await there.refused(WrongKey, "is missing: put its copy back")


async def test_a_damaged_a_foreign_and_a_newer_file_are_refused(here: Place) -> None:
    await here.back_up()
    there = elsewhere(here)
    whole = there.file.read_bytes()
    there.file.write_bytes(whole[:2000] + bytes([whole[2000] ^ 255]) + whole[2001:])
    await there.refused(StorageFault, "damaged at navette.db")
    there.file.write_bytes(whole[: len(whole) // 2])
    await there.refused(StorageFault, "cut short")
    changes: list[tuple[dict[str, object], type[StorageFault], str]] = [
        ({"shape": "9999"}, NewerDatabase, "newer than this Navette"),
        ({"format": "navette-backup/2"}, StorageFault, "another kind"),
        ({"files": {"navette.db": "0" * 64}}, StorageFault, "damaged at navette.db"),  # nothing else would notice
        ({"files": {"../navette.key": "0" * 64}}, StorageFault, "no backup of Navette"),
        ({"files": {"media/../../x": "0" * 64}}, StorageFault, "no backup of Navette"),
        ({"tables": {"listing": {"rows": 1, "digest": "0" * 64}}}, StorageFault, "does not hold what it says"),
    ]
    for change, fault, words in changes:
        there.file.write_bytes(whole)
        _rewrite(there.file, change)
        await there.refused(fault, words)


def _rewrite(path: Path, change: dict[str, object]) -> None:
    """The same archive with another page."""
    with closing(zipfile.ZipFile(path)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["backup.json"] = json.dumps(json.loads(files["backup.json"]) | change).encode()
    with closing(zipfile.ZipFile(path, "w")) as archive:
        for name, data in files.items():
            archive.writestr(name, data)


def test_what_a_person_can_mend_is_one_line_and_ends_with_2(here: Place) -> None:
    navette = _processes(here)
    assert navette("backup", "x", "--database", "sqlite:///none.db").refused().endswith("none.db")
    assert "no such file" in navette("restore", "none", "--database", "sqlite:///new.db").refused().lower()


# ── killed, and no room ──


async def test_killed_before_it_is_in_place_the_last_backup_stays(here: Place) -> None:
    await here.back_up()
    before = here.file.read_bytes()
    words = ("backup", FILE, "--replace", "--database", "sqlite:///navette.db")
    assert _processes(here)(*words, NAVETTE_CRASH_AT="backup-proven").code == -9
    assert here.file.read_bytes() == before
    await here.back_up(replace=True)
    assert not list(here.folder.glob("*.new"))


@pytest.mark.parametrize("point", ["put-beside", "put-back"])
async def test_a_restore_that_is_killed_is_typed_again_or_was_done(here: Place, point: str) -> None:
    await here.back_up()
    there = elsewhere(here)
    words = ("restore", FILE, "--database", "sqlite:///navette.db")
    assert _processes(there)(*words, NAVETTE_CRASH_AT=point).code == -9
    if point == "put-back":
        with pytest.raises(StorageFault, match="is there already"):
            await there.restore()
    else:
        assert not (there.folder / "navette.db").exists()
        await there.restore()
        assert not list(there.folder.glob("*.restoring"))
    assert await there.export() == await here.export()


def test_a_disk_without_room_leaves_no_half_backup(here: Place) -> None:
    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    navette = _processes(here)
    done = subprocess.run(
        [sys.executable, "-m", "bot", "backup", FILE, "--database", "sqlite:///navette.db"],
        cwd=navette.folder,
        env=navette.surroundings,
        preexec_fn=small,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not [name for name in navette.files if FILE in name]

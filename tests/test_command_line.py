"""The command line as a contract: real processes, their exit codes, and one clear line for what a person can mend."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from storage.sealing import Seal
from tests.nursery import begin
from tests.playing import ARCHIPEL, full

HOUSE = Path(__file__).parent.parent
OK, OURS, YOURS = 0, 1, 2


@dataclass(frozen=True)
class Done:
    """How a process ended."""

    code: int
    out: str
    err: str

    def refused(self) -> str:
        """The one clear line of a fault that a person can mend; nothing else was said."""
        assert (self.code, self.out) == (YOURS, ""), self.err
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("navette: ")
        return lines[0]


class Navette:
    """Runs the program in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("NAVETTE_")}
        self.surroundings = {**kept, "PYTHONPATH": str(HOUSE), "COLUMNS": "100", "TERM": "dumb"}

    def __call__(self, *words: object, given: str = "", **variables: str) -> Done:
        """One command, to its end."""
        with ExitStack() as stack:
            asked, said, told = (stack.enter_context(tempfile.TemporaryFile()) for _ in range(3))
            asked.write(given.encode())
            asked.seek(0)
            code = begin(
                [*map(str, words)],
                stdin=asked,
                stdout=said,
                stderr=told,
                folder=self.folder,
                environment={**self.surroundings, **variables},
            ).wait(300)
            for each in (said, told):
                each.seek(0)
            return Done(code, said.read().decode(), told.read().decode())

    def begin(self, *words: object) -> subprocess.Popen[bytes]:
        """One that goes on."""
        command = [sys.executable, "-m", "bot", *map(str, words)]
        return subprocess.Popen(
            command, cwd=self.folder, env=self.surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    @property
    def files(self) -> list[str]:
        """What lies in the folder."""
        return sorted(path.name for path in self.folder.iterdir())


@pytest.fixture
def navette(tmp_path: Path) -> Navette:
    """In an empty folder."""
    folder = tmp_path / "empty"
    folder.mkdir()
    return Navette(folder)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Navette:
    """In a folder with the sample collective in `n.db`, and its key beside it."""
    navette = Navette(tmp_path_factory.mktemp("loaded"))
    done = navette("import", ARCHIPEL, "--database", "sqlite:///n.db")
    assert (done.code, done.out) == (OK, "")
    (told,) = (line for line in done.err.splitlines() if "not known to this version, not kept: " in line)
    assert told == "navette: not known to this version, not kept: note"
    assert done.err.splitlines()[-1] == "navette: 192 new, 0 known already"
    return navette


@pytest.fixture
def copy(loaded: Navette, tmp_path: Path) -> Navette:
    """The same, to be spoilt."""
    folder = tmp_path / "copy"
    folder.mkdir()
    for name in ("n.db", "n.db.key"):
        (folder / name).write_bytes((loaded.folder / name).read_bytes())
        (folder / name).chmod(0o600)
    return Navette(folder)


# ── words ──


def test_without_words_it_shows_what_it_can_do(navette: Navette) -> None:
    done = navette()
    assert [
        word
        for word in ("run", "check", "rehearse", "import", "export", "recueil", "demo")
        if word not in done.out + done.err
    ] == []
    assert navette.files == []


# ── configuration ──


def test_it_says_its_version(navette: Navette) -> None:
    assert navette("--version") == Done(OK, f"navette {version('navette')}\n", "")
    assert navette.files == []


def test_without_a_configuration_nothing_runs_and_nothing_is_written(navette: Navette) -> None:
    assert "config.toml: there is no such file" in navette("run").refused()
    assert navette.files == []


def test_a_wrong_key_is_named_and_nothing_is_written(navette: Navette) -> None:
    (navette.folder / "config.toml").write_text('[matrix]\nhomserver = "https://x.example"\n', "utf-8")
    assert "matrix.homserver: unknown key; did you mean matrix.homeserver?" in navette("check").refused()
    assert navette.files == ["config.toml"]


def test_a_wrong_variable_is_named_and_nothing_is_written(navette: Navette) -> None:
    done = navette("rehearse", NAVETTE_COLLECTIVE__ZONE="Moon")
    assert "NAVETTE_COLLECTIVE__ZONE: got 'Moon', want a time zone" in done.refused()
    assert navette.files == []


# ── import and export ──


def test_an_export_is_the_same_on_both_ways_out(loaded: Navette, tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    assert loaded("export", file, "--sealed", "--database", "sqlite:///n.db") == Done(OK, "", "")
    done = loaded("export", "--sealed", "--database", "sqlite:///n.db", PYTHONIOENCODING="latin-1")
    assert (done.code, done.err) == (OK, "")
    assert done.out == file.read_text("utf-8")
    whole = json.loads(ARCHIPEL.read_text("utf-8"))
    assert json.loads(done.out)["listings"] == whole["listings"]
    assert json.loads(done.out)["traces"] == whole["traces"]


def test_without_the_sealed_texts_an_export_holds_no_words_of_a_trace(loaded: Navette) -> None:
    done = loaded("export", "--database", "sqlite:///n.db", PYTHONIOENCODING="latin-1")
    traces = json.loads(done.out)["traces"]
    assert {trace["text"] for trace in traces} == {""} and {trace["attachment"] for trace in traces} == {None}
    assert len(traces) == 20  # of 24: nobody learns even the number of private ones
    assert "private" not in {trace["state"] for trace in traces}


def test_the_anthology_is_written_into_a_folder(loaded: Navette, tmp_path: Path) -> None:
    done = loaded("recueil", tmp_path / "out", "--database", "sqlite:///n.db")
    assert (done.code, done.out, done.err) == (OK, "", "navette: 0 pieces, 0 voices\n")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        *("audio", "cover.png", "podcast.xml", "recueil.epub", "recueil.md"),
    ]


def test_an_anthology_that_cannot_be_written_says_so(loaded: Navette, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", "utf-8")
    assert "cannot be written" in loaded("recueil", tmp_path / "out", "--database", "sqlite:///n.db").refused()
    assert "there is no database" in loaded("recueil", tmp_path, "--database", "sqlite:///nowhere.db").refused()


def test_an_export_that_cannot_be_written_says_so(loaded: Navette) -> None:
    assert "cannot be written" in loaded("export", "nowhere/out.json", "--database", "sqlite:///n.db").refused()


def test_an_import_that_differs_changes_nothing(loaded: Navette, tmp_path: Path) -> None:
    whole = json.loads(ARCHIPEL.read_text("utf-8"))
    whole["listings"][0]["title"] = "autre chose"
    file = tmp_path / "other.json"
    file.write_text(json.dumps(whole), "utf-8")
    for words in (["import", file], ["rehearse", "--data", file]):
        refused = loaded(*words, "--database", "sqlite:///n.db").refused()
        assert "listings: O1 is there already, and differs" in refused
    with sqlite3.connect(loaded.folder / "n.db") as connection:
        assert connection.execute("SELECT count(*) FROM listing WHERE title = 'autre chose'").fetchone() == (0,)
    connection.close()


def test_a_bad_file_is_named_and_no_database_is_made(navette: Navette, tmp_path: Path) -> None:
    file = tmp_path / "bad.json"
    file.write_text('{"format": "navette/9"}', "utf-8")
    assert "got 'navette/9', want 'navette/1'" in navette("import", file, "--database", "sqlite:///new.db").refused()
    assert navette.files == []


# ── the database ──


def test_a_database_that_cannot_be_used_is_one_line(navette: Navette) -> None:
    done = navette("rehearse", "--database", "postgresql://navette@127.0.0.1:1/navette", given='{"export": true}\n')
    assert "does not answer" in done.refused()


def test_a_newer_database_is_left_alone(copy: Navette) -> None:
    with sqlite3.connect(copy.folder / "n.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999_from_the_future'")
    connection.close()
    before = (copy.folder / "n.db").read_bytes()
    assert "newer than this Navette" in copy("export", "--database", "sqlite:///n.db").refused()
    assert (copy.folder / "n.db").read_bytes() == before


def test_a_wrong_key_opens_nothing(copy: Navette, tmp_path: Path) -> None:
    key = tmp_path / "other.key"
    Seal.from_file(key, create=True)
    done = copy("rehearse", "--database", "sqlite:///n.db", NAVETTE_SEAL_KEY=key.read_text("ascii").strip())
    assert "key does not open this database" in done.refused()
    (copy.folder / "n.db.key").unlink()
    assert "key file" in copy("import", ARCHIPEL, "--database", "sqlite:///n.db").refused()


# ── the rehearsal's stream ──


def script(*lines: dict[str, Any]) -> str:
    """JSON Lines."""
    return "".join(json.dumps(line) + "\n" for line in lines)


OFFER = {"id": "$1", "room": "ilot:granit", "sender": full("noa"), "body": "!offre une fête à Nançay"}


def test_a_script_runs_to_its_end(navette: Navette) -> None:
    given = "\ufeff" + script(OFFER) + "\nnonsense\n" + script(OFFER) + '{"id": "$e", "export": true}'
    done = navette(
        "rehearse", "--data", ARCHIPEL, "--files", "out", given=given, PYTHONIOENCODING="latin-1", LC_ALL="C"
    )
    assert done.code == OK
    lines = [json.loads(line) for line in done.out.splitlines()]
    assert [line["done"] for line in lines if "done" in line] == ["$1", 2, 3, "$1", "$e"]
    assert [line["line"] for line in lines if "error" in line] == [2, 3]
    assert "une fête" in done.out
    assert next(line["export"] for line in lines if "export" in line)["listings"][20]["ref"] == "O21"
    assert navette.files == []


def test_an_answer_is_flushed_before_the_next_line_is_read_and_the_database_is_locked(copy: Navette) -> None:
    process = copy.begin("rehearse", "--database", "sqlite:///n.db")
    assert process.stdin is not None
    assert process.stdout is not None
    for number in (1, 2):
        process.stdin.write(script({**OFFER, "id": f"${number}"}).encode())
        process.stdin.flush()
        for _answer_and_hand in range(2):
            assert json.loads(process.stdout.readline())["cause"] == f"${number}"
        assert json.loads(process.stdout.readline())["done"] == f"${number}"
    assert "n.db" in copy("export", "--database", "sqlite:///n.db").refused()
    out, _ = process.communicate(b'{"body": "\xff"}\n' + script({"id": "$3", "export": True}).encode(), timeout=300)
    lines = [json.loads(line) for line in out.splitlines()]
    assert ("error" in lines[0], lines[1]["done"], lines[-1]["done"]) == (True, 3, "$3")
    assert process.returncode == OK


def test_a_bad_file_ends_the_rehearsal_before_any_output(navette: Navette) -> None:
    assert "cannot be read" in navette("rehearse", "--data", "nowhere.json", given=script(OFFER)).refused()


def test_a_fault_of_ours_ends_with_one(copy: Navette) -> None:
    with sqlite3.connect(copy.folder / "n.db") as connection:
        connection.execute("DROP TABLE hand")
    connection.close()
    done = copy("rehearse", "--database", "sqlite:///n.db", given=script({"export": True}))
    assert (done.code, done.out) == (OURS, "")

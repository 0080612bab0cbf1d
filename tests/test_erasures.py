"""A backup that is put back brings nobody back: who was forgotten stands in a journal beside, written before."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from storage.erasures import Forgetting, Journal, digest
from storage.errors import WrongKey
from storage.sealing import Seal
from tests.inside import START
from tests.playing import ARCHIPEL
from tests.processes import Navette, collective, rehearse, says
from tests.searching import in_files
from tests.test_command_line import navette

__all__ = ["navette"]

NOA, SECRET, FILE = "dm:@noa:archipel.example", "Zibeline", "navette.db"
URL = f"sqlite:///{FILE}"
FORGET = (says("noa", NOA, "!oublie-moi", id="$f"), says("noa", NOA, "oui", id="$y"))


@pytest.fixture(scope="module")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> Navette:
    """A collective on a file, in which Noa said something; copied as a backup is."""
    navette = Navette(tmp_path_factory.mktemp("told") / "here")
    navette.folder.mkdir()
    assert navette("import", ARCHIPEL, "--database", URL).code == 0
    rehearse(
        navette,
        {"at": "2021-04-14T10:30:00+02:00"},
        says("noa", "ilot:granit", f"!offre {SECRET}, gratuit", id="$o"),
        says("noa", NOA, f"!trace {SECRET}", id="$t"),
        database=URL,
    )
    shutil.copy(navette.folder / FILE, navette.folder.parent / "backup.db")
    return navette


@pytest.fixture
def lived(told_once: Navette, tmp_path: Path) -> Navette:
    """A copy of both."""
    shutil.copytree(told_once.folder.parent, tmp_path / "told")
    return Navette(tmp_path / "told" / told_once.folder.name)


def _put_back(navette: Navette) -> None:
    for each in navette.folder.glob(f"{FILE}-*"):
        each.unlink()
    shutil.copy(navette.folder.parent / "backup.db", navette.folder / FILE)


def _knows_noa(navette: Navette) -> bool:
    found = collective(navette, URL)
    listed = [entry for entry in found["listings"] if SECRET in entry["title"]]
    traces = [entry for entry in found["traces"] if SECRET in entry["text"]]
    known = any(entry["id"].startswith("@noa:") for entry in found["people"])
    assert known == bool(listed) == bool(traces)
    return known


def test_a_backup_that_is_put_back_does_not_bring_somebody_back(lived: Navette) -> None:
    assert _knows_noa(lived)
    rehearse(lived, *FORGET, database=URL)
    assert not _knows_noa(lived)
    _put_back(lived)
    assert SECRET.encode() in (lived.folder / FILE).read_bytes()
    assert not _knows_noa(lived)
    assert in_files(lived.folder, SECRET) == []


def test_without_the_journal_it_would(lived: Navette) -> None:
    rehearse(lived, *FORGET, database=URL)
    _put_back(lived)
    (lived.folder / f"{FILE}.erasures").unlink()
    assert _knows_noa(lived)


def test_what_the_bot_had_said_of_them_is_taken_back_again(lived: Navette) -> None:
    rehearse(lived, *FORGET, database=URL)
    _put_back(lived)
    lines = rehearse(lived, {"at": "2021-04-14T10:40:00+02:00"}, database=URL)
    assert next(line for line in lines if line.get("room") == "ilot:granit")["kind"] == "redaction"


def test_whoever_came_back_since_is_left_in_peace(lived: Navette) -> None:
    rehearse(lived, *FORGET, says("noa", "ilot:granit", "!offre une échelle, gratuit"), database=URL)
    for _ in range(2):
        found = collective(lived, URL)
        assert [each["title"] for each in found["listings"] if each["author"].startswith("@noa:")] == ["une échelle"]


def test_the_journal_is_sealed_and_names_nobody(lived: Navette) -> None:
    rehearse(lived, *FORGET, database=URL)
    journal = lived.folder / f"{FILE}.erasures"
    assert journal.stat().st_mode & 0o777 == 0o600
    assert b"noa" not in journal.read_bytes()
    seal = Seal.from_file(lived.folder / f"{FILE}.key", create=False)
    assert [done.who for done in Journal(journal, seal).all()] == [digest("@noa:archipel.example")]


def test_killed_between_the_journal_and_the_commit_it_is_done_once_and_answered(lived: Navette) -> None:
    rehearse(lived, FORGET[0], database=URL)
    killed = rehearse(lived, FORGET[1], database=URL, NAVETTE_CRASH_AT="handled:1")
    assert killed == []
    assert (lived.folder / f"{FILE}.erasures").exists()
    lines = rehearse(lived, {"at": "2021-04-14T10:35:00+02:00"}, database=URL)
    assert [line["says"] for line in lines if "Forgotten" in line.get("says", [])] == [["Forgotten"]]
    assert not _knows_noa(lived)


def test_an_older_database_beside_another_key_says_what_to_do(lived: Navette) -> None:
    rehearse(lived, *FORGET, database=URL)
    for name in (FILE, f"{FILE}.key"):
        (lived.folder / name).unlink()
    told = lived("rehearse", "--database", URL).refused()
    assert f"{FILE}.erasures" in told and "move the file away" in told


# ── one thing ──

SACHA = "dm:@sacha:archipel.example"
ASKED = (
    says("sacha", SACHA, f"!solidarite {SECRET}, 300 €", id="$s"),
    says("sacha", SACHA, "2"),
    says("sacha", SACHA, "oui"),
    says("noa", "ilot:granit", f"!commun {SECRET} à trois", id="$c"),
)


def _delete(who: str, event: str) -> dict[str, Any]:
    return {"sender": f"@{who}:archipel.example", "redact": event}


@pytest.fixture
def erased(lived: Navette) -> Navette:
    """A listing, a trace, a request and something in common, each deleted by its author; then the backup put back."""
    rehearse(lived, *ASKED, database=URL)
    shutil.copy(lived.folder / FILE, lived.folder.parent / "backup.db")
    deleted = (_delete("noa", "$o"), _delete("noa", "$t"), _delete("sacha", "$s"), _delete("noa", "$c"))
    rehearse(lived, *deleted, database=URL)
    assert in_files(lived.folder, SECRET) == []
    _put_back(lived)
    return lived


def test_a_backup_that_is_put_back_brings_no_single_thing_back(erased: Navette) -> None:
    assert SECRET.encode() in (erased.folder / FILE).read_bytes()
    lines = rehearse(erased, {"at": "2021-04-14T10:40:00+02:00"}, {"export": True}, database=URL)
    found = next(line["export"] for line in lines if "export" in line)
    assert SECRET not in json.dumps(found, ensure_ascii=False)
    assert any(entry["id"].startswith("@noa:") for entry in found["people"])
    assert {"ilot:granit", SACHA} <= {line["room"] for line in lines if line.get("kind") == "redaction"}
    assert in_files(erased.folder, SECRET) == []


def test_a_request_taken_back_by_its_name_and_a_trace_withdrawn_do_not_come_back(lived: Navette) -> None:
    rehearse(lived, *ASKED, database=URL)
    found = collective(lived, URL)
    (ref,) = [each["ref"] for each in found["solidarity_requests"] if SECRET in (each["text"] or "")]
    (trace,) = [each["ref"] for each in found["traces"] if SECRET in each["text"]]
    shutil.copy(lived.folder / FILE, lived.folder.parent / "backup.db")
    gone = (says("sacha", SACHA, f"annule {ref}"), says("noa", NOA, f"!trace {trace} retire"))
    rehearse(lived, *gone, database=URL)
    _put_back(lived)
    after = collective(lived, URL)
    assert [each["text"] for each in after["solidarity_requests"] if each["ref"] == ref] == [None]
    assert trace not in {each["ref"] for each in after["traces"]}


def test_the_journal_holds_references_and_no_word(erased: Navette) -> None:
    seal = Seal.from_file(erased.folder / f"{FILE}.key", create=False)
    found = [done.what for done in Journal(erased.folder / f"{FILE}.erasures", seal).all()]
    assert [each[0] for each in found] == ["O", "R", "S", "C"]
    assert all(len(each) <= len("S-K4P") for each in found)


# ── an old export ──


def test_an_old_export_does_not_bring_somebody_back(lived: Navette) -> None:
    assert lived("export", "old.json", "--sealed", "--database", URL).code == 0
    rehearse(lived, *FORGET, database=URL)
    told = lived("import", "old.json", "--database", URL).refused()
    assert "people: @noa:archipel.example was forgotten on" in told and "import a newer export" in told
    assert not _knows_noa(lived)


def test_a_newer_export_is_taken_in_by_an_empty_database_beside_the_journal_and_nobody_in_it_is_forgotten(
    lived: Navette,
) -> None:
    rehearse(lived, *FORGET, database=URL)
    assert lived("export", "new.json", "--sealed", "--database", URL).code == 0
    (lived.folder / FILE).unlink()
    assert lived("import", "new.json", "--database", URL).code == 0
    came = {"sender": "@noa:archipel.example", "room": "ilot:granit", "join": True, "name": "Noa"}
    rehearse(lived, came, says("noa", "ilot:granit", "!offre une échelle, gratuit"), database=URL)
    titles = [each["title"] for each in collective(lived, URL)["listings"] if each["author"].startswith("@noa:")]
    assert titles == ["une échelle"]


def test_an_old_export_does_not_bring_an_erased_trace_back(lived: Navette) -> None:
    assert lived("export", "old.json", "--sealed", "--database", URL).code == 0
    rehearse(lived, _delete("noa", "$t"), database=URL)
    told = lived("import", "old.json", "--database", URL).refused()
    assert "traces: R25 was erased on" in told


# ── the journal itself ──


def _forgetting(name: str) -> Forgetting:
    return Forgetting(digest(name), digest(f"@{name}:x"), START)


def test_a_line_that_was_cut_short_does_not_count_and_spoils_no_other(tmp_path: Path) -> None:
    seal, path = Seal.fresh(), tmp_path / "journal"
    journal = Journal(path, seal)
    journal.append([_forgetting("noa")])
    whole = path.read_bytes()
    for cut in range(1, len(whole) - 1):
        path.write_bytes(whole + whole[:cut])
        journal.append([_forgetting("lou")])
        assert journal.all() == [_forgetting("noa"), _forgetting("lou")]


def test_the_same_line_twice_counts_once(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal", Seal.fresh())
    for _ in range(2):
        journal.append([_forgetting("noa")])
    assert journal.all() == [_forgetting("noa")]


def test_another_key_does_not_open_it(tmp_path: Path) -> None:
    Journal(tmp_path / "journal", Seal.fresh()).append([_forgetting("noa")])
    with pytest.raises(WrongKey):
        Journal(tmp_path / "journal", Seal.fresh()).all()


def test_in_memory_it_is_kept_there() -> None:
    journal = Journal(None, Seal.fresh())
    journal.append([_forgetting("noa")])
    assert journal.all() == [_forgetting("noa")]

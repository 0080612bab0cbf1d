"""The sabotage list itself: it fits the source, it breaks the copy and nothing else, and it cannot be satisfied."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sabotage.__main__ import main, show
from tests.sabotage.breakage import Breakage, Drifted
from tests.sabotage.breakages import BREAKAGES
from tests.sabotage.tree import HOUSE, NoCheckout, copied
from tests.sabotage.trial import Verdict, run

_DAYS = 28  # in which every breakage has had its turn

SMALL = {
    "pytest.ini": "[pytest]\naddopts = -p no:asyncio -p no:hypothesispytest\n",  # a moment less, each time
    "thing.py": "VALUE = 1\n",
    "test_thing.py": """\
import pytest
import thing

@pytest.fixture
def ready():
    assert thing.VALUE == 1

def test_it_holds():
    assert thing.VALUE == 1

def test_it_is_set_up(ready):
    pass

def test_it_is_red_anyway():
    assert thing.VALUE == 4711
""",
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A tree of one value and three tests."""
    folder = tmp_path / "tree"
    folder.mkdir()
    for name, text in SMALL.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def _becomes(source: str, test: str = "test_it_holds") -> Breakage:
    return Breakage("small", "The value is one.", "thing.py", {"VALUE = 1": source}, f"test_thing.py::{test}")


# ── the list ──


def test_every_breakage_fits_the_source_and_changes_it() -> None:
    for breakage in BREAKAGES:
        source = (HOUSE / breakage.file).read_text("utf-8")
        compile(breakage.broken(source), breakage.file, "exec")
        assert breakage.broken(source) != source


def test_every_breakage_has_a_name_of_its_own_and_a_sentence() -> None:
    assert len({breakage.name for breakage in BREAKAGES}) == len(BREAKAGES) >= 15
    assert [each.name for each in BREAKAGES if not re.fullmatch(r"[A-Z].{20,87}\.", each.mechanism)] == []
    assert [each.name for each in BREAKAGES if not re.fullmatch(r"[a-z-]{5,32}", each.name)] == []


def test_every_named_test_exists() -> None:
    wanted = {breakage.test for breakage in BREAKAGES}
    files = sorted({test.partition("::")[0] for test in wanted})
    command = [sys.executable, "-m", "pytest", "-q", "--collect-only", "-p", "no:cacheprovider", *files]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert wanted - set(done.stdout.splitlines()) == set()


@pytest.mark.parametrize(("source", "times"), [("VALUE = 2\n", 0), ("VALUE = 1\nVALUE = 1\n", 2)])
def test_a_source_that_drifted_is_told_and_nothing_is_tried(small: Path, source: str, times: int) -> None:
    (small / "thing.py").write_text(source)
    with pytest.raises(Drifted, match=f"small: thing.py holds this {times} times, not once: 'VALUE = 1'"):
        show([small], [_becomes("VALUE = 2")])
    assert not (small.parent / "report.xml").exists()


def test_an_unknown_name_is_told_with_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["no-seal", "no-sael"]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.startswith("sabotage: I don't know 'no-sael'. I know:\n")
    assert said.err.split()[-len(BREAKAGES) :] == [breakage.name for breakage in BREAKAGES]


# ── what counts as red ──


UNNOTICED = {
    "VALUE = 1": ("test_it_holds", "green: test_thing.py::test_it_holds"),
    "VALUE = 2": ("test_it_is_set_up", "no verdict: test_thing.py::test_it_is_set_up"),
    "VALUE = ": ("test_it_holds", "SyntaxError: invalid syntax"),
    "import os; os._exit(1)": ("test_it_holds", "no verdict: test_thing.py::test_it_holds"),
    "def __getattr__(name): return nothing": ("test_it_holds", "NameError: name 'nothing' is not defined"),
    "VALUE = 3": ("test_it_is_red_anyway", "red also with nothing broken: test_thing.py::test_it_is_red_anyway"),
}


def test_a_breakage_that_its_test_does_not_notice_fails_the_table(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Changes nothing, fails in the set-up, at the collection, all of pytest, is no Python, was red anyway."""
    assert show([small], [_becomes(source, test) for source, (test, _) in UNNOTICED.items()]) == 1
    said = capsys.readouterr().out
    assert said.count("✗ small ") == len(UNNOTICED) and "✓" not in said
    assert [line for _, line in UNNOTICED.values() if f"    {line}" not in said.splitlines()] == []
    assert "6 breakages, 6 without a red test" in said


def test_a_copy_for_which_no_test_is_left_is_not_asked(small: Path, tmp_path: Path) -> None:
    """Asked for no test by name, pytest would run every one there is."""
    idle = Path(shutil.copytree(small, tmp_path / "idle" / "small"))
    assert show([small, idle], [_becomes("VALUE = 2")]) == 0
    assert (small.parent / "report.xml").exists() and not (idle.parent / "report.xml").exists()


def test_a_named_test_that_is_none_fails_the_table(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert show([small], [_becomes("VALUE = 2", "test_that_is_none")]) == 1
    assert "no verdict also with nothing broken: test_thing.py::test_that_is_none" in capsys.readouterr().out


def test_a_breakage_that_its_test_notices_is_shown_with_what_it_said(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert show([small], [_becomes("VALUE = 3"), _becomes("VALUE = 2")]) == 0
    said = capsys.readouterr().out
    assert said.count("✓ small") == 2
    assert "    red: test_thing.py::test_it_holds\n    assert 3 == 1\n" in said
    assert "    assert 2 == 1\n" in said  # of the same size, in the same second: nothing compiled was left over
    assert (small / "thing.py").read_text() == SMALL["thing.py"]


def test_a_test_that_does_not_end_is_ended_and_no_verdict(small: Path) -> None:
    (small / "test_thing.py").write_text("import time\ndef test_it_holds():\n    time.sleep(600)\n")
    found = run(small, ["test_thing.py::test_it_holds"], patience=3)["test_thing.py::test_it_holds"]
    assert found.verdict is not Verdict.RED
    assert found.seconds < 60


# ── the copy ──


def test_it_is_the_copy_that_is_broken_and_that_runs() -> None:
    """The installed Navette is the working tree: were it the one that runs, this would stay green."""
    name = "test_a_transaction_id_is_the_same_in_every_process_and_differs_by_key"
    marked = Breakage(
        "marked",
        "A key makes the id.",
        "storage/delivery.py",
        {"return hashlib.sha256(key.encode()).hexdigest()[:40]": "return 'the copy'"},
        f"tests/test_delivery.py::{name}",
    )
    source = (HOUSE / marked.file).read_text("utf-8")
    with copied() as folder:
        (folder / marked.file).write_text(marked.broken(source), "utf-8")
        found = run(folder, [marked.test])[marked.test]
        assert found.verdict is Verdict.RED
        assert "assert 'the copy' == " in found.said
        assert not (folder / ".venv").exists()
    assert not folder.exists()
    assert (HOUSE / marked.file).read_text("utf-8") == source


def test_what_is_new_and_what_is_changed_is_copied_and_what_is_ignored_is_not(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    for name in ("kept.py", "gone.py", "new.py", "secret.key"):
        (tmp_path / name).write_text("old")
    (tmp_path / ".gitignore").write_text("*.key\n")
    subprocess.run(["git", "add", "kept.py", "gone.py"], cwd=tmp_path, check=True)
    (tmp_path / "kept.py").write_text("changed")
    (tmp_path / "gone.py").unlink()
    with copied(tmp_path) as folder:
        assert {path.name for path in folder.iterdir()} == {".gitignore", "kept.py", "new.py"}
        assert (folder / "kept.py").read_text() == "changed"


def test_without_a_checkout_it_says_what_is_wanted(tmp_path: Path) -> None:
    with pytest.raises(NoCheckout, match="a git checkout"), copied(tmp_path):
        pass


# ── all of it ──


def _todays() -> list[str]:
    """A twenty-eighth of the list, the next one each day; all of it takes half an hour of two cores."""
    today, share = dt.datetime.now(dt.UTC).toordinal() % _DAYS, -(-len(BREAKAGES) // _DAYS)
    return [breakage.name for breakage in BREAKAGES[today * share : (today + 1) * share]]


@pytest.mark.slow
def test_no_mechanism_can_be_taken_away_unseen(capsys: pytest.CaptureFixture[str], tell: Callable[[str], None]) -> None:
    """The table itself, for whoever reads the log; `python3 dev sabotage` has all of it."""
    code = main(_todays())
    tell(capsys.readouterr().out)
    assert code == 0

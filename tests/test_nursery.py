"""A process born in the nursery is what a person would have begun: its words, folder, files, end and death."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.nursery import HOUSE, Child, begin, over

LINUX = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="there is no nursery where there is no pidfd")


def _said(folder: Path, *words: str, given: bytes = b"", **variables: str) -> tuple[int, bytes, bytes]:
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        asked.write(given)
        asked.seek(0)
        environment = {**os.environ, "PYTHONPATH": str(HOUSE), "COLUMNS": "100", "TERM": "dumb", **variables}
        code = begin(words, stdin=asked, stdout=out, stderr=err, folder=folder, environment=environment).wait(60)
        said, told = (os.pread(each.fileno(), 1 << 20, 0) for each in (out, err))
        return code, said, told


def _waiting(folder: Path) -> tuple[Child, int]:
    """One that waits for a line, and the end that would give it."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as asked, (folder / "said").open("wb") as said:
        return begin(["rehearse"], stdin=asked, stdout=said, stderr=said, folder=folder), writing


@pytest.mark.parametrize(
    ("words", "given"),
    [(("--help",), b""), (("--version",), b""), (("nothing",), b""), (("rehearse",), b'{"at": 1}\n'), (("run",), b"")],
)
def test_it_says_and_ends_as_a_process_of_its_own_does(tmp_path: Path, words: tuple[str, ...], given: bytes) -> None:
    environment = {**os.environ, "PYTHONPATH": str(HOUSE), "COLUMNS": "100", "TERM": "dumb"}
    command = [sys.executable, "-m", "bot", *words]
    alone = subprocess.run(command, cwd=tmp_path, env=environment, input=given, capture_output=True, check=False)
    assert _said(tmp_path, *words, given=given) == (alone.returncode, alone.stdout, alone.stderr)


def test_it_reads_the_variables_that_it_is_given_and_dies_where_they_say(tmp_path: Path) -> None:
    line = b'{"sender": "@noa:archipel.example", "room": "ilot:granit", "body": "!offre relecture"}\n'
    data = HOUSE / "tests" / "data" / "archipel.json"
    code, out, _ = _said(tmp_path, "rehearse", "--data", str(data), given=line, NAVETTE_CRASH_AT="handled")
    assert (code, out) == (-signal.SIGKILL, b"")
    assert _said(tmp_path, "rehearse", "--data", str(data), given=line)[0] == 0


def test_it_is_killed_for_real_and_after_its_end_nobody_is(tmp_path: Path) -> None:
    child, writing = _waiting(tmp_path)
    with os.fdopen(writing, "wb"):
        assert child.poll() is None
        with pytest.raises(subprocess.TimeoutExpired):
            child.wait(0.1)
        child.kill()
        assert child.wait(30) == child.poll() == -signal.SIGKILL
        child.send_signal(signal.SIGTERM)  # says nothing, hits nobody


async def test_others_go_on_while_it_is_waited_for(tmp_path: Path) -> None:
    child, writing = _waiting(tmp_path)
    os.close(writing)
    assert await over(child) == 0


@LINUX
def test_what_python_reads_as_it_starts_wants_a_process_of_its_own(tmp_path: Path) -> None:
    with (tmp_path / "said").open("wb") as said:
        for variables, kind in (({"PYTHONIOENCODING": "latin-1"}, True), ({"LC_ALL": "C"}, True), ({}, False)):
            child = begin(["--version"], stdout=said, stderr=said, environment={**os.environ, **variables})
            assert isinstance(child, subprocess.Popen) is kind
            assert child.wait(60) == 0

"""A run of tests that does not end by itself says what it was at."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

_CONFTEST = "from tests.underway import watch as pytest_configure\n"
_TESTS = """
import pathlib, time

def test_that_ends():
    pass

def test_that_does_not(tmp_path_factory):
    pathlib.Path("begun").touch()
    time.sleep(120)
"""


def test_a_run_that_is_ended_from_outside_tells_what_was_under_way(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(_CONFTEST)
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {Path(__file__).parents[1]}\n")
    (tmp_path / "test_small.py").write_text(_TESTS)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "1", "--junitxml", "report.xml"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as run:
        while not (tmp_path / "begun").exists():
            assert run.poll() is None
            time.sleep(0.05)
        run.terminate()
        said, _ = run.communicate(timeout=60)
    assert "ended from outside, 1 tests over, under way:" in said
    assert " s in test_small.py::test_that_does_not" in (tmp_path / "report.underway").read_text()
    assert (tmp_path / "report.xml").exists()

"""A run of tests that does not end by itself says what it was at."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

_WORKER = "PYTEST_XDIST_WORKER"
_CONFTEST = f"""
import os, pathlib
from tests.underway import watch as pytest_configure

def pytest_runtest_logstart(nodeid):
    if "{_WORKER}" not in os.environ:  # whoever deals out the tests has heard that it begins
        pathlib.Path("begun").write_text(nodeid)
"""
_TESTS = """
import time

def test_that_ends():
    pass

def test_that_does_not():
    time.sleep(120)
"""
_HANGS = "test_small.py::test_that_does_not"


def test_a_run_that_is_ended_from_outside_tells_what_was_under_way(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(_CONFTEST)
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {Path(__file__).parents[1]}\n")
    (tmp_path / "test_small.py").write_text(_TESTS)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "1", "--junitxml", "report.xml"]
    bare = {name: value for name, value in os.environ.items() if name != _WORKER}
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True, env=bare) as run:
        while not (tmp_path / "begun").exists() or (tmp_path / "begun").read_text() != _HANGS:
            assert run.poll() is None
            time.sleep(0.05)
        run.terminate()
        said, _ = run.communicate(timeout=60)
    assert "ended from outside, 1 tests over, under way:" in said
    assert f" s in {_HANGS}" in (tmp_path / "report.underway").read_text()
    assert (tmp_path / "report.xml").exists()

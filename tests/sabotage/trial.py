"""Named tests, run by a Python of their own in a copy of the tree; what became of each, from pytest's own report."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from tests.pictures import ALBUM

PATIENCE = 240.0  # seconds, for one test; far more than the slowest of them needs to turn red
_NO_PYTHON = ("SyntaxError", "IndentationError", "NameError", "UnboundLocalError", "ImportError", "ModuleNotFoundError")


class Verdict(StrEnum):
    """What a test said."""

    GREEN = "green"
    RED = "red"  # it failed while it ran: not at its collection, not in its set-up
    NONE = "no verdict"


@dataclass(frozen=True)
class Finding:
    """One test's verdict, and the first line of what it said."""

    verdict: Verdict
    said: str = ""
    seconds: float = 0.0


def run(
    folder: Path, tests: Sequence[str], patience: float = PATIENCE, album: Path | None = None
) -> dict[str, Finding]:
    """Each test's finding, by its id; `seconds` are those of the whole run.

    With an `album`, a folder, the sample collective is taken in once for all runs.
    """
    started, report = time.monotonic(), folder.parent / "report.xml"
    report.unlink(missing_ok=True)
    output = _pytest(folder, tests, report, patience, {} if album is None else {ALBUM: str(album)})
    found = _read(report) if report.exists() else {}
    nothing = Finding(Verdict.NONE, _last_word(output))
    took = time.monotonic() - started
    return {test: replace(found.get(test, nothing), seconds=took) for test in tests}


def _pytest(folder: Path, tests: Sequence[str], report: Path, patience: float, more: Mapping[str, str]) -> str:
    """Our own interpreter, whose installed Navette is the tree and not the copy: the copy has to come first."""
    options = ["-q", "--tb=short", "-p", "no:cacheprovider", "-o", "verbosity_assertions=2"]
    options.append(f"--basetemp={folder.parent / 'tmp'}")
    command = [sys.executable, "-m", "pytest", *options, f"--junitxml={report}", *tests]
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    surroundings |= more
    surroundings["PYTHONPATH"] = str(folder)  # also for the processes that tests start, wherever they are
    process = subprocess.Popen(
        command, cwd=folder, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        return process.communicate(timeout=patience)[0]
    except subprocess.TimeoutExpired:
        return f"not over after {patience:.0f} s"
    finally:
        _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    """As Ctrl-C does it first, so that a homeserver of its own is ended too."""
    for number in (signal.SIGINT, signal.SIGKILL):
        if process.poll() is None:
            process.send_signal(number)
            try:
                process.communicate(timeout=20)
            except subprocess.TimeoutExpired:
                continue


def _read(report: Path) -> dict[str, Finding]:
    """A test that failed and could not be torn down either is named twice: that it failed is what counts."""
    found: dict[str, Finding] = {}
    for case in ET.parse(report).iter("testcase"):
        test = f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}"
        if test not in found or found[test].verdict is not Verdict.RED:
            found[test] = _finding(case)
    return found


def _finding(case: ET.Element) -> Finding:
    failure = case.find("failure")
    if failure is not None:
        said = _first_line(failure)
        return Finding(Verdict.NONE if said.startswith(_NO_PYTHON) else Verdict.RED, said)
    other = next((found for kind in ("error", "skipped") if (found := case.find(kind)) is not None), None)
    return Finding(Verdict.GREEN) if other is None else Finding(Verdict.NONE, f"{other.tag}: {_first_line(other)}")


def _first_line(element: ET.Element) -> str:
    return (element.get("message") or "").strip().partition("\n")[0]


def _last_word(output: str) -> str:
    """Of a run that reported nothing of the test: why it could not be collected, else its last line."""
    lines = [line for line in output.splitlines() if line.strip()]
    raised, errors = ([line for line in lines if line.startswith(mark)] for mark in ("E   ", "ERROR: "))
    return (raised or errors or lines or ["it ended without a word"])[-1].removeprefix("E   ")

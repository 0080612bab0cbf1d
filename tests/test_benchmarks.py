"""The benchmarks can be run, and their report says of every aim whether it holds; no test looks at the times."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks import report
from benchmarks.inside.month import slope
from benchmarks.inside.report import draw, section
from benchmarks.inside.series import Series
from benchmarks.machine import told

HOUSE = Path(__file__).parent.parent
AIMS = ["commands a second", "`!offres montage`", "no such word", "a tick that finds nothing", "finding what is due"]
AIMS += ["longest stall of the loop"]


@pytest.fixture
def raw() -> dict[str, Any]:
    """What was measured last."""
    found = report.read("inside")
    assert found is not None
    return found


def _aims(text: str) -> list[tuple[str, str]]:
    return re.findall(r"^\| ([✓✗]) \| (.*?) \|", text, re.MULTILINE)


@pytest.mark.slow
@pytest.mark.live
def test_a_quick_run_measures_everything_and_names_every_aim(tmp_path: Path) -> None:
    kept = HOUSE / "benchmarks" / "results" / "inside.json"
    before = kept.read_bytes()
    command = [sys.executable, "-m", "benchmarks", "inside", "--quick"]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    named = [what for _, what in _aims(done.stdout)]
    assert all(any(aim in what for what in named) for aim in AIMS)
    assert kept.read_bytes() == before


def test_a_word_that_no_benchmark_has_is_named() -> None:
    command = [sys.executable, "-m", "benchmarks", "outside"]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "bench: I don't know 'outside': inside, peers, scale, report or slots\n"


def test_the_page_says_what_the_raw_samples_say(raw: dict[str, Any]) -> None:
    page = report.PAGE.read_text("utf-8")
    assert section(raw).strip() in page
    assert told(raw["machine"]) in page


def test_a_miss_is_told_and_not_hidden(raw: dict[str, Any]) -> None:
    for series in raw["series"]:
        series["samples"] = [[10_000.0]] if series["unit"] == "ms" else series["samples"]
    assert {mark for mark, _ in _aims(section(raw))} == {"✗"}
    for series in raw["series"]:
        series["samples"] = [[0.1]] if series["unit"] == "ms" else series["samples"]
    assert {mark for mark, _ in _aims(section(raw))} == {"✓"}


def test_the_same_samples_give_the_same_pictures(raw: dict[str, Any], tmp_path: Path) -> None:
    draw(raw, tmp_path)
    drawn = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    draw(raw, tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == drawn
    assert all(f"benchmarks/{name}" in section(raw) for name in drawn)


def test_the_slope_leaves_the_first_week_out() -> None:
    samples = [500.0] * 7 + [100.0 + 2 * day for day in range(20)]
    assert slope(Series("memory", "a month", 200, "MiB", [samples])) == pytest.approx(2)


def test_neither_a_host_nor_a_path_is_kept(raw: dict[str, Any]) -> None:
    assert set(raw["machine"]) == {"on", "system", "processor", "cores", "memory_gib", "python", "packages", "load"}

"""The set-up script: what it answers, what it passes on, and what it says where something is missing."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
RECORDER = """\
#!/bin/sh
echo "pid $$" "$@"
[ -z "$WAIT" ] || exec sleep 600
"""

CORES = min(8, 2 * (os.cpu_count() or 1))


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the script and its locks, as in a fresh clone."""
    for name in ("dev", "requirements-dev.lock", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def ready(checkout: Path) -> Path:
    """The same, set up already; its Python writes down what it is asked to run."""
    script = _loaded(checkout)
    script.BIN.mkdir(parents=True)
    script.PYTHON.write_text(RECORDER)
    script.PYTHON.chmod(0o755)
    script.STAMP.write_text(script.fingerprint(), "utf-8")
    return checkout


def _loaded(checkout: Path) -> Any:
    loader = SourceFileLoader("dev_script", str(checkout / "dev"))
    specification = importlib.util.spec_from_loader("dev_script", loader)
    assert specification is not None
    module = importlib.util.module_from_spec(specification)
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    loader.exec_module(module)
    sys.dont_write_bytecode = writes
    return module


def _dev(checkout: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(checkout / "dev"), *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})


def test_alone_it_shows_how_it_is_used(checkout: Path) -> None:
    done = _dev(checkout)
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout.startswith("usage: python3 dev COMMAND\n\n  demo ")
    assert _dev(checkout, "--help").returncode == 0


def test_an_unknown_word_is_named_and_nothing_is_set_up(checkout: Path) -> None:
    done = _dev(checkout, "demos")
    assert done.returncode == 2
    assert done.stderr.startswith("dev: I don't know 'demos': demo, test,")
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize(
    ("words", "run"),
    [
        (["demo"], "-m bot demo"),
        (["run", "--config", "a b.toml"], "-m bot run --config a b.toml"),
        (["test", "-k", "x"], f"-m pytest -m not slow -n {CORES} -k x"),
        (["test", "--all", "-k", "x"], f"-m pytest -n {CORES} -k x"),
        (["test", "--all", "-m", "slow"], f"-m pytest -n {CORES} -m slow"),
        (["test", "-n", "0", "-k", "x"], "-m pytest -m not slow -n 0 -k x"),
        (["docs"], "-m bot.reference"),
        (["interop"], "-m tests.interop"),
        (["bench", "inside", "--quick"], "-m benchmarks inside --quick"),
        (["sabotage", "no-seal"], "-m tests.sabotage no-seal"),
        (["audit"], "-m supply.audit"),
        (["sbom"], "-m supply.bill"),
    ],
)
def test_words_are_passed_on(ready: Path, words: list[str], run: str) -> None:
    done = _dev(ready, *words)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split(" ", 2)[2].strip() == run


def test_what_it_runs_takes_its_place_so_that_a_kill_reaches_it(ready: Path) -> None:
    command = [sys.executable, str(ready / "dev"), "demo"]
    environment = {**os.environ, "WAIT": "yes"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == f"pid {process.pid} -m bot demo\n"
        finally:
            process.kill()
        assert process.wait(10) == -signal.SIGKILL


def test_a_changed_lock_asks_for_a_new_set_up(ready: Path) -> None:
    script = _loaded(ready)
    assert script.is_ready(script.fingerprint())
    with (ready / "requirements.lock").open("a") as lock:
        lock.write("\n")
    assert not script.is_ready(script.fingerprint())


def test_a_python_without_venv_is_told_the_line_to_type(
    checkout: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bare = tmp_path_factory.mktemp("bare")
    (bare / "venv.py").write_text("raise ImportError('no venv here')\n")
    done = _dev(checkout, "test", PYTHONPATH=str(bare))
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert done.returncode == 1
    assert f"On Debian or Ubuntu type: sudo apt install python{version}-venv" in done.stderr
    assert "Traceback" not in done.stderr


def test_interrupted_while_it_sets_up_it_says_so_in_a_line(
    checkout: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    slow = tmp_path_factory.mktemp("slow")
    (slow / "venv.py").write_text("import time\ntime.sleep(600)\n")
    command = [sys.executable, str(checkout / "dev"), "demo"]
    environment = {**os.environ, "PYTHONPATH": str(slow)}
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True
    ) as process:
        try:
            assert process.stderr is not None
            assert process.stderr.readline() == "dev: making .venv\n"
        finally:
            os.killpg(process.pid, signal.SIGINT)  # as a terminal's Ctrl-C does
        assert process.wait(30) == 1
        assert process.stderr.read().strip() == "dev: interrupted; the next start begins the set-up anew"


def test_a_half_made_venv_is_made_anew(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """As Debian leaves it where venv was missing: a Python without pip."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(checkout / ".venv")], check=True)
    bare = tmp_path_factory.mktemp("bare")
    (bare / "venv.py").write_text("raise SystemExit('asked for')\n")
    done = _dev(checkout, "test", PYTHONPATH=str(bare))
    assert "this Python has no venv" in done.stderr

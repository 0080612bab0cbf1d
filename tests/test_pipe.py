"""The rehearsal through a pipe, as a process of its own: lines in, lines out, and how it ends."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.demo import SAMPLE

REHEARSE = [sys.executable, "-m", "bot", "rehearse", "--data", str(SAMPLE)]
HELLO = {"id": "$1", "room": "ilot:granit", "sender": "@youenn:archipel.example", "body": "bonjour"}


@contextmanager
def _open() -> Iterator[subprocess.Popen[str]]:
    """One that still waits for input."""
    with subprocess.Popen(REHEARSE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def test_a_line_is_settled_before_the_next_is_written() -> None:
    with _open() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for name in ("$1", "$2"):
            process.stdin.write(json.dumps(HELLO | {"id": name}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["done"] == name


def test_interrupted_while_it_waits_for_input_it_ends_at_once() -> None:
    with _open() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(HELLO) + "\n")
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0


def test_a_closed_standard_input_is_an_ended_one(tmp_path: Path) -> None:
    command = ["sh", "-c", 'exec "$@" <&-', "sh", *REHEARSE, "--database", f"sqlite:///{tmp_path}/navette.db"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (0, "")

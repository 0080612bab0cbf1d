"""`navette demo` as a person runs it: answers through a pipe, and nothing left behind, however it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from bot.throwaway import PREFIX
from tests.playing import unspaced

pytestmark = pytest.mark.live
WITHIN = 120.0
OFFER = "!offre 2 jours de montage vidéo vendredi prochain à 14h 150€/jour"


@dataclass
class Demo:
    """A demo under way. What it says on standard error is kept as it comes."""

    process: subprocess.Popen[str]
    folders: Path
    said: list[str] = field(default_factory=list)
    _news: threading.Condition = field(default_factory=threading.Condition)

    def listen(self) -> None:
        """In a thread of its own, until the demo ends."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            with self._news:
                self.said.append(line)
                self._news.notify_all()

    def wait_until_it_says(self, words: str) -> None:
        """The words appeared on standard error."""
        with self._news:
            assert self._news.wait_for(lambda: words in "".join(self.said), WITHIN), "".join(self.said)

    def ends(self) -> int:
        """Its exit code."""
        return self.process.wait(WITHIN)

    def children(self) -> list[psutil.Process]:
        """Synapse, the bot, and whatever else it started."""
        return list(psutil.Process(self.process.pid).children(recursive=True))

    def left_folders(self) -> list[str]:
        """Throwaway folders that still stand."""
        return [path.name for path in self.folders.glob(f"{PREFIX}*")]

    def has_a_port(self) -> bool:
        """Something still listens where the homeserver did."""
        found = re.search(r"http://127\.0\.0\.1:(\d+)", "".join(self.said))
        assert found is not None
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", int(found[1]))) == 0


@contextmanager
def _demo(folders: Path) -> Iterator[Demo]:
    environment = {**os.environ, "TMPDIR": str(folders), "NAVETTE_MATRIX__USER": "@somebody:else.example"}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    demo = Demo(process, folders)
    listener = threading.Thread(target=demo.listen)
    listener.start()
    with process:
        try:
            yield demo
        finally:
            process.kill()
            listener.join()


def _type(demo: Demo, *lines: str) -> str:
    """Types the lines, ends the input, and gives what was shown."""
    assert demo.process.stdin is not None
    assert demo.process.stdout is not None
    demo.process.stdin.write("".join(f"{line}\n" for line in lines))
    demo.process.stdin.close()
    return unspaced(demo.process.stdout.read())


def test_lines_through_a_pipe_are_answered_in_real_rooms_and_nothing_is_left(tmp_path: Path) -> None:
    with _demo(tmp_path) as demo:
        private = ("/moi youenn", "/salon private", "offres montage")
        shown = _type(demo, "!offres", OFFER, "/moi ines", "!prends O7", *private, "/moi maude", "!etat")
        assert demo.ends() == 0
    assert "O1 · Montage vidéo, 2 jours disponibles" in shown
    offered, _, rest = shown.partition("O7 · 2 jours de montage vidéo\n")
    assert re.search(
        r"Granit · Youenn\n     !offre 2 jours de montage[^\n]*\n +\d+  Granit · Navette ↳ \d+\n +$", offered
    )
    assert re.match(r"     vendredi \d+(er)? \w+, 14 h · 150 €/jour\n", rest)
    assert re.search(r"Traboule · Inès\n     !prends O7\n", rest)
    assert re.search(r"Traboule · Navette ↳ \d+\n     \S", rest)
    assert re.search(r"private Youenn · Navette\n     Inès lève la main pour O7 ", rest)
    assert "You are Youenn, in private Youenn.\n" in rest
    assert re.search(r"private Youenn · Youenn\n     offres montage\n +\d+  private Youenn · Navette\n     O", rest)
    assert re.search(r"Tisseuse · Maude\n     !etat\n +\d+  Tisseuse · Navette", rest)
    assert "no answer" not in shown
    assert demo.left_folders() == []
    assert not demo.has_a_port()


def test_after_a_kill_9_no_process_and_no_port_is_left_and_the_next_start_removes_the_folder(tmp_path: Path) -> None:
    with _demo(tmp_path) as killed:
        killed.wait_until_it_says("Try")
        children = killed.children()
        assert len(children) == 2
        killed.process.kill()
        assert killed.ends() == -signal.SIGKILL
        _, alive = psutil.wait_procs(children, timeout=20)
        assert alive == []
        assert not killed.has_a_port()
        left = killed.left_folders()
        assert len(left) == 1
    with _demo(tmp_path) as following:
        following.wait_until_it_says("removed what an earlier demo left behind")
        assert left[0] not in following.left_folders()
        following.process.send_signal(signal.SIGINT)
        assert following.ends() == 0
    assert following.left_folders() == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stage", "number"),
    [
        ("the demo", signal.SIGINT),
        ("Synapse", signal.SIGINT),
        ("listings", signal.SIGINT),
        ("Try", signal.SIGINT),
        ("listings", signal.SIGHUP),
        ("Try", signal.SIGTERM),
    ],
)
def test_told_to_end_at_any_stage_it_leaves_nothing(tmp_path: Path, stage: str, number: signal.Signals) -> None:
    with _demo(tmp_path) as demo:
        demo.wait_until_it_says(stage)
        children = demo.children()
        demo.process.send_signal(number)
        demo.process.send_signal(number)  # an impatient person
        assert demo.ends() == 0
        assert [child for child in children if child.is_running()] == []
    assert demo.left_folders() == []
    assert "Traceback" not in "".join(demo.said)


@pytest.mark.slow
def test_a_living_demo_is_left_alone_by_the_next_start(tmp_path: Path) -> None:
    with _demo(tmp_path) as first:
        first.wait_until_it_says("Try")
        folder = first.left_folders()
        with _demo(tmp_path) as second:
            _type(second)
            assert second.ends() == 0
        assert first.left_folders() == folder
        shown = _type(first, "!offres")
        assert first.ends() == 0
    assert "Montage vidéo" in shown
    assert first.left_folders() == []


@pytest.mark.slow
def test_told_to_end_while_synapse_starts_it_takes_it_along(tmp_path: Path) -> None:
    with _demo(tmp_path) as demo:
        demo.wait_until_it_says("the demo")
        while not (children := demo.children()):
            time.sleep(0.02)
        demo.process.send_signal(signal.SIGINT)
        assert demo.ends() == 0
        assert [child for child in children if child.is_running()] == []
    assert demo.left_folders() == []

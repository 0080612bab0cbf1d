"""A demo under way, as a person runs it through pipes: what it says, what it started, what it leaves."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bot.throwaway import PREFIX
from tests.playing import unspaced

WITHIN = 120.0


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
def running_demo(folders: Path, *words: str) -> Iterator[Demo]:
    """`navette demo` with these words; its environment is not a clean one."""
    environment = {**os.environ, "TMPDIR": str(folders), "NAVETTE_MATRIX__USER": "@somebody:else.example"}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", *words],
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


def type_into(demo: Demo, *lines: str) -> str:
    """Types the lines, ends the input, and gives what was shown."""
    assert demo.process.stdin is not None
    assert demo.process.stdout is not None
    demo.process.stdin.write("".join(f"{line}\n" for line in lines))
    demo.process.stdin.close()
    return unspaced(demo.process.stdout.read())

"""Where the processes of a test are born: forked from one that has read the house once, each one real, killed for real.

Reading the house takes longer than most of what a test asks of a process; a test stage asks for more than a thousand.
Where the system has no `pidfd` (it came with Linux 5.3), and for variables that Python itself reads as it starts, a
process is begun as a person would begin it.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import datetime as dt
import gc
import importlib
import json
import os
import select
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, NoReturn, Protocol

HOUSE = Path(__file__).resolve().parent.parent
_LONGEST = 1 << 17  # bytes of a request: a command line and an environment
_READ_LATER = ("bot.live", "bot.checking", "storage.migrating", "asyncpg")  # by most children, a second each
_OF_PYTHON = ("PYTHON", "LC_", "LANG")


class Child(Protocol):
    """What a test does with a process; `subprocess.Popen` can do it too."""

    pid: int

    def poll(self) -> int | None:
        """Its exit code once it has ended; minus the signal, if that is what ended it."""

    def wait(self, timeout: float | None = None) -> int:
        """The same, later. Raises `subprocess.TimeoutExpired`."""

    def send_signal(self, sig: int) -> None:
        """Nothing, once it has ended."""

    def kill(self) -> None:
        """SIGKILL."""


# ── for the tests ──


@dataclass
class _Born:
    """One that was forked; its end is told on `line`, and `handle` means it and no other that gets its number later."""

    pid: int
    handle: int
    line: socket.socket
    command: Sequence[str]
    code: int | None = field(default=None, init=False)

    def poll(self) -> int | None:
        return self.code if self.code is not None or not self._told(0) else self._over()

    def wait(self, timeout: float | None = None) -> int:
        if self.code is not None:
            return self.code
        if not self._told(timeout):
            raise subprocess.TimeoutExpired(list(self.command), timeout or 0)
        return self._over()

    def send_signal(self, sig: int) -> None:
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.handle, sig)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _told(self, timeout: float | None) -> bool:
        return bool(select.select([self.line], [], [], timeout)[0])

    def _over(self) -> int:
        self.code = int(self.line.recv(16))
        self.line.close()
        os.close(self.handle)
        return self.code


class _Nursery:
    """The one process that has read the house, begun when it is first wanted."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="navette-nursery-")
        self._door = f"{self._folder.name}/door"
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tests.nursery", self._door],
            cwd=HOUSE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(HOUSE)},
        )
        assert self._parent.stdout is not None
        assert self._parent.stdout.readline() == b"ready\n"
        self._parent.stdout.close()

    def bear(self, command: Sequence[str], folder: Path, environment: Mapping[str, str], files: Sequence[int]) -> _Born:
        """A new process of that command."""
        line = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        line.connect(self._door)
        request = json.dumps([list(command), str(folder), dict(environment)]).encode()
        socket.send_fds(line, [request], list(files))
        told, handles, *_ = socket.recv_fds(line, 16, 1)
        return _Born(int(told), handles[0], line, command)

    def close(self) -> None:
        """Nobody is born here any more; who was lives on."""
        self._parent.communicate()
        self._folder.cleanup()


_nursery: _Nursery | None = None


def begin(
    command: Sequence[str],
    *,
    stdout: IO[bytes],
    stderr: IO[bytes],
    stdin: IO[bytes] | None = None,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Child:
    """A process of `python -m bot` with these words behind it; without `stdin` nothing is said to it."""
    surroundings = dict(os.environ if environment is None else environment)
    folder = folder or Path.cwd()
    with Path(os.devnull).open("rb") as nothing:
        files = (stdin or nothing, stdout, stderr)
        if not hasattr(os, "pidfd_open") or _asks_python(surroundings):
            whole = [sys.executable, "-m", "bot", *command]
            return subprocess.Popen(whole, cwd=folder, env=surroundings, stdin=files[0], stdout=stdout, stderr=stderr)
        return _opened().bear(command, folder, surroundings, [file.fileno() for file in files])


async def over(child: Child) -> int:
    """Its exit code, once it has ended; others go on meanwhile."""
    while (code := child.poll()) is None:  # noqa: ASYNC110 - another process ends
        await asyncio.sleep(0.02)
    return code


def _opened() -> _Nursery:
    global _nursery  # noqa: PLW0603 - one for all tests of a process
    if _nursery is None:
        _nursery = _Nursery()
        atexit.register(_nursery.close)
    return _nursery


def _asks_python(surroundings: Mapping[str, str]) -> bool:
    """True when a variable that Python reads as it starts differs from ours."""
    names = {name for name in {*surroundings, *os.environ} if name.startswith(_OF_PYTHON)} - {"PYTHONPATH"}
    return any(surroundings.get(name) != os.environ.get(name) for name in names)


# ── the process that they are forked from ──


def serve(door: str) -> None:
    """Forks until its standard input closes."""
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    listening.bind(door)
    listening.listen(64)
    doors = selectors.DefaultSelector()
    doors.register(listening, selectors.EVENT_READ, _fork)
    doors.register(sys.stdin.fileno(), selectors.EVENT_READ, lambda *_: os._exit(0))
    os.write(1, b"ready\n")
    while True:
        for key, _ in doors.select():
            key.data(doors, key)


def _fork(doors: selectors.BaseSelector, key: selectors.SelectorKey) -> None:
    """A child, which does not come back from here; whoever asked is told who it is."""
    line, _ = key.fileobj.accept()  # type: ignore[union-attr]  # it is the listening socket
    asked, files, *_ = socket.recv_fds(line, _LONGEST, 3)
    if (pid := os.fork()) == 0:
        _become(asked, files)
    for each in files:
        os.close(each)
    handle = os.pidfd_open(pid)
    socket.send_fds(line, [str(pid).encode()], [handle])
    doors.register(handle, selectors.EVENT_READ, lambda doors, key: _tell_its_end(doors, key, pid, line))


def _tell_its_end(doors: selectors.BaseSelector, key: selectors.SelectorKey, pid: int, line: socket.socket) -> None:
    doors.unregister(key.fd)
    os.close(key.fd)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    with contextlib.suppress(OSError), line:  # nobody may be waiting any more
        line.send(str(code).encode())


def _become(asked: bytes, files: list[int]) -> NoReturn:
    """In the child: what Python would have made of that command, folder and environment, on these files."""
    from bot.__main__ import main as navette  # noqa: PLC0415 - read long ago

    for target, file in enumerate(files):
        os.dup2(file, target)
    os.closerange(3, max(files) + 64)
    words, folder, environment = json.loads(asked)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["navette", *words]
    navette()
    raise SystemExit


def main(door: str) -> None:
    """Reads the house, its words and the calendar; then each child is `python -m bot`."""
    from bot.app import all_words  # noqa: PLC0415 - tests that only begin processes need none of it
    from commands.kit.holidays import holiday_on  # noqa: PLC0415
    from commands.kit.sensitive import is_sensitive  # noqa: PLC0415

    for room in ("bot.__main__", *_READ_LATER):
        importlib.import_module(room)
    all_words().read_all()
    is_sensitive("")
    holiday_on(dt.date(2021, 4, 14), alsace_moselle=False, language="fr")
    gc.collect()
    gc.freeze()  # what all of them share is not copied by whoever counts
    serve(door)


if __name__ == "__main__":
    main(sys.argv[1])

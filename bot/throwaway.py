"""A folder that lives as long as its owner: locked while it is used, removed at the end, or by the next who comes."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PREFIX = "navette-demo-"


@contextmanager
def throwaway_folder() -> Iterator[Path]:
    """A new folder, removed at the end. A kill -9 frees its lock: so the next start knows it for a left-over."""
    folder, lock = _new_folder()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def sweep() -> list[Path]:
    """Removes the folders whose owner is dead, and what they left running; a living owner's are never touched."""
    gone = []
    for folder in sorted(Path(tempfile.gettempdir()).glob(f"{PREFIX}*")):
        lock = _lock(folder, wait=False)
        if lock is not None:
            _end_processes(folder)
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)
            gone.append(folder)
    return gone


def _new_folder() -> tuple[Path, int]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        lock = _lock(folder, wait=True)
        if lock is not None and folder.exists():
            return folder, lock
        if lock is not None:  # somebody swept it away before it was locked
            os.close(lock)


def _lock(folder: Path, *, wait: bool) -> int | None:
    """The lock on the folder itself; None when it is not ours, or somebody has it."""
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    with suppress(BlockingIOError):
        if os.fstat(lock).st_uid == os.getuid():
            fcntl.flock(lock, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            return lock
    os.close(lock)
    return None


def _end_processes(folder: Path) -> None:
    """Where children do not die with their parent (macOS), their pid files tell who they were.

    A number may belong to somebody else by now: only a process that was started on this folder is ended.
    """
    for file in folder.rglob("*.pid"):
        with suppress(OSError, ValueError):
            pid = int(file.read_text("ascii"))
            asked = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
            if str(folder) in subprocess.run(asked, capture_output=True, text=True, check=False).stdout:
                os.kill(pid, signal.SIGKILL)

"""A terminal for a program under test: its own session, its own size, read as it comes."""

from __future__ import annotations

import fcntl
import os
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.playing import unspaced

LEAVING = {"Ctrl-C": b"\x03", "Ctrl-D": b"\x04", "Ctrl-backslash": b"\x1c"}
KEYS = [bytes([code]) for code in range(0x80) if bytes([code]) not in LEAVING.values()]
SEQUENCES = [
    *(b"\x1b[" + end for end in (b"A", b"B", b"C", b"D", b"H", b"F", b"Z", b"I", b"O", b"3~", b"5~", b"6~", b"24~")),
    *(b"\x1bO" + end for end in (b"A", b"P", b"Q", b"R", b"S", b"F")),
    *(b"\x1b[1;" + end for end in (b"2A", b"5C", b"5D", b"3B")),
    *(b"\x1b" + key for key in (b"b", b"f", b"d", b"x", b"<", b"\x7f", b".", b"1", b"-")),
    b"\x1b[31m",  # a colour, pasted
    b"\x1b[<0;10;10M",  # a mouse
    b"\x1b[M !!",  # an older mouse
    b"\x1b[5;7R",  # « the cursor is here », unasked
    b"\x1b]0;title\x07",
    b"\x1b[200~"
    + "!offres\x00\x1b[2J é 👩‍👩‍👧 ✋🏽 مرحبا \u202e\n".encode()
    + b"\xff\xfe"
    + b"a" * 5000
    + b"\x1b[201~",
    b"\xff\xc3\x28\xf0\x9f",  # no UTF-8
    "✋ ✅ ❌ 🔁 🏝️ 👩‍👩‍👧‍👦 שלום".encode(),
]


@dataclass
class Terminal:
    """One program on it. `shown` is everything so far."""

    process: subprocess.Popen[bytes]
    side: int
    shown: str = ""
    _bytes: bytes = field(default=b"", repr=False)
    _looked_at: int = 0

    def types(self, *keys: bytes | str) -> None:
        """One after the other."""
        for key in keys:
            os.write(self.side, key.encode() if isinstance(key, str) else key)

    def resize(self, columns: int, lines: int) -> None:
        """As a window is pulled."""
        fcntl.ioctl(self.side, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def reads(self, words: str, within: float = 60.0) -> str:
        """What was shown since the last such words, up to these."""
        while words not in self.shown[self._looked_at :]:
            assert self._listens(within), self.shown
        end = self.shown.index(words, self._looked_at) + len(words)
        found, self._looked_at = self.shown[self._looked_at : end], end
        return found

    def ends(self, within: float = 60.0) -> int:
        """The exit code, when all was read."""
        while self._listens(within):
            pass
        return self.process.wait(within)

    def close(self) -> None:
        """As a window is closed."""
        with suppress(OSError):
            os.close(self.side)
        self.side = -1

    def _listens(self, within: float) -> bool:
        """False when the other side is closed."""
        assert select.select([self.side], [], [], within)[0], self.shown
        try:
            chunk = os.read(self.side, 65536)
        except OSError:  # how Linux says it
            return False
        self._bytes += chunk
        self.shown = unspaced(self._bytes.decode("utf-8", "replace"))
        return bool(chunk)


@contextmanager
def terminal(*words: str, folders: Path | None = None, columns: int = 80, lines: int = 24) -> Iterator[Terminal]:
    """`python -m bot` with these words, on a terminal that is its own."""
    ours, theirs = os.openpty()
    environment = {**os.environ, "TERM": "xterm-256color"} | ({"TMPDIR": str(folders)} if folders else {})
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=environment,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - one system call
    )
    os.close(theirs)
    with process:
        screen = Terminal(process, ours)
        screen.resize(columns, lines)
        try:
            yield screen
        finally:
            process.kill()
            screen.close()

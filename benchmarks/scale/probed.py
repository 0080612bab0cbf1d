"""`navette`, with a probe beside it: how long its loop was held up, by what, and what it weighs.

python -m benchmarks.scale.probed FILE WORDS… runs `navette WORDS…` and keeps FILE up to date, as JSON. What counts is
what comes after it said READY=1, as to systemd: before, there is nobody in the loop to be held up.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import json
import os
import socket
import sys
import threading
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BEAT = 0.005  # seconds
LONG = 0.1  # seconds: a stall worth naming
_WRITES_EVERY = 0.5


@dataclass
class Heart:
    """Beats in the loop; a thread looks where the loop is while a beat does not come."""

    file: Path
    longest: float = 0.0
    longest_own: float = 0.0  # of it, on the processor: what no other process of the machine took
    stalls: list[dict[str, Any]] = field(default_factory=list)
    _last: float = field(default_factory=time.perf_counter)
    _cpu: float = 0.0
    _where: str = ""
    _collected: float = 0.0
    _begun_collecting: float = 0.0
    _loop_thread: int = 0
    _ready: socket.socket = field(default_factory=lambda: socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
    _is_ready: bool = False

    def begin(self, loop: asyncio.AbstractEventLoop) -> None:
        """To be called before the loop runs."""
        self._loop_thread = threading.get_ident()
        gc.callbacks.append(self._collecting)
        self._ready.bind(f"\0navette-probe-{os.getpid()}")
        self._ready.setblocking(False)
        os.environ["NOTIFY_SOCKET"] = f"@navette-probe-{os.getpid()}"
        self._last, self._cpu = time.perf_counter(), time.thread_time()
        loop.call_later(BEAT, self._beat, loop)
        threading.Thread(target=self._look, daemon=True).start()

    def _beat(self, loop: asyncio.AbstractEventLoop) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        late = now - self._last - BEAT if self._listens() else 0.0
        self.longest = max(self.longest, late)
        self.longest_own = max(self.longest_own, cpu - self._cpu if late > 0 else 0.0)
        if late > LONG:
            spent = round((cpu - self._cpu) * 1000, 1)
            collected = round(self._collected * 1000, 1)
            stall = {"at": time.time(), "ms": round(late * 1000, 1), "own_ms": spent, "gc_ms": collected}
            self.stalls.append({**stall, "where": self._where})
        self._last, self._cpu, self._where, self._collected = now, cpu, "", 0.0
        loop.call_later(BEAT, self._beat, loop)

    def _listens(self) -> bool:
        """False until the loops of the bot have begun, and for the beat in which they do."""
        was_ready = self._is_ready
        while not self._is_ready:
            try:
                self._is_ready = b"READY=1" in self._ready.recv(1024)
            except BlockingIOError:
                break
        return was_ready

    def _collecting(self, phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            self._begun_collecting = time.perf_counter()
        else:
            self._collected += time.perf_counter() - self._begun_collecting

    def _look(self) -> None:
        """For ever."""
        written = 0.0
        while True:
            time.sleep(0.02)
            if time.perf_counter() - self._last > LONG / 2:
                self._where = _place(sys._current_frames().get(self._loop_thread))
            if time.monotonic() - written > _WRITES_EVERY:
                written = time.monotonic()
                self._write()

    def _write(self) -> None:
        longest = {"longest_ms": round(self.longest * 1000, 1), "own_ms": round(self.longest_own * 1000, 1)}
        found = {**longest, "stalls": self.stalls[-500:], **memory()}
        unfinished = self.file.with_suffix(".new")
        unfinished.write_text(json.dumps(found), "utf-8")
        unfinished.replace(self.file)


def memory() -> dict[str, float]:
    """MiB of this process: now, and the most it ever was."""
    lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
    named = {name: rest.split()[0] for name, _, rest in (line.partition(":") for line in lines) if rest.split()}
    return {"mib": round(int(named["VmRSS"]) / 1024, 1), "peak_mib": round(int(named["VmHWM"]) / 1024, 1)}


def _place(frame: Any) -> str:
    """The innermost lines of our own, and the very innermost."""
    if frame is None:
        return ""
    stack = traceback.extract_stack(frame)
    here = str(Path.cwd())
    ours = [each for each in stack if each.filename.startswith(here)][-4:]
    lines = [*ours, *([stack[-1]] if stack and stack[-1] not in ours else [])]
    return " < ".join(f"{Path(each.filename).name}:{each.lineno} {each.name}" for each in reversed(lines))


class _Policy(asyncio.DefaultEventLoopPolicy):
    """Every loop has a heart."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        """As always, with the probe in it."""
        loop = super().new_event_loop()
        Heart(self._file).begin(loop)
        return loop


def main(file: str, words: list[str]) -> None:
    """Becomes `navette`."""
    asyncio.set_event_loop_policy(_Policy(Path(file)))
    _set_alarms_ahead()
    from bot.__main__ import cli  # noqa: PLC0415 - its imports are part of what is started

    cli(words, prog_name="navette")


def _set_alarms_ahead() -> None:
    """The scheduler's alarms go by the machine's clock, which the bot's is ahead of here."""
    from bot import clock  # noqa: PLC0415 - the same

    ahead, plain = dt.timedelta(seconds=float(os.environ.get("NAVETTE_CLOCK_AHEAD", "0"))), vars(clock)["DateTrigger"]
    vars(clock)["DateTrigger"] = lambda at: plain(at - ahead)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])

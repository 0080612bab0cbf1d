"""Whether the loops of a running bot still turn, what has become of things so far; told to systemd when it listens."""

from __future__ import annotations

import asyncio
import os
import socket
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

import structlog

log = structlog.get_logger()

_LOOKS_EVERY = 10.0  # seconds


class Loop(StrEnum):
    """What has to go round for ever."""

    SYNC = "sync"
    INTAKE = "intake"
    POSTMAN = "postman"
    CLOCK = "clock"


LONGEST_TURN: Final = {  # seconds: the longest wait each of them sets itself, and some air
    Loop.SYNC: 330.0,
    Loop.INTAKE: 330.0,  # a voice is fetched in it
    Loop.POSTMAN: 90.0,
    Loop.CLOCK: 90.0,
}
LONGEST_SILENCE = 120.0  # seconds without a sync that was committed: a long poll takes 30


@dataclass(slots=True)
class Pulse:
    """Instants of a clock that nobody sets, and counts that name nobody. `tell` lets tests bring their own clock."""

    tell: Callable[[], float] = time.monotonic
    handled: Counter[str] = field(default_factory=Counter)  # events, by outcome
    deliveries: Counter[str] = field(default_factory=Counter)  # attempts, by what came of them
    _turned: dict[Loop, float] = field(default_factory=dict)
    _heard: float | None = None

    def begin(self) -> None:
        """The loops begin anew: none is late before its first turn."""
        self._turned.clear()
        self._heard = None

    def turn(self, loop: Loop) -> None:
        """Once round, whether it got anywhere or not: a homeserver that is away is no reason to be restarted."""
        self._turned[loop] = self.tell()

    def heard(self) -> None:
        """A sync was committed."""
        self._heard = self.tell()

    def ages(self) -> dict[Loop, float]:
        """Seconds since each loop's last turn, of those that began."""
        now = self.tell()
        return {loop: now - at for loop, at in self._turned.items()}

    def silence(self) -> float | None:
        """Seconds since the last sync that was committed; None before the first."""
        return None if self._heard is None else self.tell() - self._heard

    def stuck(self) -> list[Loop]:
        """Those that should have been round long ago: only a restart helps them."""
        return [loop for loop, age in self.ages().items() if age > LONGEST_TURN[loop]]

    def unready(self) -> list[Loop]:
        """Those that make no progress now, a sync that gets no answer among them. Empty when all is well."""
        silence = self.silence()
        silent = silence is None or silence > LONGEST_SILENCE
        begun = self.ages()
        bad = {loop for loop in Loop if loop not in begun} | set(self.stuck()) | ({Loop.SYNC} if silent else set())
        return [loop for loop in Loop if loop in bad]


async def watch(pulse: Pulse) -> None:
    """For ever: one log line a change, and food for systemd's watchdog only while every loop turns."""
    every, known = min(_LOOKS_EVERY, (watchdog_seconds() or _LOOKS_EVERY * 3) / 3), list[Loop]()
    while True:
        stuck = pulse.stuck()
        if stuck != known:
            log.error("loops.stuck", loops=stuck) if stuck else log.info("loops.turn_again")
        if not stuck:
            notify("WATCHDOG=1")
        known = stuck
        await asyncio.sleep(every)


def notify(state: str) -> None:
    """One datagram to systemd, when it started this process and listens (`Type=notify`)."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address.startswith(("/", "@")):
        return
    with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.setblocking(False)  # its queue may be full: the next one says the same
        sender.sendto(state.encode(), address.replace("@", "\0", 1) if address.startswith("@") else address)


def watchdog_seconds() -> float | None:
    """How often systemd wants to be told at least; None when it does not watch this process."""
    microseconds, process = os.environ.get("WATCHDOG_USEC", ""), os.environ.get("WATCHDOG_PID", "")
    if not microseconds.isdigit() or int(microseconds) == 0 or process not in {"", str(os.getpid())}:
        return None
    return int(microseconds) / 1_000_000

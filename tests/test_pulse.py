"""Whether the loops turn: what counts as stuck, what as not ready, and what systemd is told."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.clock import Clock
from bot.pulse import LONGEST_SILENCE, LONGEST_TURN, Loop, Pulse, notify, watch, watchdog_seconds
from tests.inside import Inside, typed


@dataclass
class Seconds:
    """A clock that is told the time."""

    now: float = 1000.0

    def __call__(self) -> float:
        """Seconds since whenever."""
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def pulse(seconds: Seconds) -> Pulse:
    """Everything has just been round."""
    found = Pulse(seconds)
    for loop in Loop:
        found.turn(loop)
    found.heard()
    return found


@pytest.fixture
def systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """Where it listens."""
    address = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(address)
        listening.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", address)
        yield listening


def _told(systemd: socket.socket) -> list[str]:
    found = []
    while True:
        try:
            found.append(systemd.recv(4096).decode())
        except BlockingIOError:
            return found


# ── what is stuck, what is not ready ──


@pytest.mark.parametrize("loop", list(Loop))
def test_a_loop_that_stops_is_stuck_after_its_longest_wait_and_not_before(
    pulse: Pulse, seconds: Seconds, loop: Loop
) -> None:
    seconds.now += LONGEST_TURN[loop]
    for other in set(Loop) - {loop}:
        pulse.turn(other)
    pulse.heard()
    assert (pulse.stuck(), pulse.unready()) == ([], [])
    seconds.now += 1
    assert (pulse.stuck(), pulse.unready()) == ([loop], [loop])
    pulse.turn(loop)
    assert (pulse.stuck(), pulse.unready()) == ([], [])


def test_a_homeserver_that_is_away_is_not_ready_and_no_reason_to_be_restarted(pulse: Pulse, seconds: Seconds) -> None:
    for _ in range(20):
        seconds.now += 30
        for loop in Loop:
            pulse.turn(loop)
    assert seconds.now - 1000 > LONGEST_SILENCE
    assert (pulse.stuck(), pulse.unready()) == ([], [Loop.SYNC])
    pulse.heard()
    assert pulse.unready() == []


def test_before_the_first_turn_nothing_is_stuck_and_nothing_ready(seconds: Seconds) -> None:
    fresh = Pulse(seconds)
    assert (fresh.stuck(), fresh.unready()) == ([], list(Loop))
    fresh.turn(Loop.CLOCK)
    seconds.now += 1000
    assert fresh.stuck() == [Loop.CLOCK]
    fresh.begin()
    assert (fresh.stuck(), fresh.silence()) == ([], None)


async def test_the_loops_of_a_bot_feel_their_own_pulse(inside: Inside) -> None:
    pulse = inside.bench.pulse
    tasks = [
        asyncio.create_task(loop)
        for loop in (inside.intake.run(), inside.postman.run(), Clock(inside.intake, pulse).run())
    ]
    try:
        await inside.hear(typed("!dis bonjour"))
        async with asyncio.timeout(20):
            while pulse.unready() != [Loop.SYNC] or not pulse.deliveries:  # noqa: ASYNC110 - the door's, which this one lacks
                await asyncio.sleep(0.01)
    finally:
        await inside.postman.stop()  # what is under way has tasks of its own
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    assert (dict(pulse.handled), dict(pulse.deliveries)) == ({"answered": 1}, {"sent": 1})


# ── what systemd is told ──


async def test_the_watchdog_is_fed_only_while_all_of_them_turn(
    pulse: Pulse, seconds: Seconds, systemd: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "60000")
    watching = asyncio.create_task(watch(pulse))
    try:
        await asyncio.sleep(0.2)
        assert "WATCHDOG=1" in _told(systemd)
        seconds.now += LONGEST_TURN[Loop.POSTMAN] + 1
        await asyncio.sleep(0.1)
        _told(systemd)
        await asyncio.sleep(0.2)
        assert _told(systemd) == []
        pulse.turn(Loop.POSTMAN)
        pulse.turn(Loop.CLOCK)
        await asyncio.sleep(0.2)
        assert "WATCHDOG=1" in _told(systemd)
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


def test_without_systemd_nobody_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for address in (None, "", "not-a-path", str(tmp_path / "gone")):
        monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
        if address is not None:
            monkeypatch.setenv("NOTIFY_SOCKET", address)
        notify("READY=1")


def test_an_abstract_address_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"navette-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind("\0" + name)
        listening.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", "@" + name)
        notify("READY=1")
        assert listening.recv(100) == b"READY=1"


@pytest.mark.parametrize(
    ("microseconds", "process", "seconds"),
    [("90000000", None, 90.0), ("90000000", str(os.getpid()), 90.0), ("90000000", "1", None), ("", None, None)],
    ids=["no process named", "this one", "another", "no watchdog"],
)
def test_the_watchdog_of_another_process_is_none_of_ours(
    monkeypatch: pytest.MonkeyPatch, microseconds: str, process: str | None, seconds: float | None
) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", microseconds)
    monkeypatch.delenv("WATCHDOG_PID", raising=False)
    if process is not None:
        monkeypatch.setenv("WATCHDOG_PID", process)
    assert watchdog_seconds() == seconds

"""Killed with SIGKILL at every point while careful people type in encrypted rooms; fifty starts with claims."""

from __future__ import annotations

import asyncio
import os
import random
import uuid
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import pytest

from bot.app import now, open_database
from bot.config import load
from bot.crashpoints import POINTS, Point
from bot.homeserver import ThrowawayHomeserver
from storage.agenda import Agenda, Note
from storage.upgrade import open_account
from tests.live.careful import CarefulPerson, another_device, careful, open_encrypted
from tests.live.collective import Collective, gathered
from tests.live.counting import NONE, settled, verdict
from tests.nursery import over

pytestmark = [pytest.mark.live, pytest.mark.slow]

CRASHES = int(os.environ.get("NAVETTE_CRASHES", "14"))  # every point once; more when asked for
STARTS, CLAIMS = 50, 200
ROOMS = {"Granit": ("noa", "ines"), "Traboule": ("hugues", "leila")}
SELDOM = {"keys-saved", "before-key-upload", "after-key-upload", "before-to-device", "room-key-shared", "rung"}
_SEED = 20270301
_PATIENCE = 90.0  # seconds a process has to reach its point before it is killed from outside
_TAKES_ALL = 51  # one more than the bot's one-time keys


@dataclass
class Run:
    """What was typed, and how the processes ended."""

    home: Collective
    chance: random.Random = field(default_factory=lambda: random.Random(_SEED))
    typed: dict[str, list[str]] = field(default_factory=dict)
    hit: Counter[str] = field(default_factory=Counter)
    words: int = 0
    claims: int = 0
    devices: list[CarefulPerson] = field(default_factory=list)

    def report(self) -> str:
        """Exits by signal 9 by point; what was typed, claimed, and could not be read."""
        points = ", ".join(f"{point} {self.hit[point]}" for point in (*POINTS, "outside"))
        typed = sum(map(len, self.typed.values()))
        people = len(self.home.people) + len(self.devices)
        return (
            f"{self.home.killed} exits by signal 9 ({points}); {typed} messages of {people} devices, "
            f"{self.claims} claims, {len(self.unread())} answers nobody could read"
        )

    def unread(self) -> list[str]:
        """Answers that a watcher could not read."""
        return [event_id for room, watcher in self.home.watchers.items() for event_id in _unread(watcher, room)]


@pytest.fixture
async def run(homeserver: ThrowawayHomeserver, database_url: str, tmp_path: Path) -> AsyncIterator[Run]:
    """Two encrypted rooms of careful people; the bot is stopped."""
    tag = uuid.uuid4().hex[:6]
    async with gathered(homeserver, tmp_path, database=database_url, tag=tag) as home:
        for members in ROOMS.values():
            for name in members:
                home.people[name] = await careful(homeserver, f"{name}{tag}")
        await home.start_bot()
        found = Run(home)
        for name, members in ROOMS.items():
            found.typed[await open_encrypted(home, name, *members)] = []
        await home.stop_bot()
        yield found
        for device in found.devices:
            await device.close()


async def test_killed_at_every_point_each_message_is_still_read_and_answered_once(
    run: Run, tell: Callable[[str], None]
) -> None:
    for index, point in enumerate(_plan()):
        if index % 9 == 4:
            await _come_closer(run)
        await _crash(run, point)
    await run.home.start_bot()
    await settled(run.home, run.typed, 180)
    tell(run.report())
    _all_is_well(run)
    assert run.home.killed >= CRASHES
    assert all(run.hit[point] for point in POINTS), run.hit


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)  # the keys are the same rows on either
async def test_over_fifty_starts_and_two_hundred_claims_nothing_becomes_unreadable(
    run: Run, tell: Callable[[str], None]
) -> None:
    for index in range(STARTS):
        await _type(run)
        await run.home.start_bot()
        await _started(run.home, index)
        await _type(run)
        await _claim(run, CLAIMS // STARTS)
        if index % 10 == 5:
            await _come_closer(run)
        await asyncio.sleep(run.chance.uniform(0, 3))
        await (run.home.kill_bot() if index % 2 else run.home.stop_bot())
    await run.home.start_bot()
    await settled(run.home, run.typed, 180)
    tell(run.report())
    _all_is_well(run)


async def _started(home: Collective, before: int) -> None:
    """Until this life of the bot listens; it had one before to set the scene."""
    for _ in range(400):
        if home.log().count("bot.started") > before + 1:
            return
        await asyncio.sleep(0.2)
    raise TimeoutError("the bot did not start")


def _all_is_well(run: Run) -> None:
    assert verdict(run.home, run.typed) == NONE
    assert run.unread() == []
    log = run.home.log()
    assert [word for word in ("key_upload_failed", "device_outlived", "Traceback") if word in log] == []


# ── the deaths ──


def _plan() -> Iterator[Point]:
    """Every point in turn."""
    named = cycle(POINTS)
    for _ in range(CRASHES):
        yield next(named)


async def _crash(run: Run, point: Point) -> None:
    """One life of the bot: people type before it starts and while it lives, until it is killed."""
    await _prepare(run, point)
    await _type(run)
    count = 1 if point in SELDOM else run.chance.randint(1, 3)
    await run.home.start_bot(NAVETTE_CRASH_AT=f"{point}:{count}")
    await _type(run)
    assert run.home.process is not None
    try:
        async with asyncio.timeout(_PATIENCE):
            await over(run.home.process)
        run.hit[point] += 1
    except TimeoutError:
        run.hit["outside"] += 1
    await run.home.kill_bot()


async def _prepare(run: Run, point: Point) -> None:
    """What makes the bot come to the point at all."""
    if point in {"before-key-upload", "after-key-upload"}:
        await _claim(run, _TAKES_ALL)
    elif point == "rung":
        await _leave_a_note(run.home)


async def _leave_a_note(home: Collective) -> None:
    config = load(home.folder / "config.toml")
    async with open_database(config) as database, database.transaction() as session:
        account = await open_account(session, home.bot_id)
        await Agenda(session, account.id, config.time_zone).wake_me(now(), Note("housekeeping", "crash"))


# ── what people do meanwhile ──


async def _type(run: Run) -> None:
    """A message in each room, of any device there."""
    for room, members in zip(run.typed, ROOMS.values(), strict=True):
        speaker = run.home.people[members[0]]
        mine = [device for device in run.devices if device.user_id == speaker.user_id]
        run.words += 1
        run.typed[room].append(await run.chance.choice([speaker, *mine]).say(room, f"!offre mot {run.words} vendredi"))


async def _come_closer(run: Run) -> None:
    """Somebody has a new device; it is to read and to be read from now on."""
    speaker = run.home.people[run.chance.choice(list(ROOMS.values()))[0]]
    assert isinstance(speaker, CarefulPerson)
    run.devices.append(await another_device(speaker))


async def _claim(run: Run, times: int) -> None:
    """Strangers who want to write to the bot."""
    stranger = run.home.people["noa"]
    found = await stranger.call("POST", "keys/query", {"device_keys": {run.home.bot_id: []}})
    (device,) = found["device_keys"][run.home.bot_id]
    asked = {"one_time_keys": {run.home.bot_id: {device: "signed_curve25519"}}}
    for _ in range(times):
        given = await stranger.call("POST", "keys/claim", asked)
        assert given["one_time_keys"][run.home.bot_id][device]
    run.claims += times


def _unread(watcher: object, room: str) -> list[str]:
    assert isinstance(watcher, CarefulPerson)
    return watcher.unread(room)

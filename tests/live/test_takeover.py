"""Two machines and one PostgreSQL, under load in encrypted rooms: killed, told to stop, hung and woken again."""

from __future__ import annotations

import asyncio
import re
import shutil
import signal
import time
import uuid
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from itertools import count, pairwise
from pathlib import Path

import pytest

from bot.homeserver import ThrowawayHomeserver, free_port
from tests.live.careful import CarefulPerson, careful, open_encrypted
from tests.live.collective import Collective, begin_beside, gathered, run_beside
from tests.live.counting import NONE, settled, verdict
from tests.nursery import Child, over
from tests.postgres import ThrowawayPostgres

pytestmark = [pytest.mark.live, pytest.mark.slow]

ROOMS = {"Granit": ("noa", "ines"), "Traboule": ("hugues", "leila")}
LONGEST = 20.0  # seconds nobody may be answered in, whatever becomes of a machine
AT_ONCE = 8.0  # the same after an orderly stop: a start of the bot's parts, on a machine that has other work
_PAUSE = 0.6  # seconds between two commands in each room


@dataclass
class Machine:
    """One of two hosts, as far as the lease can tell; the process on it is started again as a supervisor would."""

    name: str
    folder: Path
    process: Child | None = None
    said: int = 0  # how much of its log was read
    port: str | None = None  # of /healthz

    async def start(self) -> None:
        """`navette run`."""
        self.said = len(self.log())
        with (self.folder / "bot.log").open("ab") as output:
            self.process = begin_beside(self.folder, "run", output=output, **self._environment())

    def _environment(self) -> dict[str, str]:
        return {"NAVETTE_PLACE": self.name} | ({"NAVETTE_HEALTH__PORT": self.port} if self.port else {})

    async def doctor(self) -> str:
        """What it says of itself."""
        _code, said = await run_beside(self.folder, "doctor", **self._environment())
        return said

    def log(self) -> str:
        """All it ever wrote."""
        path = self.folder / "bot.log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    async def says(self, words: str, seconds: float = 40) -> None:
        """Waits until this life of it has logged that."""
        async with asyncio.timeout(seconds):
            while words not in self.log()[self.said :]:  # noqa: ASYNC110 - another process writes it
                await asyncio.sleep(0.05)

    def tell(self, number: signal.Signals) -> None:
        """A signal."""
        assert self.process is not None
        self.process.send_signal(number)

    async def ended(self, seconds: float = 30) -> int:
        """Its exit code."""
        assert self.process is not None
        async with asyncio.timeout(seconds):
            return await over(self.process)

    async def gone(self) -> None:
        """Whatever it was doing."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            await over(self.process)


@dataclass
class Two:
    """Both, and the people whom one of them answers."""

    home: Collective
    first: Machine
    second: Machine
    typed: dict[str, list[str]] = field(default_factory=dict)
    words: int = 0
    enough: bool = False

    async def type_on(self) -> None:
        """A command in each room, again and again, whoever may be listening; what was begun is sent."""
        speakers = [self.home.people[members[0]] for members in ROOMS.values()]
        for number in count():
            if self.enough:
                return
            for room, speaker in zip(self.typed, speakers, strict=True):
                self.words += 1
                self.typed[room].append(await speaker.say(room, f"!offre mot {self.words} vendredi"))
            await asyncio.sleep(_PAUSE if number else 0)

    def answered_at(self) -> list[float]:
        """When the answers were said, by the homeserver's clock, as the other people of the rooms see them."""
        return sorted(
            event["origin_server_ts"] / 1000
            for room in self.typed
            for event in self.home.watchers[room].events(room, sender=self.home.bot_id)
        )

    async def silence(self, since: float) -> float:
        """The longest between two answers after that moment, once somebody is answered again."""
        async with asyncio.timeout(LONGEST + 20):
            while not any(at > since + 0.5 and at > self._latest_before(since) + 1 for at in self.answered_at()):  # noqa: ASYNC110 - timelines
                await asyncio.sleep(0.1)
        await asyncio.sleep(2)
        around = [at for at in self.answered_at() if at > since - 3]
        return max(later - earlier for earlier, later in pairwise(around))

    def _latest_before(self, since: float) -> float:
        return max((at for at in self.answered_at() if at <= since), default=since)

    def unread(self) -> list[str]:
        """Answers that a watcher could not read."""
        watchers = [(room, self.home.watchers[room]) for room in self.typed]
        return [each for room, who in watchers if isinstance(who, CarefulPerson) for each in who.unread(room)]

    def numbers(self) -> list[int]:
        """Of the offers, as people were told them."""
        told = [body for room in self.typed for _, body in self.home.answers(self.home.watchers[room], room)]
        return sorted(int(found[1]) for body in told if (found := re.match(r"O(\d+) · mot", body)))


@pytest.fixture
async def two(homeserver: ThrowawayHomeserver, postgres: ThrowawayPostgres, tmp_path: Path) -> AsyncIterator[Two]:
    """The first runs, in two encrypted rooms of careful people; the second has what docs/operations.md says."""
    tag, url = uuid.uuid4().hex[:6], postgres.new_database()
    first, second = Machine("first", tmp_path / "first"), Machine("second", tmp_path / "second")
    (tmp_path / "both").mkdir()
    async with gathered(homeserver, first.folder, database=url, tag=tag) as home:
        for name in (name for members in ROOMS.values() for name in members):
            home.people[name] = await careful(homeserver, f"{name}{tag}")
        with (first.folder / "config.toml").open("a", encoding="utf-8") as config:
            config.write(f'folder = "{tmp_path}/both"\n')
        found = Two(home, first, second)
        try:
            await first.start()
            await home.tisseuse.wait_for(lambda: home.bot_is_in(home.tisseuse, home.admin_room), 60)
            for name, members in ROOMS.items():
                found.typed[await open_encrypted(home, name, *members)] = []
            second.folder.mkdir()
            for brought in ("config.toml", "password", "navette.key"):
                shutil.copy2(first.folder / brought, second.folder)
            yield found
        finally:
            for machine in (first, second):
                await machine.gone()


async def test_whatever_becomes_of_one_machine_the_other_answers_each_command_once_and_in_order(
    two: Two, tell: Callable[[str], None]
) -> None:
    noa = two.home.people["noa"]
    assert isinstance(noa, CarefulPerson)
    device = await noa.signed_devices(two.home.bot_id)
    await two.second.start()
    await two.second.says("bot.stands_by")
    typing = asyncio.create_task(two.type_on())
    try:
        await asyncio.sleep(3)
        killed = await _lose(two, two.first, two.second, signal.SIGKILL)
        stopped = await _lose(two, two.second, two.first, signal.SIGTERM)
        hung = await _hang_and_wake(two, two.first, two.second)
        await asyncio.sleep(2)
    finally:
        two.enough = True
        await typing
    await settled(two.home, two.typed)
    tell(
        f"longest silence: kill -9 {killed:.1f} s, SIGTERM {stopped:.1f} s, SIGSTOP {hung:.1f} s; "
        f"{two.words} commands in {len(ROOMS)} encrypted rooms, one every {_PAUSE} s in each"
    )
    assert verdict(two.home, two.typed) == NONE
    assert two.numbers() == list(range(1, two.words + 1))
    assert two.unread() == []
    assert await noa.signed_devices(two.home.bot_id) == device
    logs = two.first.log() + two.second.log()
    assert [bad for bad in ("key_upload_failed", "device_outlived", "new_device", "Traceback") if bad in logs] == []
    assert (killed <= LONGEST, stopped <= AT_ONCE, hung <= LONGEST) == (True, True, True)


async def _lose(two: Two, lost: Machine, other: Machine, number: signal.Signals) -> float:
    """The one ends, the other takes over; started again, the first stands by. Returns the longest silence."""
    at = time.time()
    lost.tell(number)
    assert await lost.ended() == (0 if number == signal.SIGTERM else -number)
    await other.says("bot.started")
    silence = await two.silence(at)
    await lost.start()
    await lost.says("bot.stands_by")
    return silence


async def _hang_and_wake(two: Two, hung: Machine, other: Machine) -> float:
    """Woken, it ends with 1, for its supervisor to start it again."""
    at = time.time()
    hung.tell(signal.SIGSTOP)
    await other.says("bot.started")
    silence = await two.silence(at)
    hung.tell(signal.SIGCONT)
    assert await hung.ended() == 1
    assert "another process took over" in hung.log()[hung.said :]
    await hung.start()
    await hung.says("bot.stands_by")
    return silence


async def test_who_stands_by_is_well_and_ends_well_when_told_to(two: Two) -> None:
    assert "✓ bot: it runs on another machine" in await two.second.doctor()
    two.second.port = str(free_port())
    await two.second.start()
    await two.second.says("bot.stands_by")
    assert "✓ bot: it stands by; another machine is at work" in await two.second.doctor()
    two.second.tell(signal.SIGTERM)
    assert await two.second.ended() == 0
    assert "bot.takes_over" not in two.second.log()


@pytest.mark.parametrize(
    ("missing", "words"), [("navette.key", "the key file"), ("folder", "not the folder of the process that runs")]
)
async def test_a_second_machine_that_is_not_set_up_whole_is_refused_in_one_line(
    two: Two, missing: str, words: str
) -> None:
    environment = {"NAVETTE_PLACE": "second"}
    if missing == "folder":
        (two.second.folder / "of-its-own").mkdir()
        environment["NAVETTE_STORAGE__FOLDER"] = "of-its-own"
    else:
        (two.second.folder / missing).unlink()
    code, output = await run_beside(two.second.folder, "run", **environment)
    assert code == 2
    assert [line for line in output.splitlines() if line.startswith("navette: ") and words in line]

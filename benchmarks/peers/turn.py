"""One bot's turn: everything that is measured of it, in the order in which a host would meet it."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.peers.bots import Bot, Seat, environment
from benchmarks.peers.running import Running
from benchmarks.peers.scene import CouldNotPlay, Scene
from benchmarks.peers.watching import Typed, counted

Sample = dict[str, Any]  # JSON


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is typed; seconds of silence and of the homeserver's absence."""

    one_by_one: int = 60
    burst: int = 500
    killed: int = 100
    away: int = 20
    limited: int = 15
    silence: float = 10.0
    absence: float = 8.0


QUICK = Sizes(one_by_one=5, burst=15, killed=15, away=5, limited=12, silence=1.0, absence=2.0)
_PATIENCE = 45.0  # seconds without any answer, after which what has not come is lost
_LIMITED_PATIENCE = 50.0
_FIRST_WITHIN = 60.0


@dataclass
class Turn:
    """The bot sits down, plays, and goes."""

    bot: Bot
    seat: Seat
    scene: Scene
    sizes: Sizes
    running: Running
    rooms: list[str]

    @classmethod
    async def begun(cls, bot: Bot, scene: Scene, sizes: Sizes, name: str) -> Turn:
        """The bot runs, is in its rooms, and answers. Raises CouldNotPlay."""
        seat = await scene.seat(bot, name)
        running = Running(bot.settle_in(seat), seat.folder, environment(seat))
        await running.start()
        try:
            await asyncio.sleep(5)  # some drop an invitation that is older than their first sync
            turn = cls(bot, seat, scene, sizes, running, await scene.rooms(bot, seat))
            await turn.answers()
        except (CouldNotPlay, TimeoutError) as failed:
            await running.stop()
            raise CouldNotPlay(f"{failed!s} ({running.log_end()})") from failed
        await asyncio.sleep(1)
        return turn

    async def play(self) -> list[Sample]:
        """A sample for each scene, with the machine's load while it ran."""
        acts: list[tuple[str, Callable[[], Awaitable[Sample]]]] = [
            ("start", self.start), ("idle", self.idle), ("one by one", self.one_by_one), ("burst", self.burst),
            ("kill -9", self.killed), ("outage", self.outage), ("limits", self.limited),
        ]  # fmt: skip
        return [await self._act(name, act) for name, act in acts]

    async def _act(self, name: str, act: Callable[[], Awaitable[Sample]]) -> Sample:
        before = os.getloadavg()[0]
        try:
            found = await act()
        except TimeoutError as late:  # one broken scene must not hide the others
            found = {"error": f"{type(late).__name__}: {self.running.log_end()}"}
        return {"scene": name, **found, "load": [round(before, 2), round(os.getloadavg()[0], 2)]}

    # ── the scenes ──

    async def start(self) -> Sample:
        """From the process's birth to its first answer, as on any day but the first."""
        await self.running.stop()
        await asyncio.sleep(0.5)
        await self.running.start()
        return {"seconds": _rounded(await self.first_answer(0.25))}

    async def idle(self) -> Sample:
        """Memory when nothing is said, and what that costs."""
        await asyncio.sleep(3)
        cpu = self.running.cpu()
        await asyncio.sleep(self.sizes.silence)
        busy = (self.running.cpu() - cpu) / self.sizes.silence
        return {"mib": round(self.running.memory(), 1), "cpu_percent": round(100 * busy, 2)}

    async def one_by_one(self) -> Sample:
        """Each typed when the one before is answered."""
        typed: list[Typed] = []
        for index in range(self.sizes.one_by_one):
            typed.append(await self._type(index))
            await self.scene.watch.answered(typed[-1:], 15)
        await self.scene.watch.all_answered(typed, 1)
        return {
            **counted(typed),
            "ms": [round((each.answers[0] - each.at) * 1000, 1) for each in typed if each.answers],
        }

    async def burst(self) -> Sample:
        """As fast as the homeserver takes them, five people at once."""
        cpu, begun = self.running.cpu(), time.monotonic()
        typed = await self._pour(self.sizes.burst)
        sent = time.monotonic() - begun
        await self.scene.watch.all_answered(typed, _PATIENCE)
        answers = [each.answers[0] for each in typed if each.answers]
        cost = (self.running.cpu() - cpu) / max(1, len(answers))
        took = max(answers, default=begun) - begun
        return {
            **counted(typed), "typed_s": round(sent, 2), "answered_s": round(took, 2),
            "cpu_ms_per_answer": round(cost * 1000, 2), "mib_after": round(self.running.memory(), 1),
        }  # fmt: skip

    async def killed(self) -> Sample:
        """kill -9 when a third is answered, up again a second later."""
        pouring = asyncio.ensure_future(self._pour(self.sizes.killed))
        await self._a_third_answered()
        await self.running.stop(signal.SIGKILL)
        await asyncio.sleep(1)
        typed = await pouring
        await self.running.start()
        await self.scene.watch.all_answered(typed, _PATIENCE)
        return {**counted(typed), "answers_again": await self.first_answer(1.0) is not None}

    async def outage(self) -> Sample:
        """The homeserver goes in the middle of what is typed, and comes back."""
        pouring = asyncio.ensure_future(self._pour(self.sizes.away))
        await asyncio.sleep(0.4)
        await self.scene.homeserver.stop()
        await asyncio.sleep(self.sizes.absence)
        await self.scene.homeserver.start()
        typed = await pouring
        await self.scene.watch.all_answered(typed, _PATIENCE)
        return {**counted(typed), "survived": self.running.alive, "answers_again": await self._revived()}

    async def limited(self) -> Sample:
        """The homeserver's default limit for the bot: about ten at once, then one in five seconds."""
        await self.scene.limit(self.seat.user_id, lifted=False)
        begun = time.monotonic()
        typed = await self._pour(self.sizes.limited)
        await self.scene.watch.all_answered(typed, _LIMITED_PATIENCE)
        await self.scene.limit(self.seat.user_id, lifted=True)
        answers = [each.answers[0] for each in typed if each.answers]
        return {**counted(typed), "answered_s": round(max(answers, default=begun) - begun, 2)}

    # ── typing ──

    async def answers(self) -> None:
        """Raises CouldNotPlay when it never does."""
        if await self.first_answer(1.0) is None:
            raise CouldNotPlay("it answers nothing")

    async def first_answer(self, every: float) -> float | None:
        """A fresh command every so many seconds, until one is answered; seconds until then."""
        begun, typed = time.monotonic(), list[Typed]()
        while time.monotonic() - begun < _FIRST_WITHIN:
            typed.append(await self._type(0))
            if await self.scene.watch.answered(typed, every):
                return min(each.answers[0] for each in typed if each.answers) - begun
        return None

    async def _revived(self) -> bool:
        """Whoever ended is started again, as a host would."""
        if not self.running.alive:
            await self.running.start()
        return await self.first_answer(1.0) is not None

    async def _type(self, index: int) -> Typed:
        place = index % len(self.rooms)
        return await self.scene.type(self.bot, self.rooms[place], self.scene.typists[place])

    async def _pour(self, total: int) -> list[Typed]:
        """In order within a room, the rooms at once."""

        async def one(place: int) -> list[Typed]:
            return [await self._type(place) for _ in range(place, total, len(self.rooms))]

        parts = await asyncio.gather(*(one(place) for place in range(len(self.rooms))))
        return [typed for part in parts for typed in part]

    async def _a_third_answered(self) -> None:
        watch = self.scene.watch
        begun, start = watch.seen, time.monotonic()
        while watch.seen - begun < self.sizes.killed / 3 and time.monotonic() - start < _PATIENCE:  # noqa: ASYNC110 - polled, so as to kill at once
            await asyncio.sleep(0.05)


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 3)

"""One bot, so many îlots: its first start, another one, a burst, and what the clock brings to all at one hour."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import random
import statistics
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.scale.collective import COURRIER, TIME, friday_after
from benchmarks.scale.places import Line, Place, Said, settled
from benchmarks.scale.seat import Seat
from bot.app import now

Sample = dict[str, Any]  # JSON
_PARIS = ZoneInfo("Europe/Paris")
_WITHIN = 3600.0  # seconds: what has not been answered then is lost
_QUIET = 45.0  # seconds without a word, after which what has not come is lost
_MOMENT = 3.0  # seconds: what comes twice comes soon
_EVERY = 1.0  # seconds between two commands while something else goes on
_AIM = "!voir O1"


@dataclass
class Turn:
    """The scenes, in the order in which a host would meet them."""

    place: Place
    seat: Seat
    burst: int

    def __post_init__(self) -> None:
        self._friday = friday_after(now().astimezone(_PARIS).date())
        self._chance = random.Random(len(self.place.rooms))

    async def play(self) -> list[Sample]:
        """A sample a scene."""
        took = await self.seat.settle(self._friday)
        scenes: list[Sample] = [{"scene": "import", "seconds": round(took, 2)}]
        for name, scene in (
            ("first start", self._first_start),
            ("start", self._start),
            ("burst", self._burst),
            ("courrier", lambda: self._wave(COURRIER)),
            ("time", lambda: self._wave(TIME)),
        ):
            before = os.getloadavg()[0]
            found = await scene()
            scenes.append({"scene": name, **found, "load": [round(before, 2), round(os.getloadavg()[0], 2)]})
            told = {key: value for key, value in scenes[-1].items() if key != "stalls"}
            print(f"    {told}", flush=True)
            for stall in scenes[-1].get("stalls", [])[:3]:
                print(f"      {stall}", flush=True)
        return scenes

    def _at(self, hour: dt.time, days: int = 0, seconds: float = 0.0) -> dt.datetime:
        local = dt.datetime.combine(self._friday + dt.timedelta(days=days), hour, _PARIS)
        return local + dt.timedelta(seconds=seconds)

    # ── starts ──

    async def _first_start(self) -> Sample:
        """The bot meets all of its rooms; nobody has typed yet when it begins."""
        await self.seat.start(self._at(dt.time(10), days=-1))
        answered = await self._answered(0)
        await self._idle()
        return {"answered_s": round(answered, 2), **await self._load(), **_stalls(await self.seat.stop())}

    async def _start(self) -> Sample:
        """As on any day."""
        await self.seat.start(self._at(dt.time(10), days=-1, seconds=600))
        answered = await self._answered(1)
        return {"answered_s": round(answered, 2), **await self._load(), **_stalls(await self.seat.stop())}

    async def _load(self) -> Sample:
        return {"cpu_s": round(self.seat.cpu(), 1), "database_bytes": await self.seat.size()}

    async def _answered(self, room: int) -> float:
        """Seconds from the birth of the process until a command is answered; one is typed every other second.

        What was typed before the first sync of all is not for the bot.
        """
        line, end = self._line(room % len(self.place.rooms), _AIM), time.monotonic() + _WITHIN
        commands: set[str | None] = set()
        while time.monotonic() < end:
            commands.update(await self.place.type([line]))
            for _ in range(40):
                assert self.seat.is_alive, self.seat.log_end()
                if found := [each.at for each in (await self.place.said())[0] if each.thread in commands]:
                    await asyncio.sleep(_MOMENT)  # the others of them are answered too
                    return found[0] - self.seat.started
                await asyncio.sleep(0.05)
        raise TimeoutError("no answer")

    async def _idle(self) -> None:
        """Until the process has nothing left to do."""
        while True:
            before = self.seat.cpu()
            await asyncio.sleep(2)
            if self.seat.cpu() - before < 0.1:
                return

    # ── at once ──

    async def _burst(self) -> Sample:
        """So many commands at one instant, in rooms by chance: events a second, lost, twice."""
        await self.seat.start(self._at(dt.time(11), days=-1))
        await self._answered(2)
        before, cpu = await self.place.count(), self.seat.cpu()
        lines = [self._anywhere(self._words(each)) for each in range(self.burst)]
        begun = time.time()
        ids = await self.place.type(lines)
        await settled(self.place, before + self.burst, _QUIET)
        cost = self.seat.cpu() - cpu
        await asyncio.sleep(_MOMENT)
        said, typed = await self.place.said()
        mine = [each for each in said if each.thread in set(ids)]
        times = Counter(each.thread for each in mine)
        took = max(each.at for each in mine) - begun
        waited = [each.at - typed[each.thread or ""] for each in mine]
        return {
            "sent": self.burst,
            "lost": sum(times[each] == 0 for each in ids),
            "twice": sum(times[each] > 1 for each in ids),
            "seconds": round(took, 2),
            "per_second": round(self.burst / took, 1),
            "median_s": round(statistics.median(waited), 2),
            "cpu_ms_each": round(1000 * cost / self.burst, 1),
            **_stalls(await self.seat.stop()),
        }

    def _words(self, index: int) -> str:
        listing = index % len(self.place.rooms) + 1
        return ("!offres montage", f"!voir O{listing}", "!aide", f"!offre chose {index}, gratuit")[index % 4]

    # ── at one hour ──

    async def _wave(self, hour: dt.time) -> Sample:
        """What every îlot is told at that hour of the Friday; somebody types a command a second meanwhile."""
        lead = 25 + len(self.place.rooms) / 200  # for its start
        before = await self.place.count()
        at = time.time() + lead
        await self.seat.start(self._at(hour, seconds=-lead))
        await self._answered(3)
        typing = asyncio.create_task(self._typing_meanwhile(at))
        await asyncio.sleep(max(0.0, at - time.time()))
        cpu = self.seat.cpu()
        await self._all_told(at)
        cost = self.seat.cpu() - cpu
        typing.cancel()
        await asyncio.sleep(_MOMENT)
        said, typed = await self.place.said()
        told = [each for each in said[before:] if each.thread is None and each.room != self.place.office]
        asked = [(typed.get(each.thread or "", 0.0), each.at) for each in said[before:]]
        waits = [answered - begun for begun, answered in asked if begun > at]
        found = {**self._counted(told, at), **_waited(waits), "cpu_s": round(cost, 1)}
        return {**found, **_stalls(await self.seat.stop())}

    async def _typing_meanwhile(self, at: float) -> None:
        """One command a second, from the hour on, until it is over."""
        await asyncio.sleep(max(0.0, at - time.time()))
        index = 0
        while True:
            await self.place.type([self._anywhere(_AIM)])
            index += 1
            await asyncio.sleep(_EVERY)

    async def _all_told(self, at: float) -> None:
        """Until every room has its word, or none came for a while."""
        end, quiet, known = at + _WITHIN, time.time(), -1
        while time.time() < end:
            await asyncio.sleep(1)
            said, _ = await self.place.said()
            told = {each.room for each in said if each.thread is None and each.at >= at - 1}
            if len(told & set(self.place.rooms)) == len(self.place.rooms):
                return
            if len(told) != known:
                known, quiet = len(told), time.time()
            if time.time() - quiet > _QUIET:
                return

    def _counted(self, told: list[Said], at: float) -> Sample:
        times = Counter(each.room for each in told)
        after = sorted(each.at - at for each in told)
        return {
            "rooms": len(self.place.rooms),
            "early": sum(each < -0.01 for each in after),
            "lost": sum(times[room] == 0 for room in self.place.rooms),
            "twice": sum(times[room] > 1 for room in self.place.rooms),
            "first_s": round(after[0], 2) if after else None,
            "half_s": round(statistics.median(after), 2) if after else None,
            "last_s": round(after[-1], 2) if after else None,
        }

    def _anywhere(self, body: str) -> Line:
        return self._line(self._chance.randrange(len(self.place.rooms)), body)

    def _line(self, room: int, body: str) -> Line:
        return Line(self.place.rooms[room], self.place.typist(room), body)


def _waited(waits: list[float]) -> Sample:
    """What whoever types meanwhile has to wait."""
    if not waits:
        return {}
    median, longest = round(statistics.median(waits), 2), round(max(waits), 2)
    return {"meanwhile": len(waits), "meanwhile_median_s": median, "meanwhile_longest_s": longest}


def _stalls(probe: Sample) -> Sample:
    """The longest first."""
    worst = sorted(probe["stalls"], key=lambda each: -float(each["ms"]))[:5]
    kept = {name: probe[name] for name in ("longest_ms", "own_ms", "mib", "peak_mib")}
    return {**kept, "stalls": worst}

"""One whole run: every size on every database and homeserver, then the week; raw samples kept after each turn."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

from benchmarks import report
from benchmarks.machine import load, machine
from benchmarks.scale.places import Place, made_up, real
from benchmarks.scale.report import is_whole, section
from benchmarks.scale.seat import Seat
from benchmarks.scale.turn import Turn
from benchmarks.scale.week import lived
from tests.postgres import ThrowawayPostgres

ABOUT = "Many îlots: what each cost grows with, and a week of them."
SQLITE, POSTGRES = "sqlite", "postgresql"
MADE_UP, SYNAPSE = "made up", "synapse"


def measure(words: list[str]) -> int:
    """Keeps benchmarks/results/scale.json, unless it is a try-out; 1 when anything was lost, twice or late."""
    asked = _read(words)
    raw = asyncio.run(measured(asked, None if asked.quick else lambda found: report.keep("scale", found)))
    print(section(raw))
    return 0 if is_whole(raw) else 1


def _read(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev bench scale", description=ABOUT)
    parser.add_argument("--rooms", default="10,100,1000,10000", help="sizes on SQLite, with commas between")
    parser.add_argument("--postgres", default="100,1000", help="sizes on PostgreSQL")
    parser.add_argument("--synapse", default="300", help="sizes on a real Synapse")
    parser.add_argument("--week", type=int, default=1_000, help="îlots that live a week; 0 for no week")
    parser.add_argument("--burst", type=int, default=400, help="commands at one instant")
    parser.add_argument("--add", action="store_true", help="beside what is kept, instead of anew")
    parser.add_argument("--quick", action="store_true", help="a try-out that keeps nothing")
    asked = parser.parse_args(words)
    if asked.quick:
        asked.rooms, asked.postgres, asked.synapse, asked.week, asked.burst = "5,10", "5", "3", 5, 8
    return asked


async def measured(asked: argparse.Namespace, keep: Callable[[dict[str, Any]], None] | None) -> dict[str, Any]:
    """Every turn, then the week, raw; kept after each of them, since a whole run takes an hour."""
    before = load()
    about = machine(("matrix-nio", "matrix-synapse", "sqlalchemy", "aiosqlite", "asyncpg"))
    kept = report.read("scale") if asked.add else None
    raw: dict[str, Any] = {"machine": about, "turns": [], "week": {}} | (kept or {})
    plan = [(rooms, SQLITE, MADE_UP) for rooms in _sizes(asked.rooms)]
    plan += [(rooms, POSTGRES, MADE_UP) for rooms in _sizes(asked.postgres)]
    for each in _sizes(asked.synapse):  # beside the one that is made up, at the same size
        plan += [(each, SQLITE, MADE_UP)] * ((each, SQLITE, MADE_UP) not in plan) + [(each, SQLITE, SYNAPSE)]
    for rooms, on, homeserver in plan:
        print(f"{time.strftime('%H:%M:%S')} {rooms} rooms, {on}, {homeserver}", flush=True)
        scenes = await _turn(rooms, on, homeserver, asked.burst)
        label = {"rooms": rooms, "on": on, "homeserver": homeserver}
        others = [turn for turn in raw["turns"] if {name: turn[name] for name in label} != label]
        raw["turns"] = [*others, {**label, "scenes": scenes}]
        raw["machine"] = {**about, "load": [before, load()]}
        if keep is not None:
            keep(raw)
    if asked.week:
        raw["week"] = await asyncio.to_thread(lived, asked.week)
        raw["machine"] = {**about, "load": [before, load()]}
        if keep is not None:
            keep(raw)
    return raw


def _sizes(words: str) -> list[int]:
    return [int(each) for each in words.split(",") if each]


async def _turn(rooms: int, on: str, homeserver: str, burst: int) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="navette-bench-") as name:
        folder = Path(name)
        async with _place(rooms, homeserver) as place, _database(on, folder) as url:
            seat = Seat(folder, url, place)
            try:
                return await Turn(place, seat, burst).play()
            finally:
                with suppress(ProcessLookupError, AssertionError):
                    await seat.kill()


@asynccontextmanager
async def _place(rooms: int, homeserver: str) -> AsyncIterator[Place]:
    async with made_up(rooms) if homeserver == MADE_UP else real(rooms) as place:
        yield place


@asynccontextmanager
async def _database(on: str, folder: Path) -> AsyncIterator[str]:
    if on == SQLITE:
        yield f"sqlite:///{folder}/navette.db"
        return
    server = ThrowawayPostgres(durable=True)
    try:
        yield server.new_database("scale")
    finally:
        server.stop()

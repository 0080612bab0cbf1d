"""One Friday's courrier for many îlots: how long it takes until all of them stand in the outbox, and what it holds."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from benchmarks.inside.ground import Ground, opened
from benchmarks.inside.intake import milliseconds
from benchmarks.inside.series import Record
from benchmarks.machine import load
from storage.ilots import Ilot
from storage.rooms import Room

EDITION, GROWTH = "a courrier for every îlot", "memory grown by it"
_FRIDAY = dt.datetime(2021, 4, 16, 7, 30, tzinfo=dt.UTC)  # 9:30 in Paris, two days after the sample's now


async def measure_courrier(on: str, url: str, ilots: int, listings: int, folder: Path, record: Record) -> None:
    """On a database of its own: each îlot is told once."""
    before = load()
    async with opened(on, url, listings, folder) as ground:
        await _settle(ground, ilots)
        await _ring_until(ground, _FRIDAY - dt.timedelta(minutes=1))
        memory = _resident()
        took = await milliseconds(lambda: _ring_until(ground, _FRIDAY))
        record.add(EDITION, on, ilots, [took], before)
        record.add(GROWTH, on, ilots, [_resident() - memory], before, unit="MiB")


async def _settle(ground: Ground, ilots: int) -> None:
    """As many îlots, each with a room."""
    bench = ground.bot.bench
    async with bench.transaction() as session:
        for number in range(ilots):
            room_id = f"ilot:measured{number}"
            ilot = Ilot(slug=f"measured{number}", name=f"Mesure {number}", proximity="geographic", room_id=room_id)
            ilot.opened_on, ilot.welcomed = bench.now().date(), True
            ilot.refold()
            room = Room(room_id=room_id, name=room_id, joined=True, encrypted=True)
            room.direct, room.is_admin, room.may_speak = False, False, True
            session.add_all([ilot, room])


async def _ring_until(ground: Ground, at: dt.datetime) -> None:
    ground.clock.at = at
    while await ground.bot.intake.ring():
        pass


def _resident() -> float:
    """MiB of this process."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

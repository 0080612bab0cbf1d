"""Commands one after the other, from what came in to committed answers; beside it, the floor of the same database."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from sqlalchemy import text

from benchmarks.inside.ground import RARE, Ground, Speaker
from benchmarks.inside.series import Record, Scale
from benchmarks.machine import load

COMMANDS, FLOOR = "a command of the mix", "one insert, committed"
SEARCHES = {
    "!offres montage": "!offres montage",  # one listing in twenty
    "!offres, a rare word": f"!offres {RARE}",  # one in a thousand
    "!offres, no such word": "!offres accordéon",
    "!offres": "!offres",
    "!voir O5": "!voir O5",
}
_WARM_UP = 12  # commands


async def prepare(ground: Ground) -> None:
    """A table of the measurement's own, for the floor; and whatever is made at first use is made."""
    async with ground.bot.bench.database.transaction() as session:
        await session.execute(text("CREATE TABLE measured_floor (number INTEGER)"))
    for index in range(_WARM_UP):
        speaker = ground.speakers[index]
        await _answered(ground, speaker, _mix(ground, speaker, index))


async def measure_commands(ground: Ground, scale: Scale, record: Record) -> None:
    """A mix of four, by everybody in turn; what they caused leaves between two of them, outside the clock."""
    before, took, floor = load(), [], []
    for index in range(scale.commands):
        speaker = ground.speakers[index % len(ground.speakers)]
        took.append(await _answered(ground, speaker, _mix(ground, speaker, index)))
        floor.append(await milliseconds(lambda: _insert_one(ground)))
    record.add(COMMANDS, ground.on, ground.size, took, before)
    record.add(FLOOR, ground.on, ground.size, floor, before)


async def measure_searches(ground: Ground, scale: Scale, record: Record) -> None:
    """Each of them by everybody in turn."""
    for what, body in SEARCHES.items():
        before = load()
        asked = [ground.speakers[index % len(ground.speakers)] for index in range(scale.searches)]
        record.add(what, ground.on, ground.size, [await _answered(ground, each, body) for each in asked], before)


def _mix(ground: Ground, speaker: Speaker, index: int) -> str:
    if index % 4 == 3:
        return f"!prends {next(ref for ref, author in ground.offers if author != speaker.person_id)}"
    return ("!offre relecture de dossiers vendredi, gratuit", "!offres montage", "!voir O5")[index % 4]


async def _answered(ground: Ground, speaker: Speaker, body: str) -> float:
    batch = ground.typed(speaker, body)
    took = await milliseconds(lambda: ground.answer(batch))
    await ground.postman.send_all()
    return took


async def _insert_one(ground: Ground) -> None:
    async with ground.bot.bench.database.transaction() as session:
        await session.execute(text("INSERT INTO measured_floor (number) VALUES (1)"))


async def milliseconds(work: Callable[[], Awaitable[object]]) -> float:
    """How long it takes."""
    started = time.perf_counter()
    await work()
    return 1000 * (time.perf_counter() - started)

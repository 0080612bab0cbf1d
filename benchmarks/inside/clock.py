"""What the clock costs when it looks: with every note due later, and with every note due now."""

from __future__ import annotations

import datetime as dt

from benchmarks.inside.ground import Ground
from benchmarks.inside.intake import milliseconds
from benchmarks.inside.series import Record, Scale
from benchmarks.machine import load
from storage.agenda import Agenda

IDLE, ALL_DUE = "a tick that finds nothing", "finding what is due"


async def measure_clock(ground: Ground, scale: Scale, record: Record) -> None:
    """An idle tick is what bot.clock does every 30 s; with all due, only the finding is timed, nothing is done."""
    before, clock = load(), ground.bot.clock()
    clock._scheduler.start(paused=True)
    try:
        idle = [await milliseconds(clock._ring) for _ in range(scale.ticks)]
    finally:
        clock._scheduler.shutdown(wait=False)
    record.add(IDLE, ground.on, ground.size, idle, before)
    before = load()
    due = [await milliseconds(lambda: _find_due(ground)) for _ in range(scale.ticks)]
    record.add(ALL_DUE, ground.on, ground.size, due, before)


async def _find_due(ground: Ground) -> None:
    bench = ground.bot.bench
    async with bench.database.transaction() as session:
        found = await Agenda(session, bench.account_id, bench.zone).due(bench.now() + dt.timedelta(days=365))
    assert found

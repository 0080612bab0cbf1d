"""One whole run: every measurement twice, in turns, so that a busy minute of the machine spoils no single one."""

from __future__ import annotations

import asyncio
import itertools
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from benchmarks import report
from benchmarks.inside import intake
from benchmarks.inside.clock import measure_clock
from benchmarks.inside.courrier import measure_courrier
from benchmarks.inside.door import measure_door
from benchmarks.inside.ground import Ground, opened
from benchmarks.inside.month import measure_month
from benchmarks.inside.report import section
from benchmarks.inside.series import QUICK, Record, Scale
from benchmarks.machine import load, machine
from tests.postgres import ThrowawayPostgres

ENGINES = ("sqlite", "postgresql")


def measured(words: list[str]) -> int:
    """Measures, keeps benchmarks/results/inside.json. `--quick` tries everything out and keeps nothing."""
    if set(words) - {"--quick"}:
        print(f"bench: inside knows --quick, not {' '.join(words)}", file=sys.stderr)
        return 2
    started = time.monotonic()
    raw = asyncio.run(measure(QUICK if words else Scale()))
    print(f"bench: measured in {time.monotonic() - started:.0f} s")
    if words:
        print(section(raw))
    else:
        report.keep("inside", raw)
    return 0


async def measure(scale: Scale) -> dict[str, Any]:
    """Raw samples, and what they were measured on."""
    before, record = load(), Record()
    async with AsyncExitStack() as stack:
        grounds = [await stack.enter_async_context(each) for each in _grounds(scale, stack)]
        for number in range(scale.rounds):
            print(f"bench: round {number + 1} of {scale.rounds}", flush=True)
            await _round(grounds, scale, record)
            await asyncio.to_thread(measure_door, scale, record)
    await _courriers(scale, record)
    await asyncio.to_thread(measure_month, scale, record)
    return {"machine": {**machine(), "load": [before, load()]}, "series": record.as_json()}


async def _courriers(scale: Scale, record: Record) -> None:
    with ExitStack() as stack:
        name = stack.enter_context(tempfile.TemporaryDirectory(prefix="navette-bench-"))
        server = ThrowawayPostgres(durable=True)
        stack.callback(server.stop)
        for ilots, on in itertools.product(scale.ilots, ENGINES):
            folder = Path(name) / f"{on}-{ilots}"
            folder.mkdir()
            await measure_courrier(on, _address(on, folder, server, ilots), ilots, scale.news, folder, record)


async def _round(grounds: list[Ground], scale: Scale, record: Record) -> None:
    for ground in grounds:
        await intake.measure_commands(ground, scale, record)
        await intake.measure_searches(ground, scale, record)
        await measure_clock(ground, scale, record)


def _grounds(scale: Scale, stack: AsyncExitStack) -> list[Any]:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="navette-bench-")))
    server = ThrowawayPostgres(durable=True)
    stack.callback(server.stop)
    return [_ground(on, _address(on, folder, server, size), size, folder) for size in scale.sizes for on in ENGINES]


@asynccontextmanager
async def _ground(on: str, url: str, size: int, folder: Path) -> AsyncIterator[Ground]:
    print(f"bench: {size} rows on {on}", flush=True)
    async with opened(on, url, size, folder) as ground:
        await intake.prepare(ground)
        yield ground


def _address(on: str, folder: Path, server: ThrowawayPostgres, size: int) -> str:
    return f"sqlite:///{folder}/measured-{size}.db" if on == "sqlite" else server.new_database(f"measured_{size}")

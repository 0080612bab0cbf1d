"""A note a slot beside one APScheduler job a slot: what an idle look costs, and what they weigh in memory."""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import psutil
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import insert

from storage.agenda import Agenda, AgendaRow
from storage.database import Database, read_url
from storage.sealing import Seal
from storage.upgrade import open_account, prepare

SIZES = (1_000, 10_000, 100_000)
LOOKS = 40
_PARIS = ZoneInfo("Europe/Paris")
_LATER = dt.datetime(2090, 1, 1, tzinfo=dt.UTC)


def main(words: Sequence[str]) -> int:
    """Prints a table; in turns, in one process. `--quick` for the smallest size alone."""
    print("  slots   a note each: look   memory     an APScheduler job each: look   memory")
    for size in SIZES[:1] if "--quick" in words else SIZES:
        (ours, our_mib), (theirs, their_mib) = asyncio.run(_notes(size)), asyncio.run(_jobs(size))
        print(f"{size:>7} {ours:>16.2f} ms {our_mib:>6.1f} MiB {theirs:>28.2f} ms {their_mib:>6.1f} MiB", flush=True)
    return 0


async def _notes(size: int) -> tuple[float, float]:
    """Milliseconds (median) of asking when the next is due, and MiB that the process grew by."""
    with tempfile.TemporaryDirectory(prefix="navette-slots-") as folder:
        database = Database(read_url(f"sqlite:///{Path(folder) / 'slots.db'}"), Seal.fresh())
        await prepare(database)
        try:
            async with database.transaction() as session:
                account = (await open_account(session, "@navette:archipel.example")).id
                await session.execute(insert(AgendaRow), [_row(account, number) for number in range(size)])
            return await _measured(lambda: _look(database, account))
        finally:
            await database.close()


def _row(account: int, number: int) -> dict[str, object]:
    due = _LATER + dt.timedelta(seconds=number)
    fields = {"account_id": account, "kind": "session", "key": f"session:{number}", "payload": {"ref": f"T{number}"}}
    return {**fields, "zone": "Europe/Paris", "next_due": due, "attempts": 0}


async def _look(database: Database, account: int) -> None:
    async with database.transaction() as session:
        assert await Agenda(session, account, _PARIS).next_due() is not None


async def _jobs(size: int) -> tuple[float, float]:
    """The same, of a scheduler that holds them."""
    before, scheduler = _mib(), AsyncIOScheduler(timezone=dt.UTC)
    scheduler.start(paused=True)
    for number in range(size):
        scheduler.add_job(_nothing, "date", run_date=_LATER + dt.timedelta(seconds=number), id=str(number))

    async def look() -> None:
        scheduler._process_jobs()

    scheduler.resume()
    took, _ = await _measured(look)
    grown = _mib() - before
    scheduler.shutdown(wait=False)
    return took, grown


def _nothing() -> None:
    """What a slot's job would do."""


async def _measured(look: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    gc.collect()
    before, samples = _mib(), list[float]()
    for _ in range(LOOKS):
        started = time.perf_counter()
        await look()
        samples.append((time.perf_counter() - started) * 1000)
    return statistics.median(samples), _mib() - before


def _mib() -> float:
    return float(psutil.Process().memory_info().rss / 2**20)

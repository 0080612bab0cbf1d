"""Reading one large sync, in a process of its own: by the bot's door, or by nio's own client, from a real HTTP server.

python -m benchmarks.inside.door READER ROOMS EVENTS writes one JSON object.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import psutil
from nio import AsyncClient, SyncResponse

from benchmarks.inside.series import Record, Scale
from benchmarks.machine import load
from bot.app import Bot, now, open_bot
from bot.config import Config
from bot.matrix.keyed import KeyedClient
from bot.matrix.ledger import Ledger
from bot.matrix.sync import Listener
from bot.matrix.verification import Verifications
from bot.vault import KeyVault
from tests.inside import BOT

OURS, NIOS = "by the bot's door", "by nio's own client"
STALL, READING, KEEPING = "longest stall of the loop", "reading the sync", "keeping what it brought"
_READERS = {"door": OURS, "nio": NIOS}
_BEAT = 0.002  # seconds


def measure_door(scale: Scale, record: Record) -> None:
    """Every reader at every size; each process reads `scale.syncs` times, one after the other."""
    for rooms in scale.rooms:
        for reader, on in _READERS.items():
            before = load()
            found = [_read_once(reader, rooms, scale.events) for _ in range(scale.syncs)]
            for what in (STALL, READING, KEEPING):
                samples = [each[what] for each in found if what in each]
                if samples:
                    record.add(what, on, rooms, samples, before)


def _read_once(reader: str, rooms: int, events: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.inside.door", reader, str(rooms), str(events)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


# ── in the process that reads ──


async def main(reader: str, rooms: int, events: int) -> None:
    """One sync, read; what it took, in milliseconds."""
    async with _homeserver(rooms, events) as url:
        took = await (_with_door(url) if reader == "door" else _with_nio(url))
    took["peak MiB"] = psutil.Process().memory_info().rss / 2**20
    print(json.dumps(took))


async def _with_nio(url: str) -> dict[str, float]:
    client = AsyncClient(url, BOT)
    client.access_token = "t"  # noqa: S105 - the homeserver asks for none
    try:
        return await _timed(READING, lambda: _sync(client))
    finally:
        await client.close()


async def _sync(client: AsyncClient) -> None:
    assert isinstance(await client.sync(timeout=0, since="before"), SyncResponse)


async def _with_door(url: str) -> dict[str, float]:
    """As after a long absence: everything since is read, and what concerns the bot is kept in a database file."""
    with tempfile.TemporaryDirectory(prefix="navette-bench-") as folder:
        async with open_bot(Config(), BOT, url=f"sqlite:///{folder}/navette.db") as bot:
            client = await _client(url, bot)
            try:
                return await _read_and_keep(client, bot)
            finally:
                await client.close()


async def _client(url: str, bot: Bot) -> KeyedClient:
    ledger = Ledger(())
    ledger.begin_device("BENCH")
    client = KeyedClient(url, BOT, "BENCH", "t", ledger, KeyVault(bot.bench).save)
    await client.flush()
    return client


async def _read_and_keep(client: KeyedClient, bot: Bot) -> dict[str, float]:
    async def prepare(room_id: str) -> None:
        client.know_room(room_id)

    listener = Listener(client, BOT, now, Verifications(client, prepare, now))
    batches = []

    async def read() -> None:
        batches.append(await listener.next_batch("before", wait=False))

    reading = await _timed(READING, read)
    keeping = await _timed(KEEPING, lambda: bot.intake.receive(batches[0]))
    return {**keeping, **reading, STALL: max(reading[STALL], keeping[STALL])}


async def _timed(what: str, work: Callable[[], Awaitable[object]]) -> dict[str, float]:
    heart = asyncio.ensure_future(_beat())
    await asyncio.sleep(10 * _BEAT)
    started = time.perf_counter()
    await work()
    took = 1000 * (time.perf_counter() - started)
    await asyncio.sleep(10 * _BEAT)
    heart.cancel()
    return {what: took, STALL: 1000 * await heart}


async def _beat() -> float:
    """Until cancelled; the longest it had to wait for its turn, in seconds."""
    longest = 0.0
    with suppress(asyncio.CancelledError):
        while True:
            asleep = time.perf_counter()
            await asyncio.sleep(_BEAT)
            longest = max(longest, time.perf_counter() - asleep - _BEAT)
    return longest


@asynccontextmanager
async def _homeserver(rooms: int, events: int) -> AsyncIterator[str]:
    """In a process of its own, or its work would count as ours."""
    command = (sys.executable, "-m", "benchmarks.inside.homeserver", str(rooms), str(events))
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        yield (await process.stdout.readline()).decode().strip()
    finally:
        process.terminate()
        await process.wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))

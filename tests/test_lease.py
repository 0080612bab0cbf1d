"""One process writes: a second is refused while the first lives, a dead or hung one is replaced and harms nothing."""

from __future__ import annotations

import asyncio
import datetime as dt
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest
from sqlalchemy import text

from storage.database import Database, Session
from storage.delivery import Delivery
from storage.errors import DatabaseLocked, LostLease, Unreachable
from storage.lease import FileLock, Lease, LeaseRow, _database_clock, _is_dead_here, _start_time, own_name
from storage.upgrade import open_account

SHORT = dt.timedelta(seconds=1)

_HOLDER = """
import asyncio, sys
from storage.database import Database, read_url
from storage.delivery import Delivery
from storage.errors import LostLease
from storage.lease import Lease, TTL
from storage.sealing import Seal
import datetime as dt

async def main(url, ttl):
    database = Database(read_url(url), Seal.fresh())
    lease = await Lease.take(database, 1, dt.timedelta(seconds=float(ttl)))
    print("holding", lease.epoch, flush=True)
    sys.stdin.readline()
    try:
        async with database.transaction() as session:
            await lease.check(session)
            await Delivery(session, 1).move_token("from the one who was replaced")
        print("wrote", flush=True)
    except LostLease:
        print("lost", flush=True)
    await database.close()

asyncio.run(main(*sys.argv[1:]))
"""

_STOPPED_IN_THE_MIDDLE = """
import asyncio, sys
from sqlalchemy import text
from storage.database import Database, is_passing, read_url
from storage.delivery import Delivery
from storage.lease import Lease
from storage.sealing import Seal
import datetime as dt

async def main(url):
    database = Database(read_url(url), Seal.fresh())
    lease = await Lease.take(database, 1, dt.timedelta(seconds=1))
    try:
        async with database.transaction() as session:
            await lease.check(session)
            await session.execute(text("SET LOCAL idle_in_transaction_session_timeout = '500ms'"))
            await Delivery(session, 1).move_token("from the one who was replaced")
            print("holding", flush=True)
            await asyncio.to_thread(sys.stdin.readline)
        print("wrote", flush=True)
    except Exception as error:
        print("passing" if is_passing(error) else "bug", flush=True)
    await database.close()

asyncio.run(main(*sys.argv[1:]))
"""

_LOCKER = """
import sys
from pathlib import Path
from storage.lease import FileLock
lock = FileLock(Path(sys.argv[1]))
lock.take()
print("holding", flush=True)
sys.stdin.readline()
"""


@asynccontextmanager
async def _child(program: str, *words: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A real process that has said it holds what it came for; killed at the end, whatever happened to it."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", program, *words),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parent.parent,
    )
    try:
        assert (await _line(child)).startswith("holding")
        yield child
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()


async def _line(child: asyncio.subprocess.Process) -> str:
    assert child.stdout is not None
    return (await asyncio.wait_for(child.stdout.readline(), 30)).decode().strip()


async def _go_on(child: asyncio.subprocess.Process) -> str:
    """Woken, it does its work; what it says of it."""
    assert child.stdin is not None
    child.send_signal(signal.SIGCONT)
    child.stdin.write(b"\n")
    await child.stdin.drain()
    return await _line(child)


@pytest.fixture
async def account(database: Database) -> int:
    async with database.transaction() as session:
        return (await open_account(session, "@navette:x")).id


async def _token(database: Database) -> str | None:
    async with database.transaction() as session:
        return (await Delivery(session, 1).account()).sync_token


async def _write(lease: Lease, database: Database) -> None:
    async with database.transaction() as session:
        await lease.check(session)
        await Delivery(session, 1).move_token("written")


# where several hosts may share a database
on_postgresql = pytest.mark.parametrize("engine", [pytest.param("postgresql", marks=pytest.mark.live)], indirect=True)


# ── the epoch, on both ──


async def test_each_holder_has_an_epoch_of_its_own_and_only_the_last_may_write(
    database: Database, account: int
) -> None:
    first = await Lease.take(database, account)
    await _write(first, database)
    await first.release()
    second = await Lease.take(database, account)
    assert second.epoch == first.epoch + 1
    for attempt in (_write(first, database), first.renew(), first.release()):
        with pytest.raises(LostLease):
            await attempt
    await _write(second, database)
    await second.renew()


async def test_a_write_after_the_loss_is_undone(database: Database, account: int) -> None:
    first = await Lease.take(database, account)
    await first.release()
    await Lease.take(database, account)
    with pytest.raises(LostLease):
        await _write(first, database)
    assert await _token(database) is None


async def test_a_lease_that_is_kept_outlives_its_term(database: Database, account: int) -> None:
    lease = await Lease.take(database, account, SHORT)
    keeping = asyncio.create_task(lease.keep(every=0.05))
    async with asyncio.timeout(10):
        while await _expiry(database) - await _clock(database) < 2 * SHORT:  # noqa: ASYNC110 - it stands in a table
            await asyncio.sleep(0.02)
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)


async def _expiry(database: Database) -> dt.datetime:
    async with database.transaction() as session:
        expires_at = (await session.get_one(LeaseRow, 1)).expires_at
    assert expires_at is not None
    return expires_at


async def _clock(database: Database) -> dt.datetime:
    async with database.transaction() as session:
        return await _database_clock(session)


# ── PostgreSQL: other processes, perhaps on other hosts ──


@on_postgresql
async def test_a_second_holder_is_refused_while_the_first_lives(database: Database, account: int) -> None:
    async with _child(_HOLDER, database.url.render_as_string(hide_password=False), "15"):
        with pytest.raises(DatabaseLocked, match="another Navette holds this account"):
            await Lease.take(database, account)


@on_postgresql
async def test_a_holder_that_was_killed_is_replaced_at_once(database: Database, account: int) -> None:
    async with _child(_HOLDER, database.url.render_as_string(hide_password=False), "3600") as child:
        child.kill()
        assert await child.wait() == -signal.SIGKILL
        assert (await Lease.take(database, account)).epoch == 2


@on_postgresql
async def test_a_killed_holder_that_nobody_buried_is_replaced_too(
    database: Database, account: int, unburied: str
) -> None:
    async with database.transaction() as session:
        row = await session.get_one(LeaseRow, account)
        row.holder, row.expires_at = unburied, dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
    assert (await Lease.take(database, account)).epoch == 1


@pytest.fixture
def unburied() -> Iterator[str]:
    """The name of a dead process whose parent does not look: it keeps its number."""
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    place = own_name().partition(":")[0]
    name = f"{place}:{child.pid}:{_start_time(child.pid)}"
    assert not _is_dead_here(name)
    child.kill()
    while psutil.Process(child.pid).status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.01)
    yield name
    child.communicate()


@on_postgresql
async def test_a_holder_elsewhere_is_believed_until_its_term_is_over(database: Database, account: int) -> None:
    """Of another host, or of another container, we cannot see whether it lives."""
    async with database.transaction() as session:
        row = await session.get_one(LeaseRow, account)
        row.holder, row.expires_at = "another-boot/4026531836:7:100", await _later(session, SHORT)
    with pytest.raises(DatabaseLocked):
        await Lease.take(database, account)
    await asyncio.sleep(1.1)
    await Lease.take(database, account)


async def _later(session: Session, delay: dt.timedelta) -> dt.datetime:
    now: dt.datetime | None = await session.scalar(text("SELECT clock_timestamp()"))
    assert now is not None
    return now + delay


@on_postgresql
async def test_a_hung_holder_loses_after_its_term_and_writes_nothing_when_it_wakes(
    database: Database, account: int
) -> None:
    async with _child(_HOLDER, database.url.render_as_string(hide_password=False), "1") as child:
        child.send_signal(signal.SIGSTOP)
        with pytest.raises(DatabaseLocked):
            await Lease.take(database, account)
        await asyncio.sleep(1.1)
        await Lease.take(database, account)
        assert await _go_on(child) == "lost"
    assert await _token(database) is None


@on_postgresql
async def test_a_holder_hung_in_the_middle_of_a_transaction_keeps_nobody_waiting_for_ever(
    database: Database, account: int
) -> None:
    """The server ends what idles in a transaction, and with it the lock on the lease (after 12 s; here sooner)."""
    async with _child(_STOPPED_IN_THE_MIDDLE, database.url.render_as_string(hide_password=False)) as child:
        child.send_signal(signal.SIGSTOP)
        await asyncio.sleep(1.1)
        await asyncio.wait_for(Lease.take(database, account), 10)
        assert await _go_on(child) == "passing"
    assert await _token(database) is None
    async with database.transaction() as session:
        assert await session.scalar(text("SHOW idle_in_transaction_session_timeout")) == "12s"


@on_postgresql
async def test_the_next_holder_waits_for_what_the_first_is_writing(database: Database, account: int) -> None:
    first = await Lease.take(database, account)
    async with database.transaction() as session:
        await first.check(session)
        taking = asyncio.create_task(_take_by_force(database, account))
        await asyncio.sleep(0.2)
        assert not taking.done()
        await Delivery(session, 1).move_token("written before")
    await taking
    assert await _token(database) == "written before"
    with pytest.raises(LostLease):
        await _write(first, database)


async def _take_by_force(database: Database, account: int) -> None:
    """As if the term of the first were over."""
    async with database.transaction() as session:
        row = await session.get_one(LeaseRow, account, with_for_update=True)
        row.epoch += 1


# ── SQLite: the kernel knows who lives ──


async def test_a_second_process_on_a_file_is_refused_while_the_first_lives_or_hangs(tmp_path: Path) -> None:
    file = tmp_path / "navette.db"
    async with _child(_LOCKER, str(file)) as child:
        for _ in range(2):
            with pytest.raises(DatabaseLocked, match="another Navette runs on this database"):
                FileLock(file).take()
            child.send_signal(signal.SIGSTOP)


async def test_the_lock_of_a_killed_process_is_free_at_once(tmp_path: Path) -> None:
    file = tmp_path / "navette.db"
    async with _child(_LOCKER, str(file)) as child:
        child.kill()
        await child.wait()
        lock = FileLock(file)
        lock.take()
        lock.free()
        lock.free()


def test_a_file_in_no_folder_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="No such file"):
        FileLock(tmp_path / "nowhere" / "navette.db").take()

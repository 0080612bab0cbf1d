"""A second machine waits for its turn, is refused where it would lose files, and one that slept says nothing twice."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot import standby
from bot.app import open_database
from bot.config import Config, Storage
from bot.postman import Postman
from bot.standby import its_turn, leave_name
from bot.transport import Outgoing
from storage.database import Database
from storage.delivery import Delivery, Departure
from storage.errors import AccountHeld, LostLease, StorageFault, WrongKey
from storage.lease import TTL, Lease
from storage.upgrade import open_account
from tests.inside import GRANIT, Inside

A_MOMENT = 3 * standby.LOOK_EVERY


@dataclass
class First:
    """The process at work, and the configuration that both have."""

    config: Config
    database: Database
    lease: Lease


@asynccontextmanager
async def _waiting(config: Config) -> AsyncIterator[asyncio.Task[bool]]:
    task = asyncio.create_task(its_turn(config))
    yield task
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def first(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[First]:
    """On a server."""
    url = request.getfixturevalue("postgres").new_database()
    (tmp_path / "shared").mkdir()
    key, folder = str(tmp_path / "navette.key"), str(tmp_path / "shared")
    config = Config(storage=Storage(database=url, key_file=key, folder=folder))
    async with open_database(config) as database:
        async with database.transaction() as session:
            account = await open_account(session, config.matrix.user)
        yield First(config, database, await Lease.take(database, account.id))


@pytest.mark.live
async def test_who_finds_another_at_work_waits_until_it_is_gone(first: First) -> None:
    leave_name(first.config, first.database)
    async with _waiting(first.config) as waiting:
        await asyncio.sleep(A_MOMENT)
        assert not waiting.done()
        await first.lease.release()
        assert await asyncio.wait_for(waiting, 10)


@pytest.mark.live
async def test_who_waits_answers_that_it_is_well(first: First, unused_port: int) -> None:
    leave_name(first.config, first.database)
    health = first.config.health.model_copy(update={"port": unused_port})
    async with _waiting(first.config.model_copy(update={"health": health})) as waiting, ClientSession() as session:
        await asyncio.sleep(A_MOMENT)
        assert not waiting.done()
        async with session.get(f"http://127.0.0.1:{unused_port}/healthz") as answer:
            assert (answer.status, await answer.json()) == (200, {"ready": True, "stands_by": True})
        async with session.get(f"http://127.0.0.1:{unused_port}/metrics") as answer:
            assert "navette_stands_by 1.0" in await answer.text()


@pytest.fixture
def unused_port() -> int:
    """A free one."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.mark.live
async def test_a_folder_without_the_name_of_the_other_is_refused_in_time(
    first: First, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(standby, "_SEEN_WITHIN", A_MOMENT)
    leave_name(first.config, first.database)
    (tmp_path / "of-its-own").mkdir()
    storage = first.config.storage.model_copy(update={"folder": str(tmp_path / "of-its-own")})
    async with _waiting(first.config.model_copy(update={"storage": storage})) as waiting:
        with pytest.raises(StorageFault, match=r"not the folder of the process that runs.*storage\.folder"):
            await asyncio.wait_for(waiting, 10)


@pytest.mark.live
async def test_a_key_of_its_own_is_refused_at_once(first: First, tmp_path: Path) -> None:
    storage = first.config.storage.model_copy(update={"key_file": str(tmp_path / "none.key")})
    with pytest.raises(WrongKey, match="is missing: put its copy back"):
        await its_turn(first.config.model_copy(update={"storage": storage}))


@pytest.mark.live
async def test_the_slower_of_two_that_waited_is_told_so(first: First) -> None:
    await first.lease.release()
    assert await its_turn(first.config)
    await Lease.take(first.database, 1)
    with pytest.raises(AccountHeld):
        await Lease.take(first.database, 1)


@pytest.mark.live
async def test_a_folder_that_is_not_there_is_one_line(first: First, tmp_path: Path) -> None:
    storage = first.config.storage.model_copy(update={"folder": str(tmp_path / "nowhere")})
    with pytest.raises(StorageFault, match=r"storage\.folder: .*nowhere: No such file"):
        leave_name(first.config.model_copy(update={"storage": storage}), first.database)


async def test_on_a_file_nobody_waits_and_no_name_is_left(tmp_path: Path) -> None:
    config = Config(storage=Storage(database=f"sqlite:///{tmp_path}/navette.db"))
    async with open_database(config) as database:
        leave_name(config, database)
        assert await its_turn(config)
    assert _holders(tmp_path) == []


def _holders(folder: Path) -> list[Path]:
    return list(folder.glob("*.holder"))


# ── woken ──


async def _claimed(inside: Inside) -> int:
    """An answer that is about to leave."""
    async with inside.bench.transaction() as session:
        await Delivery(session, inside.account_id).post(
            Departure("one", GRANIT, urgency="answer", kind="text", content={"body": "one"}), inside.wall.now()
        )
    return (await inside.outbox())[0].seq


def _sleep_past_its_term(lease: Lease, monkeypatch: pytest.MonkeyPatch) -> None:
    later = (TTL + dt.timedelta(seconds=1)).total_seconds() + lease._sure_at
    monkeypatch.setattr("storage.lease._uptime", lambda: later)


async def test_woken_after_its_term_it_sends_nothing_that_it_had_claimed(
    inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    seq = await _claimed(inside)
    outgoing = await _claim(inside.postman, inside, seq)
    await inside.bench.lease.release()
    await Lease.take(inside.database, inside.account_id)
    _sleep_past_its_term(inside.bench.lease, monkeypatch)
    with pytest.raises(LostLease):
        await inside.postman._send(seq, outgoing)
    assert inside.door.attempts == []


async def test_woken_after_its_term_with_nobody_in_its_place_it_goes_on(
    inside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    seq = await _claimed(inside)
    _sleep_past_its_term(inside.bench.lease, monkeypatch)
    await inside.postman.send(seq)
    assert inside.door.said(GRANIT) == ["one"]


async def _claim(postman: Postman, inside: Inside, seq: int) -> Outgoing:
    async with inside.bench.transaction() as session:
        outgoing = await postman._claim(session, seq)
    assert outgoing is not None
    return outgoing

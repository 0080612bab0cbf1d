"""Nothing leaves before what it needs is committed, and no bad message stops the bot."""

from __future__ import annotations

import asyncio
import base64
from typing import Any

import pytest
import vodozemac

from bot.matrix import MatrixDoor
from bot.matrix.keyed import KeyedClient
from bot.matrix.ledger import Ledger
from bot.matrix.upkeep import upload_keys
from bot.transport import Batch, DeviceOutlived
from tests.edge import Edge, Reply
from tests.inside import START
from tests.keys import (
    BOT,
    NOA,
    ROOM,
    Disk,
    Event,
    begin_room_key,
    client_of,
    direct,
    direct_bytes,
    room_key,
    said,
)

# ── the gate ──


async def _leaves(work: asyncio.Task[Any]) -> bool:
    """True when it does not wait for anything but the network."""
    await asyncio.wait([work], timeout=0.3)
    return work.done()


async def test_no_request_leaves_before_the_keys_it_needs_are_committed(
    bot: KeyedClient, edge: Edge, disk: Disk
) -> None:
    edge.answers("sync", Reply({"next_batch": "t1"}))
    disk.open.clear()
    for ask in (bot.room_typing(ROOM), bot.room_send(ROOM, "m.reaction", {}), bot.sync(timeout=0)):
        bot.know_room(ROOM)
        bot.ledger.keep("word", len(disk.commits))
        work, commits = asyncio.create_task(ask), len(disk.commits)
        assert not await _leaves(work)
        assert edge.asked == []
        disk.open.set()
        await work
        assert (len(edge.asked), len(disk.commits)) == (1, commits + 1)
        edge.asked.clear()
        disk.open.clear()


async def test_what_another_request_is_saving_is_waited_for_too(bot: KeyedClient, edge: Edge, disk: Disk) -> None:
    """Two rooms whose keys are shared side by side: the second one's are in the first one's save."""
    disk.open.clear()
    bot.ledger.keep("word", 1)
    first = asyncio.create_task(bot.room_typing(ROOM))
    assert not await _leaves(first)
    second = asyncio.create_task(bot.room_typing(ROOM))
    assert not await _leaves(second)
    assert edge.asked == []
    disk.open.set()
    await asyncio.gather(first, second)
    assert edge.times("typing") == 2


async def test_a_plain_read_may_leave_at_any_time(bot: KeyedClient, edge: Edge, disk: Disk) -> None:
    disk.open.clear()
    bot.ledger.keep("word", 1)
    await bot.joined_members(ROOM)
    assert edge.times("joined_members") == 1


async def test_between_a_sync_and_its_commit_nothing_leaves(bot: KeyedClient, edge: Edge) -> None:
    edge.answers("sync", Reply({"next_batch": "t1"}))
    await bot.sync(timeout=0)
    bot.taken()
    work = asyncio.create_task(bot.room_typing(ROOM))
    assert not await _leaves(work)
    assert edge.times("typing") == 0
    bot.settled()
    await work
    assert edge.times("typing") == 1


async def test_where_saving_fails_nothing_leaves_and_nothing_is_forgotten(
    bot: KeyedClient, edge: Edge, disk: Disk
) -> None:
    bot.ledger.keep("word", 1)
    disk.trouble = RuntimeError("the disk is full")
    with pytest.raises(RuntimeError, match="full"):
        await bot.room_typing(ROOM)
    assert edge.asked == []
    assert bot.ledger.is_changed


async def test_a_save_that_nobody_waits_for_any_more_is_over_before_the_next_begins(
    bot: KeyedClient, disk: Disk
) -> None:
    """Else the older pickle could be written last."""
    disk.open.clear()
    bot.ledger.keep("word", "old")
    given_up = asyncio.create_task(bot.flush())
    assert not await _leaves(given_up)
    given_up.cancel()
    bot.ledger.keep("word", "new")
    going_on = asyncio.create_task(bot.flush())
    assert not await _leaves(going_on)
    disk.open.set()
    await going_on
    assert [[row.value for row in commit] for commit in disk.commits[-2:]] == [["old"], ["new"]]
    with pytest.raises(asyncio.CancelledError):
        await given_up


async def test_a_sync_is_not_applied_while_older_keys_are_being_saved(bot: KeyedClient, edge: Edge, disk: Disk) -> None:
    """Its own are written with its events, in another transaction: that one has to be the later."""
    edge.answers("sync", Reply({"next_batch": "t1"}))
    sync = asyncio.create_task(bot.sync(timeout=0))
    disk.open.clear()
    bot.ledger.keep("word", "old")
    saving = asyncio.create_task(bot.flush())
    assert not await _leaves(sync)
    disk.open.set()
    await asyncio.gather(saving, sync)
    assert bot.next_batch == "t1"


async def test_what_a_sync_changed_is_left_for_the_transaction_of_its_events(
    bot: KeyedClient, edge: Edge, disk: Disk
) -> None:
    edge.answers("sync", Reply({"next_batch": "t1"}))
    await bot.sync(timeout=0)
    bot.ledger.keep("word", "of the sync")
    before = len(disk.commits)
    await bot.flush()
    assert len(disk.commits) == before
    assert [row.value for row in bot.taken().rows] == ["of the sync"]


async def test_one_time_keys_are_committed_as_used_before_they_are_uploaded(edge: Edge, disk: Disk) -> None:
    edge.answers("keys/upload", Reply({"one_time_key_counts": {"signed_curve25519": 50}}))
    bot = client_of(BOT, "BOTDEVICE", edge.url, disk)
    await upload_keys(bot)
    await bot.close()
    (row,) = [row for row in disk.rows() if row.kind == "account"]
    account = Ledger([row]).load_account()
    assert account is not None
    assert account.one_time_keys == {"curve25519": {}}
    body = edge.last("keys/upload").body
    assert len(body["one_time_keys"]) == 50
    assert [key["fallback"] for key in body.get("fallback_keys", {}).values()] == [True]


async def test_keys_left_over_by_a_crash_are_never_uploaded_again(edge: Edge, bot: KeyedClient, disk: Disk) -> None:
    again = client_of(BOT, "BOTDEVICE", edge.url, Disk(), disk.rows())
    assert again.olm.account.one_time_keys == {"curve25519": {}}
    await again.close()


async def test_a_count_of_no_keys_at_all_is_no_reason_to_go_deaf(bot: KeyedClient, edge: Edge) -> None:
    counts = {"device_one_time_keys_count": {"signed_curve25519": 0}, "device_unused_fallback_key_types": []}
    edge.answers("sync", Reply({"next_batch": "t1", **counts}))
    await bot.sync(timeout=0)
    assert (bot.olm.uploaded_key_count, bot.should_upload_keys, bot.fallback_unused) == (0, True, [])


async def test_an_upload_of_keys_that_exist_tells_that_the_device_is_outlived(bot: KeyedClient, edge: Edge) -> None:
    edge.answers("keys/upload", Reply({"errcode": "M_UNKNOWN", "error": "One time key x already exists."}, 400))
    with pytest.raises(DeviceOutlived):
        await upload_keys(bot)


# ── one bad message ──


class _Enough(Exception):
    """The receiver has what it waited for."""


class _Desk:
    """Keeps batches until enough are there."""

    def __init__(self, wanted: int) -> None:
        self.batches: list[Batch] = []
        self._wanted = wanted

    async def receive(self, batch: Batch) -> bool:
        """As the intake does."""
        self.batches.append(batch)
        if len(self.batches) == self._wanted:
            raise _Enough
        return False


def _bad_ones(noa: KeyedClient, bot: KeyedClient) -> dict[str, Event]:
    """To-device messages that break nio, by name; none is the work of a good client."""
    good = direct(noa, bot, "m.dummy", {})
    key = bot.olm.account.identity_keys["curve25519"]
    other = vodozemac.Account()
    other.generate_one_time_keys(1)

    def with_text(**changed: Any) -> Event:
        text = {**good["content"]["ciphertext"][key], **changed}
        return {**good, "content": {**good["content"], "ciphertext": {key: text}}}

    foreign = noa.olm.account._account.create_outbound_session(
        other.curve25519_key, next(iter(other.one_time_keys.values()))
    )
    body = base64.b64encode(foreign.encrypt(b"{}").to_parts()[1]).decode()
    return {
        "bad base64": with_text(body="*** no base64 ***"),
        "cut off": with_text(body="AwogB"),
        "no session can be made of it": with_text(type=0, body=body),
        "a type that nobody knows": with_text(type=7),
        "a sender's key that is none": {**good, "content": {**good["content"], "sender_key": "*"}},
        "no UTF-8": direct_bytes(noa, bot, b"\xff\xfe{"),
        "deep JSON": direct_bytes(noa, bot, b"[" * 60_000),
        "no object": direct_bytes(noa, bot, b"7"),
        "a room key that is none": direct(
            noa, bot, "m.room_key",
            {"algorithm": "m.megolm.v1.aes-sha2", "room_id": ROOM, "session_id": "s", "session_key": "*"},
        ),
        "a key request without fields": {"type": "m.room_key_request", "sender": NOA, "content": {}},
        "no content": {"type": "m.room.encrypted", "sender": NOA, "content": "?"},
    }  # fmt: skip


async def test_no_to_device_message_stops_the_loop_and_what_comes_after_it_is_read(
    bot: KeyedClient, noa: KeyedClient, edge: Edge
) -> None:
    begin_room_key(noa)
    bad = list(_bad_ones(noa, bot).values())
    direct = {"to_device": {"events": [*bad, room_key(noa, bot)]}}
    timeline = {"events": [said(noa, "!aide")], "limited": False, "prev_batch": "p"}
    rooms = {"rooms": {"join": {ROOM: {"timeline": timeline, "state": {"events": []}}}}}
    edge.answers("sync", Reply({"next_batch": "t1", **direct}), Reply({"next_batch": "t2", **rooms}))
    edge.answers("keys/", Reply({"one_time_keys": {}, "device_keys": {}}))
    desk = _Desk(2)
    with pytest.raises(_Enough):
        await MatrixDoor(bot, BOT, lambda: START).run(desk, "t0")
    assert [event.body for event in desk.batches[1].events] == ["!aide"]


@pytest.mark.parametrize("plain", [b"\xff\xfe{", b"[" * 60_000, b"7", b"{}", b'{"type": 5, "content": []}'])
async def test_no_encrypted_event_stops_the_loop(bot: KeyedClient, noa: KeyedClient, edge: Edge, plain: bytes) -> None:
    begin_room_key(noa)
    direct = {"to_device": {"events": [room_key(noa, bot)]}}
    bad = [said(noa, plain, "$bad"), {**said(noa, "x", "$worse"), "content": {"algorithm": 5}}]
    timeline = {"events": [*bad, said(noa, "!aide", "$good")], "limited": False, "prev_batch": "p"}
    rooms = {"rooms": {"join": {ROOM: {"timeline": timeline, "state": {"events": []}}}}}
    edge.answers("sync", Reply({"next_batch": "t1", **direct, **rooms}))
    desk = _Desk(1)
    with pytest.raises(_Enough):
        await MatrixDoor(bot, BOT, lambda: START).run(desk, "t0")
    assert "!aide" in [event.body for event in desk.batches[0].events]

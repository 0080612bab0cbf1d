"""The bot's keys: every trap of nio's encryption held shut, and nothing leaves before what it needs is committed."""

from __future__ import annotations

import asyncio
import base64
import datetime as dt
import inspect
import json
from collections.abc import AsyncIterator, Sequence
from importlib.metadata import requires, version
from pathlib import Path
from typing import Any

import pytest
import vodozemac
from nio.crypto import InboundGroupSession, OlmDevice, OutgoingKeyRequest
from nio.events import MegolmEvent, ToDeviceEvent
from nio.store import MatrixStore

from bot.matrix import MatrixDoor
from bot.matrix.keyed import KeyedClient
from bot.matrix.ledger import OWN, Ledger
from bot.matrix.upkeep import upload_keys
from bot.transport import Batch, DeviceOutlived
from storage.crypto import KEEP_UNUSED, KeyRow, Keys
from storage.database import Database, read_url
from storage.sealing import Seal
from storage.upgrade import open_account, prepare
from tests.edge import Edge, Reply, edge_server
from tests.inside import START

BOT, NOA = "@navette:archipel.example", "@noa:archipel.example"
ROOM = "!granit:archipel.example"
_NIOS_OWN_TABLES = {"upgrade_to_v2"}
Event = dict[str, Any]


class Disk:
    """Where keys are written: one list of rows a commit. Can be slow, and can fail."""

    def __init__(self) -> None:
        self.commits: list[Sequence[KeyRow]] = []
        self.open = asyncio.Event()
        self.open.set()
        self.trouble: Exception | None = None
        self._under_way = asyncio.Lock()

    async def save(self, rows: Sequence[KeyRow]) -> None:
        """Waits until it is open; two at once could end in any order."""
        assert not self._under_way.locked()
        async with self._under_way:
            await self.open.wait()
            if self.trouble is not None:
                raise self.trouble
            self.commits.append(rows)

    def rows(self) -> list[KeyRow]:
        """What a new process would find."""
        latest = {(row.kind, row.key): row for commit in self.commits for row in commit}
        return [
            KeyRow(row.kind, row.key, json.loads(json.dumps(row.value)))
            for row in latest.values()
            if row.value is not None
        ]


@pytest.fixture
async def edge() -> AsyncIterator[Edge]:
    async with edge_server() as running:
        yield running


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
async def bot(edge: Edge, disk: Disk) -> AsyncIterator[KeyedClient]:
    """The bot's client, its first keys committed; it may hand out one-time keys."""
    client = _client(BOT, "BOTDEVICE", edge.url, disk)
    client.olm.account.generate_one_time_keys(10)
    await client.flush()
    yield client
    await client.close()


@pytest.fixture
async def noa(edge: Edge, bot: KeyedClient) -> AsyncIterator[KeyedClient]:
    """Somebody who knows the bot's device, and whom the bot knows."""
    client = _client(NOA, "NOADEVICE", edge.url, Disk())
    _introduce(client, bot)
    _introduce(bot, client)
    yield client
    await client.close()


def _client(user_id: str, device_id: str, url: str, disk: Disk, rows: Sequence[KeyRow] = ()) -> KeyedClient:
    ledger = Ledger(rows)
    if ledger.device_id is None:
        ledger.begin_device(device_id)
    return KeyedClient(url, user_id, device_id, "t", ledger, disk.save)


def _introduce(one: KeyedClient, other: KeyedClient) -> None:
    device = OlmDevice(other.user_id, other.device_id, dict(other.olm.account.identity_keys))
    one.device_store.add(device)
    one.ledger.save_device_keys({other.user_id: {other.device_id: device}})


# ── what is said in secret, by hand ──


def _session(sender: KeyedClient, receiver: KeyedClient) -> Any:
    keys = receiver.olm.account
    known = sender.olm.session_store.get(keys.identity_keys["curve25519"])
    one_time = next(iter(keys.one_time_keys["curve25519"].values()), "")
    return known or sender.olm.create_session(one_time, keys.identity_keys["curve25519"])


def _direct(sender: KeyedClient, receiver: KeyedClient, kind: str, content: Event) -> Event:
    """A to-device message, encrypted."""
    device = sender.device_store[receiver.user_id][receiver.device_id]
    sealed = sender.olm._olm_encrypt(_session(sender, receiver), device, kind, content)
    return {"type": "m.room.encrypted", "sender": sender.user_id, "content": sealed}


def _direct_bytes(sender: KeyedClient, receiver: KeyedClient, plain: bytes) -> Event:
    """A to-device message that holds anything at all."""
    key = receiver.olm.account.identity_keys["curve25519"]
    kind, body = _session(sender, receiver)._session.encrypt(plain).to_parts()
    text = {"type": kind, "body": base64.b64encode(body).decode()}
    content = {"algorithm": "m.olm.v1.curve25519-aes-sha2", "ciphertext": {key: text}}
    own = sender.olm.account.identity_keys["curve25519"]
    return {"type": "m.room.encrypted", "sender": sender.user_id, "content": {**content, "sender_key": own}}


def _room_key(sender: KeyedClient, receiver: KeyedClient) -> Event:
    session = sender.olm.outbound_group_sessions[ROOM]
    content = {"algorithm": "m.megolm.v1.aes-sha2", "room_id": ROOM, "session_id": session.id}
    return _direct(sender, receiver, "m.room_key", {**content, "session_key": session.session_key})


def _said(sender: KeyedClient, body: str | bytes, event_id: str = "$said") -> Event:
    """A message in the room; bytes are encrypted as they are."""
    session = sender.olm.outbound_group_sessions[ROOM]
    if isinstance(body, str):
        content = {"msgtype": "m.text", "body": body}
        body = json.dumps({"type": "m.room.message", "room_id": ROOM, "content": content}).encode()
    ciphertext = session._session.encrypt(body).to_base64()
    content = {"algorithm": "m.megolm.v1.aes-sha2", "ciphertext": ciphertext, "session_id": session.id}
    content |= {"sender_key": sender.olm.account.identity_keys["curve25519"], "device_id": sender.device_id}
    fields = {"event_id": event_id, "sender": sender.user_id, "origin_server_ts": 1618389000000}
    return {"type": "m.room.encrypted", "content": content, **fields}


def _hear(client: KeyedClient, direct: Event) -> None:
    client.olm.handle_to_device_event(ToDeviceEvent.parse_event(direct))


def _read(client: KeyedClient, said: Event) -> str | None:
    event: Any = MegolmEvent.from_dict(said)
    event.room_id = ROOM
    found = client.olm._decrypt_megolm_no_error(event)
    return None if found is None else str(found.source["content"]["body"])


def _rooms_session(client: KeyedClient) -> None:
    client.olm.create_outbound_group_session(ROOM)
    client.olm.outbound_group_sessions[ROOM].shared = True


# ── nio's store ──


def test_nio_is_the_one_whose_insides_are_known_here() -> None:
    assert version("matrix-nio").startswith("0.26.")
    assert [line for line in requires("matrix-nio") or [] if "vodozemac" in line]


def _public(kind: type) -> dict[str, Any]:
    found = inspect.getmembers(kind, inspect.isfunction)
    return {name: function for name, function in found if not name.startswith("_")}


@pytest.mark.parametrize("name", sorted(set(_public(MatrixStore)) - _NIOS_OWN_TABLES))
def test_the_ledger_can_be_called_wherever_nio_calls_its_store(name: str) -> None:
    theirs = list(inspect.signature(_public(MatrixStore)[name]).parameters.values())
    inspect.signature(getattr(Ledger, name)).bind(*(["something"] * len(theirs)))


async def test_account_sessions_room_keys_devices_and_requests_outlive_the_process(
    bot: KeyedClient, noa: KeyedClient, disk: Disk, edge: Edge
) -> None:
    _rooms_session(noa)
    _hear(bot, _room_key(noa, bot))
    bot.ledger.save_encrypted_rooms([ROOM])
    bot.olm.outgoing_key_requests["r"] = OutgoingKeyRequest("r", "s", ROOM, "m.megolm.v1.aes-sha2")
    bot.ledger.add_outgoing_key_request(bot.olm.outgoing_key_requests["r"])
    bot.olm.account.shared = True
    bot.ledger.save_account(bot.olm.account)
    await bot.flush()

    again = _client(BOT, "BOTDEVICE", edge.url, Disk(), disk.rows())
    assert again.ledger.device_id == "BOTDEVICE"
    assert again.olm.account.identity_keys == bot.olm.account.identity_keys
    assert again.olm.account.shared
    assert _read(again, _said(noa, "bonjour")) == "bonjour"
    _hear(again, _direct(noa, again, "m.dummy", {}))  # the one-to-one session goes on where it was
    assert len(list(again.olm.session_store.values())) == 1
    assert again.device_store[NOA]["NOADEVICE"].curve25519 == noa.olm.account.identity_keys["curve25519"]
    assert again.ledger.load_encrypted_rooms() == {ROOM}
    assert again.olm.outgoing_key_requests["r"].room_id == ROOM
    await again.close()


async def test_what_goes_is_gone_in_the_rows_too(bot: KeyedClient, disk: Disk) -> None:
    request = OutgoingKeyRequest("r", "s", ROOM, "m.megolm.v1.aes-sha2")
    bot.ledger.save_encrypted_rooms([ROOM])
    bot.ledger.add_outgoing_key_request(request)
    bot.ledger.keep("mine", {"a": 1})
    await bot.flush()
    bot.ledger.delete_encrypted_room(ROOM)
    bot.ledger.remove_outgoing_key_request(request)
    bot.ledger.keep("mine", None)
    await bot.flush()
    assert {row.kind for row in disk.rows()} == {"account"}


async def test_trust_in_a_device_is_kept(bot: KeyedClient, noa: KeyedClient, disk: Disk) -> None:
    device = bot.device_store[NOA]["NOADEVICE"]
    assert bot.ledger.verify_device(device)
    assert not bot.ledger.verify_device(device)
    assert bot.ledger.is_device_verified(device)
    assert not bot.ledger.unblacklist_device(device)
    assert bot.ledger.blacklist_device(device)
    await bot.flush()
    kept = Ledger(disk.rows()).load_device_keys()[NOA]["NOADEVICE"]
    assert Ledger(()).is_device_blacklisted(kept)
    assert bot.ledger.unblacklist_device(device)
    assert not bot.ledger.is_device_blacklisted(device)


async def test_a_room_key_shared_again_at_a_later_index_never_replaces_the_better_one(
    bot: KeyedClient, noa: KeyedClient, disk: Disk
) -> None:
    _rooms_session(noa)
    _hear(bot, _room_key(noa, bot))
    first = _said(noa, "the first", "$1")
    _hear(bot, _room_key(noa, bot))  # as js-sdk does under load: from here on only
    second = _said(noa, "the second", "$2")
    await bot.flush()
    assert (_read(bot, first), _read(bot, second)) == ("the first", "the second")
    (kept,) = Ledger(disk.rows()).load_inbound_group_sessions()
    assert kept.first_known_index == 0


async def test_a_room_key_from_an_earlier_index_replaces_a_worse_one(bot: KeyedClient, noa: KeyedClient) -> None:
    _rooms_session(noa)
    early = _room_key(noa, bot)
    first = _said(noa, "the first", "$1")
    _hear(bot, _room_key(noa, bot))
    assert _read(bot, first) is None
    _hear(bot, early)
    assert _read(bot, first) == "the first"


# ── what has to be committed ──


async def test_what_was_not_committed_is_committed_with_the_next(bot: KeyedClient, disk: Disk) -> None:
    bot.ledger.keep("one", 1)
    disk.trouble = ConnectionError("away")
    with pytest.raises(ConnectionError):
        await bot.flush()
    bot.ledger.keep("two", 2)
    disk.trouble = None
    await bot.flush()
    assert {row.key: row.value for row in disk.rows() if row.kind == OWN} == {"one": 1, "two": 2}


def test_what_is_put_back_never_hides_what_changed_since() -> None:
    ledger = Ledger(())
    ledger.keep("word", "old")
    taken = ledger.take()
    ledger.keep("word", "new")
    ledger.put_back(taken)
    assert [row.value for row in ledger.take().rows] == ["new"]


async def test_the_account_is_pickled_when_it_is_committed_not_when_nio_says_so(
    bot: KeyedClient, noa: KeyedClient
) -> None:
    """nio saves it before the used one-time key is gone: a copy from then could be opened twice."""
    _rooms_session(noa)
    _hear(bot, _room_key(noa, bot))
    (row,) = [row for row in bot.taken().rows if row.kind == "account"]
    used = Ledger([row]).load_account()
    assert used is not None
    assert used.one_time_keys == bot.olm.account.one_time_keys


async def test_a_new_device_leaves_the_keys_of_the_old_one_and_keeps_what_is_ours(
    bot: KeyedClient, noa: KeyedClient, disk: Disk
) -> None:
    _rooms_session(noa)
    _hear(bot, _room_key(noa, bot))
    bot.ledger.save_encrypted_rooms([ROOM])
    bot.ledger.keep("identity-seeds", {"master": "x"})
    bot.ledger.add_outgoing_key_request(OutgoingKeyRequest("r", "s", ROOM, "m.megolm.v1.aes-sha2"))
    await bot.flush()
    ledger = Ledger(disk.rows())
    ledger.begin_device("OTHER")
    disk.commits.append(ledger.take().rows)
    assert {row.kind for row in disk.rows()} == {OWN, "room"}
    assert (ledger.load_account(), ledger.value("identity-seeds")) == (None, {"master": "x"})
    assert not list(ledger.load_sessions().values())
    assert not list(ledger.load_inbound_group_sessions())


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
    bot = _client(BOT, "BOTDEVICE", edge.url, disk)
    await upload_keys(bot)
    await bot.close()
    (row,) = [row for row in disk.rows() if row.kind == "account"]
    account = Ledger([row]).load_account()
    assert account is not None
    assert account.one_time_keys == {"curve25519": {}}
    body = edge.last("keys/upload").body
    assert len(body["one_time_keys"]) == 50
    (fallback,) = body["fallback_keys"].values()
    assert fallback["fallback"] is True


async def test_keys_left_over_by_a_crash_are_never_uploaded_again(edge: Edge, bot: KeyedClient, disk: Disk) -> None:
    again = _client(BOT, "BOTDEVICE", edge.url, Disk(), disk.rows())
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

    async def receive(self, batch: Batch) -> None:
        """As the intake does."""
        self.batches.append(batch)
        if len(self.batches) == self._wanted:
            raise _Enough


def _bad_ones(noa: KeyedClient, bot: KeyedClient) -> dict[str, Event]:
    """To-device messages that break nio, by name; none is the work of a good client."""
    good = _direct(noa, bot, "m.dummy", {})
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
        "no UTF-8": _direct_bytes(noa, bot, b"\xff\xfe{"),
        "deep JSON": _direct_bytes(noa, bot, b"[" * 60_000),
        "no object": _direct_bytes(noa, bot, b"7"),
        "a room key that is none": _direct(
            noa, bot, "m.room_key",
            {"algorithm": "m.megolm.v1.aes-sha2", "room_id": ROOM, "session_id": "s", "session_key": "*"},
        ),
        "a key request without fields": {"type": "m.room_key_request", "sender": NOA, "content": {}},
        "no content": {"type": "m.room.encrypted", "sender": NOA, "content": "?"},
    }  # fmt: skip


async def test_no_to_device_message_stops_the_loop_and_what_comes_after_it_is_read(
    bot: KeyedClient, noa: KeyedClient, edge: Edge
) -> None:
    _rooms_session(noa)
    bad = list(_bad_ones(noa, bot).values())
    direct = {"to_device": {"events": [*bad, _room_key(noa, bot)]}}
    timeline = {"events": [_said(noa, "!aide")], "limited": False, "prev_batch": "p"}
    rooms = {"rooms": {"join": {ROOM: {"timeline": timeline, "state": {"events": []}}}}}
    edge.answers("sync", Reply({"next_batch": "t1", **direct}), Reply({"next_batch": "t2", **rooms}))
    edge.answers("keys/", Reply({"one_time_keys": {}, "device_keys": {}}))
    desk = _Desk(2)
    with pytest.raises(_Enough):
        await MatrixDoor(bot, BOT, lambda: START).run(desk, "t0")
    assert [event.body for event in desk.batches[1].events] == ["!aide"]


@pytest.mark.parametrize("plain", [b"\xff\xfe{", b"[" * 60_000, b"7", b"{}", b'{"type": 5, "content": []}'])
async def test_no_encrypted_event_stops_the_loop(bot: KeyedClient, noa: KeyedClient, edge: Edge, plain: bytes) -> None:
    _rooms_session(noa)
    direct = {"to_device": {"events": [_room_key(noa, bot)]}}
    bad = [_said(noa, plain, "$bad"), {**_said(noa, "x", "$worse"), "content": {"algorithm": 5}}]
    timeline = {"events": [*bad, _said(noa, "!aide", "$good")], "limited": False, "prev_batch": "p"}
    rooms = {"rooms": {"join": {ROOM: {"timeline": timeline, "state": {"events": []}}}}}
    edge.answers("sync", Reply({"next_batch": "t1", **direct, **rooms}))
    desk = _Desk(1)
    with pytest.raises(_Enough):
        await MatrixDoor(bot, BOT, lambda: START).run(desk, "t0")
    assert "!aide" in [event.body for event in desk.batches[0].events]


# ── rows ──


@pytest.fixture
async def account(database: Database) -> int:
    async with database.transaction() as session:
        return (await open_account(session, BOT)).id


async def test_rows_are_written_over_and_taken_away(database: Database, account: int) -> None:
    rows = [KeyRow("olm", "a", {"pickle": "1"}), KeyRow("own", "b", ["x"])]
    async with database.transaction() as session:
        await Keys(session, account).write(rows, START)
    async with database.transaction() as session:
        await Keys(session, account).write([KeyRow("olm", "a", {"pickle": "2"}), KeyRow("own", "b", None)], START)
        await Keys(session, account).write([KeyRow("own", "never there", None)], START)
    async with database.transaction() as session:
        assert await Keys(session, account).all() == [KeyRow("olm", "a", {"pickle": "2"})]
        assert await Keys(session, account).count() == 1


async def test_each_account_has_its_own(database: Database, account: int) -> None:
    async with database.transaction() as session:
        other = (await open_account(session, NOA)).id
        await Keys(session, account).write([KeyRow("own", "a", 1)], START)
        assert await Keys(session, other).all() == []


async def test_sessions_unused_for_ninety_days_are_swept_and_nothing_else(database: Database, account: int) -> None:
    kinds = ("account", "own", "device", "room", "olm", "megolm_in")
    async with database.transaction() as session:
        keys = Keys(session, account)
        await keys.write([KeyRow(kind, "old", {}) for kind in kinds], START)
        await keys.write([KeyRow("olm", "young", {}), KeyRow("olm", "used", {})], START)
        await keys.write([KeyRow("olm", "used", {})], START + dt.timedelta(days=1))
        await keys.sweep(START + KEEP_UNUSED)
        assert await keys.count() == 8
        await keys.sweep(START + KEEP_UNUSED + dt.timedelta(seconds=1))
        left = {(row.kind, row.key) for row in await keys.all()}
    assert left == {("account", "old"), ("own", "old"), ("device", "old"), ("room", "old"), ("olm", "used")}


async def test_on_disk_the_keys_are_sealed(tmp_path: Path, edge: Edge) -> None:
    database = Database(read_url(f"sqlite:///{tmp_path}/navette.db"), Seal.fresh())
    await prepare(database)

    async def save(rows: Sequence[KeyRow]) -> None:
        async with database.transaction() as session:
            account = (await open_account(session, BOT)).id
            await Keys(session, account).write(rows, START)

    disk = Disk()
    client = _client(BOT, "BOTDEVICE", edge.url, disk)
    client.ledger.keep("identity-seeds", {"master": "SECRETSEED"})
    await client.flush()
    await save(disk.rows())
    await client.close()
    await database.close()
    written = _all_bytes(tmp_path)
    pickles = [row.value["pickle"] for row in disk.rows() if row.kind == "account"]
    assert len(pickles) == 1
    assert pickles[0][:40].encode() not in written
    assert b"SECRETSEED" not in written


def _all_bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_a_room_key_can_be_pickled_and_read_back() -> None:
    """What nio's pickles hold is enough for it: no field of ours is missing."""
    outbound = vodozemac.GroupSession()
    session = InboundGroupSession(outbound.session_key.to_base64(), "ed", "curve", ROOM, ["chain"])
    ledger = Ledger(())
    ledger.load_inbound_group_sessions().add(session)
    ledger.save_inbound_group_session(session)
    (kept,) = Ledger(ledger.take().rows).load_inbound_group_sessions()
    fields = (kept.id, kept.ed25519, kept.sender_key, kept.room_id, kept.forwarding_chain)
    assert fields == (session.id, "ed", "curve", ROOM, ["chain"])

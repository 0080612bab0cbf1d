"""The ledger in nio's store's place: what it keeps, what it commits, and its rows on disk."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Sequence
from importlib.metadata import requires, version
from pathlib import Path
from typing import Any

import pytest
import vodozemac
from nio.crypto import InboundGroupSession, OutgoingKeyRequest
from nio.store import MatrixStore

from bot.matrix.keyed import KeyedClient
from bot.matrix.ledger import OWN, Ledger
from storage.crypto import KEEP_UNUSED, KeyRow, Keys
from storage.database import Database, read_url
from storage.sealing import Seal
from storage.upgrade import open_account, prepare
from tests.edge import Edge
from tests.inside import START
from tests.keys import (
    BOT,
    NOA,
    ROOM,
    Disk,
    begin_room_key,
    client_of,
    direct,
    hear,
    read,
    room_key,
    said,
)

_NIOS_OWN_TABLES = {"upgrade_to_v2"}


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
    begin_room_key(noa)
    hear(bot, room_key(noa, bot))
    bot.ledger.save_encrypted_rooms([ROOM])
    bot.olm.outgoing_key_requests["r"] = OutgoingKeyRequest("r", "s", ROOM, "m.megolm.v1.aes-sha2")
    bot.ledger.add_outgoing_key_request(bot.olm.outgoing_key_requests["r"])
    bot.olm.account.shared = True
    bot.ledger.save_account(bot.olm.account)
    await bot.flush()

    again = client_of(BOT, "BOTDEVICE", edge.url, Disk(), disk.rows())
    assert again.ledger.device_id == "BOTDEVICE"
    assert again.olm.account.identity_keys == bot.olm.account.identity_keys
    assert again.olm.account.shared
    assert read(again, said(noa, "bonjour")) == "bonjour"
    hear(again, direct(noa, again, "m.dummy", {}))  # the one-to-one session goes on where it was
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
    begin_room_key(noa)
    hear(bot, room_key(noa, bot))
    first = said(noa, "the first", "$1")
    hear(bot, room_key(noa, bot))  # as js-sdk does under load: from here on only
    second = said(noa, "the second", "$2")
    await bot.flush()
    assert (read(bot, first), read(bot, second)) == ("the first", "the second")
    (kept,) = Ledger(disk.rows()).load_inbound_group_sessions()
    assert kept.first_known_index == 0


async def test_a_room_key_from_an_earlier_index_replaces_a_worse_one(bot: KeyedClient, noa: KeyedClient) -> None:
    begin_room_key(noa)
    early = room_key(noa, bot)
    first = said(noa, "the first", "$1")
    hear(bot, room_key(noa, bot))
    assert read(bot, first) is None
    hear(bot, early)
    assert read(bot, first) == "the first"


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
    begin_room_key(noa)
    hear(bot, room_key(noa, bot))
    (row,) = [row for row in bot.taken().rows if row.kind == "account"]
    used = Ledger([row]).load_account()
    assert used is not None
    assert used.one_time_keys == bot.olm.account.one_time_keys


async def test_a_new_device_leaves_the_keys_of_the_old_one_and_keeps_room_keys_and_what_is_ours(
    bot: KeyedClient, noa: KeyedClient, disk: Disk
) -> None:
    begin_room_key(noa)
    hear(bot, room_key(noa, bot))
    bot.ledger.save_encrypted_rooms([ROOM])
    bot.ledger.keep("identity-seeds", {"master": "x"})
    bot.ledger.add_outgoing_key_request(OutgoingKeyRequest("r", "s", ROOM, "m.megolm.v1.aes-sha2"))
    await bot.flush()
    ledger = Ledger(disk.rows())
    ledger.begin_device("OTHER")
    disk.commits.append(ledger.take().rows)
    assert {row.kind for row in disk.rows()} == {OWN, "room", "megolm_in"}
    assert (ledger.load_account(), ledger.value("identity-seeds")) == (None, {"master": "x"})
    assert not list(ledger.load_sessions().values())
    assert len(list(ledger.load_inbound_group_sessions())) == 1


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
    client = client_of(BOT, "BOTDEVICE", edge.url, disk)
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

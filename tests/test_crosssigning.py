"""The bot vouches for its own device, the same way at every start; and a device is never used with other keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from bot.matrix.crosssigning import SEEDS, HomeserverBusy, Identity, Trust, vouch_for_ourselves
from bot.matrix.device import new_device, with_keys
from bot.matrix.keyed import KeyedClient
from bot.matrix.ledger import Ledger
from bot.matrix.session import Credentials, Entry
from bot.transport import DeviceOutlived, LoginRefused
from storage.crypto import KeyRow
from tests.edge import Edge, Reply, edge_server, refusal
from tests.live.careful import _is_signed

BOT, DEVICE = "@navette:archipel.example", "BOTDEVICE"
Json = dict[str, Any]


@dataclass
class Drawer:
    """A vault in memory; knows how many requests had left when each row came."""

    edge: Edge
    rows: dict[tuple[str, str], Any] = field(default_factory=dict)
    asked_before: dict[str, int] = field(default_factory=dict)

    async def load(self) -> list[KeyRow]:
        """All of them."""
        return [KeyRow(kind, key, value) for (kind, key), value in self.rows.items() if value is not None]

    async def save(self, rows: Sequence[KeyRow]) -> None:
        """Each as it is now."""
        for row in rows:
            self.rows[row.kind, row.key] = row.value
            self.asked_before.setdefault(row.key, sum("upload" in asked.path for asked in self.edge.asked))


@pytest.fixture
async def edge() -> AsyncIterator[Edge]:
    async with edge_server() as running:
        for place in ("device_signing/upload", "signatures/upload"):
            running.answers(place, Reply())
        running.answers("keys/upload", Reply({"one_time_key_counts": {"signed_curve25519": 50}}))
        yield running


@pytest.fixture
def drawer(edge: Edge) -> Drawer:
    return Drawer(edge)


@pytest.fixture
async def client(edge: Edge, drawer: Drawer) -> AsyncIterator[KeyedClient]:
    """A new device."""
    ledger = Ledger(())
    ledger.begin_device(DEVICE)
    found = KeyedClient(edge.url, BOT, DEVICE, "t", ledger, drawer.save)
    yield found
    await found.close()


def _device(client: KeyedClient, identity: Identity | None = None) -> Json:
    """The device as a homeserver shows it, signed by the identity when there is one."""
    keys = client.olm.account.identity_keys
    device: Json = {
        "user_id": BOT,
        "device_id": DEVICE,
        "algorithms": ["m.olm.v1.curve25519-aes-sha2", "m.megolm.v1.aes-sha2"],
        "keys": {f"ed25519:{DEVICE}": keys["ed25519"], f"curve25519:{DEVICE}": keys["curve25519"]},
    }
    device["signatures"] = {BOT: {f"ed25519:{DEVICE}": client.olm.sign_json(dict(device))}}
    if identity is not None:
        name = f"ed25519:{identity.public['self_signing']}"
        device["signatures"][BOT][name] = identity.sign("self_signing", device)
    return device


def _known(device: Json | None = None, identity: Identity | None = None) -> Reply:
    """What the homeserver knows of us."""
    masters = {BOT: identity.key("master", BOT)} if identity else {}
    devices = {BOT: {DEVICE: device}} if device else {BOT: {}}
    return Reply({"device_keys": devices, "master_keys": masters, "failures": {}})


# ── vouching ──


async def test_the_first_time_an_identity_is_made_kept_published_and_signs_the_device(
    client: KeyedClient, edge: Edge, drawer: Drawer
) -> None:
    edge.answers("keys/query", _known(_device(client)))
    trust = await vouch_for_ourselves(client, None)
    identity = Identity(drawer.rows["own", SEEDS])
    assert trust == Trust(client.olm.account.identity_keys["ed25519"], identity.public["master"])
    assert trust.is_signed
    assert drawer.asked_before[SEEDS] == 0  # kept before the homeserver heard of them
    body = edge.last("device_signing/upload").body
    assert _is_signed(body["self_signing_key"], BOT, identity.public["master"])
    assert _is_signed(body["user_signing_key"], BOT, identity.public["master"])
    assert _is_signed(body["master_key"], BOT, trust.fingerprint, DEVICE)
    signed = edge.last("signatures/upload").body[BOT][DEVICE]
    assert _is_signed(signed, BOT, identity.public["self_signing"])


async def test_another_start_changes_nothing(client: KeyedClient, edge: Edge) -> None:
    edge.answers("keys/query", _known(_device(client)))
    first = await vouch_for_ourselves(client, None)
    identity = Identity(client.ledger.value(SEEDS))
    edge.answers("keys/query", _known(_device(client, identity), identity))
    uploads = edge.times("upload")
    assert await vouch_for_ourselves(client, None) == first
    assert edge.times("upload") == uploads


async def test_a_new_device_of_a_known_identity_is_signed_and_the_identity_left_alone(
    client: KeyedClient, edge: Edge
) -> None:
    client.ledger.keep(SEEDS, Identity.fresh_seeds())
    identity = Identity(client.ledger.value(SEEDS))
    edge.answers("keys/query", _known(_device(client), identity))
    trust = await vouch_for_ourselves(client, None)
    assert (trust.identity, trust.was_reset) == (identity.public["master"], False)
    assert (edge.times("device_signing/upload"), edge.times("signatures/upload")) == (0, 1)


async def test_a_lost_identity_is_replaced_with_the_password_and_that_is_told(client: KeyedClient, edge: Edge) -> None:
    edge.answers("keys/query", _known(_device(client), Identity(Identity.fresh_seeds())))
    wants_password = Reply({"session": "s", "flows": [{"stages": ["m.login.password"]}]}, 401)
    edge.answers("device_signing/upload", wants_password, Reply())
    trust = await vouch_for_ourselves(client, "secret")
    assert trust.is_signed
    assert trust.was_reset
    auth = edge.last("device_signing/upload").body["auth"]
    assert (auth["type"], auth["session"], auth["password"]) == ("m.login.password", "s", "secret")
    assert auth["identifier"] == {"type": "m.id.user", "user": BOT}


async def test_without_the_password_the_bot_goes_on_unsigned(client: KeyedClient, edge: Edge) -> None:
    edge.answers("keys/query", _known(_device(client), Identity(Identity.fresh_seeds())))
    edge.answers("device_signing/upload", Reply({"session": "s"}, 401))
    trust = await vouch_for_ourselves(client, None)
    assert (trust.is_signed, trust.fingerprint) == (False, client.olm.account.identity_keys["ed25519"])
    assert edge.times("signatures/upload") == 0


@pytest.mark.parametrize(
    ("place", "answer"),
    [
        ("device_signing/upload", refusal(403, "M_FORBIDDEN")),
        ("signatures/upload", refusal(400, "M_INVALID_SIGNATURE")),
        ("signatures/upload", Reply({"failures": {BOT: {DEVICE: {"errcode": "M_INVALID_SIGNATURE"}}}})),
    ],
)
async def test_a_homeserver_that_refuses_leaves_the_bot_unsigned_not_silent(
    client: KeyedClient, edge: Edge, place: str, answer: Reply
) -> None:
    edge.answers("keys/query", _known(_device(client)))
    edge.answers(place, answer)
    assert not (await vouch_for_ourselves(client, "secret")).is_signed


@pytest.mark.parametrize("place", ["keys/query", "device_signing/upload", "signatures/upload"])
@pytest.mark.parametrize("answer", [refusal(429, "M_LIMIT_EXCEEDED"), Reply("<html>", 502)], ids=["limit", "proxy"])
async def test_a_busy_homeserver_is_to_be_asked_again(
    client: KeyedClient, edge: Edge, place: str, answer: Reply
) -> None:
    edge.answers("keys/query", _known(_device(client)))
    edge.answers(place, answer)
    with pytest.raises(HomeserverBusy):
        await vouch_for_ourselves(client, "secret")


def test_what_is_signed_is_the_object_without_its_signatures_in_canonical_form() -> None:
    identity = Identity(Identity.fresh_seeds())
    value = {"b": "é", "a": {"d": 1, "c": []}}
    again = {"a": {"c": [], "d": 1}, "b": "é", "signatures": {"x": {}}, "unsigned": {"age": 1}}
    assert identity.sign("master", value) == identity.sign("master", again)
    assert identity.sign("master", value) != identity.sign("self_signing", value)


# ── the device ──


@pytest.fixture
def entry(edge: Edge) -> Entry:
    return Entry(edge.url, BOT, "Navette", password="secret")


CREDENTIALS = Credentials(BOT, DEVICE, "t")


async def _settle(entry: Entry, drawer: Drawer) -> Trust:
    client, trust = await with_keys(entry, CREDENTIALS, drawer)
    await client.close()
    return trust


async def test_a_new_device_uploads_its_keys_before_it_is_signed(edge: Edge, entry: Entry, drawer: Drawer) -> None:
    edge.answers("keys/query", _known())
    assert not (await _settle(entry, drawer)).is_signed  # this homeserver goes on to show no device
    uploads = [asked.path.rpartition("/v3/keys/")[2] for asked in edge.asked if asked.path.endswith("upload")]
    assert uploads == ["upload", "device_signing/upload"]
    assert edge.last("/v3/keys/upload").body["device_keys"]["device_id"] == DEVICE


async def test_a_fresh_store_is_never_used_with_a_device_that_has_keys(
    client: KeyedClient, edge: Edge, entry: Entry, drawer: Drawer
) -> None:
    edge.answers("keys/query", _known(_device(client)))
    with pytest.raises(DeviceOutlived):
        await _settle(entry, Drawer(edge))
    assert edge.times("upload") == 0


async def test_a_store_whose_keys_are_not_the_devices_is_not_used(
    client: KeyedClient, edge: Edge, entry: Entry, drawer: Drawer
) -> None:
    await client.flush()
    stranger = _device(client) | {"keys": {f"ed25519:{DEVICE}": "another", f"curve25519:{DEVICE}": "key"}}
    edge.answers("keys/query", _known(stranger))
    with pytest.raises(DeviceOutlived):
        await _settle(entry, drawer)
    assert edge.times("upload") == 0


async def test_the_device_that_it_always_was_uploads_nothing_anew(
    client: KeyedClient, edge: Edge, entry: Entry, drawer: Drawer
) -> None:
    client.ledger.keep(SEEDS, Identity.fresh_seeds())
    await client.flush()
    identity = Identity(client.ledger.value(SEEDS))
    edge.answers("keys/query", _known(_device(client, identity), identity))
    assert (await _settle(entry, drawer)).is_signed
    assert edge.times("upload") == 0


async def test_the_seeds_outlive_the_device(edge: Edge, entry: Entry, drawer: Drawer, client: KeyedClient) -> None:
    seeds = Identity.fresh_seeds()
    client.ledger.keep(SEEDS, seeds)
    await client.flush()
    edge.answers("keys/query", _known())
    other, _ = await with_keys(entry, Credentials(BOT, "OTHER", "t2"), drawer)
    await other.close()
    assert drawer.rows["own", SEEDS] == seeds
    assert other.olm.account.identity_keys != client.olm.account.identity_keys


async def test_without_a_password_there_is_no_new_device(edge: Edge) -> None:
    with pytest.raises(LoginRefused, match="password"):
        await new_device(Entry(edge.url, BOT, "Navette", access_token="t"), CREDENTIALS)
    assert edge.asked == []


async def test_a_new_device_signs_the_old_one_out(edge: Edge, entry: Entry) -> None:
    edge.answers("login", Reply({"user_id": BOT, "device_id": "NEW", "access_token": "fresh"}))
    edge.answers("logout", Reply())
    assert await new_device(entry, CREDENTIALS) == Credentials(BOT, "NEW", "fresh")
    assert "device_id" not in edge.last("/login").body
    assert edge.times("logout") == 1

"""The bot's own identity: three keys that vouch for its device, so that careful clients trust it. nio has none."""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from typing import Any

import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from nio.api import Api

from bot.matrix.client import LeanClient
from bot.matrix.keyed import KeyedClient

log = structlog.get_logger()

RESET = "identity-reset"  # in the ledger: true when an earlier identity was lost
SEEDS = "identity-seeds"  # in the ledger, sealed; a copy of the database and its key is a copy of the identity
_USAGES = ("master", "self_signing", "user_signing")
_KEYS = "/_matrix/client/v3/keys"
Json = dict[str, Any]


class HomeserverBusy(OSError):
    """No answer that counts: to be asked again."""


class NotTrusted(Exception):
    """The homeserver does not let us vouch for ourselves; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Trust:
    """How the bot can be recognised. `was_reset`: its identity is new, who had verified it has to do so again."""

    fingerprint: str  # of the device, base64
    identity: str  # the master key, base64; "" when the homeserver would not take it
    was_reset: bool = False

    @property
    def is_signed(self) -> bool:
        """True when careful clients trust the device."""
        return bool(self.identity)


class Identity:
    """Three Ed25519 keys, from their seeds."""

    def __init__(self, seeds: dict[str, str]) -> None:
        self._private = {usage: Ed25519PrivateKey.from_private_bytes(_bytes(seeds[usage])) for usage in _USAGES}
        self.public = {usage: _text(key.public_key().public_bytes_raw()) for usage, key in self._private.items()}

    @staticmethod
    def fresh_seeds() -> dict[str, str]:
        """New ones, 32 bytes each in base64."""
        return {usage: _text(os.urandom(32)) for usage in _USAGES}

    def sign(self, usage: str, value: Json) -> str:
        """The signature of a JSON object, without its own signatures."""
        return _text(self._private[usage].sign(_canonical(value)))

    def key(self, usage: str, user_id: str) -> Json:
        """A public key as the homeserver wants it."""
        return {
            "user_id": user_id,
            "usage": [usage],
            "keys": {f"ed25519:{self.public[usage]}": self.public[usage]},
        }


async def vouch_for_ourselves(client: KeyedClient, password: str | None) -> Trust:
    """Identity on the homeserver, device signed by it. At every start; changes nothing when all is well."""
    fingerprint = client.olm.account.identity_keys["ed25519"]
    known = await query_self(client)
    seeds = client.ledger.value(SEEDS)
    was_reset = seeds is None and _master_of(known, client.user_id) is not None
    if seeds is None:
        seeds = Identity.fresh_seeds()
        client.ledger.keep(SEEDS, seeds)
        client.ledger.keep(RESET, was_reset)
        await client.flush()  # before the homeserver hears of them
    identity = Identity(seeds)
    try:
        if _master_of(known, client.user_id) != identity.public["master"]:
            await _publish(client, identity, password)
        await _sign_device(client, identity, known)
    except NotTrusted as refused:
        log.warning("matrix.not_cross_signed", reason=str(refused))
        return Trust(fingerprint, "", was_reset)
    return Trust(fingerprint, identity.public["master"], was_reset)


async def query_self(client: LeanClient) -> Json:
    """What the homeserver knows of our identity and devices. Raises NotTrusted."""
    return await query(client, client.user_id)


async def query(client: KeyedClient, user_id: str) -> Json:
    """What the homeserver knows of somebody's identity and devices. Raises NotTrusted."""
    status, found = await _call(client, f"{_KEYS}/query", {"device_keys": {user_id: []}})
    if status != 200:
        raise NotTrusted(f"keys/query: HTTP {status} {found.get('errcode', '')}")
    return found


def is_signed_by(identity: Identity, known: Json, user_id: str, device: Json) -> bool:
    """As a careful client looks at it: the identity is the account's own, and it signed the device."""
    name = f"ed25519:{identity.public['self_signing']}"
    signed = name in device.get("signatures", {}).get(user_id, {})
    return signed and _master_of(known, user_id) == identity.public["master"]


def grouped(key: str) -> str:
    """« AbCd EfGh … », as clients show it."""
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


def own_device(known: Json, client: KeyedClient) -> Json | None:
    """Our device's keys as the homeserver has them."""
    device: Json | None = known.get("device_keys", {}).get(client.user_id, {}).get(client.device_id)
    return device


async def _publish(client: KeyedClient, identity: Identity, password: str | None) -> None:
    """The first time nothing is asked; to replace an identity, the homeserver wants the password."""
    body = _identity_body(client, identity)
    status, found = await _call(client, f"{_KEYS}/device_signing/upload", body)
    if status == 401:
        if password is None:
            raise NotTrusted("the homeserver wants the password to replace the identity: set matrix.password_file")
        who = {"type": "m.id.user", "user": client.user_id}
        auth = {"type": "m.login.password", "identifier": who, "password": password, "session": found.get("session")}
        status, found = await _call(client, f"{_KEYS}/device_signing/upload", {**body, "auth": auth})
    if status != 200:
        raise NotTrusted(f"device_signing/upload: HTTP {status} {found.get('errcode', '')}")


def _identity_body(client: KeyedClient, identity: Identity) -> Json:
    """The master key vouches for the two others, and the device for the master key."""
    user_id = client.user_id
    master = identity.key("master", user_id)
    master["signatures"] = {user_id: {f"ed25519:{client.device_id}": client.olm.sign_json(dict(master))}}
    body: Json = {"master_key": master}
    for usage in ("self_signing", "user_signing"):
        key = identity.key(usage, user_id)
        key["signatures"] = {user_id: {f"ed25519:{identity.public['master']}": identity.sign("master", key)}}
        body[f"{usage}_key"] = key
    return body


async def _sign_device(client: KeyedClient, identity: Identity, known: Json) -> None:
    device = own_device(known, client) or own_device(await query_self(client), client)
    if device is None:
        raise NotTrusted("the homeserver does not show this device's keys")
    name = f"ed25519:{identity.public['self_signing']}"
    if name in device.get("signatures", {}).get(client.user_id, {}):
        return
    signed = {key: value for key, value in device.items() if key not in {"unsigned", "signatures"}}
    signed["signatures"] = {client.user_id: {name: identity.sign("self_signing", signed)}}
    body = {client.user_id: {client.device_id: signed}}
    status, found = await _call(client, f"{_KEYS}/signatures/upload", body)
    if status != 200 or found.get("failures"):
        raise NotTrusted(f"signatures/upload: HTTP {status} {found.get('errcode', '')}")


def _master_of(known: Json, user_id: str) -> str | None:
    keys: Json = known.get("master_keys", {}).get(user_id, {}).get("keys") or {}
    return next((str(key) for key in keys.values()), None)


async def _call(client: LeanClient, path: str, body: Json) -> tuple[int, Json]:
    headers = {"Authorization": f"Bearer {client.access_token}", "Content-Type": "application/json"}
    response = await client.send("POST", path, json.dumps(body), headers)
    async with response:
        if response.status == 429 or response.status >= 500:
            raise HomeserverBusy(f"HTTP {response.status}")
        found = await response.json(content_type=None)
        return response.status, found if isinstance(found, dict) else {}


def _canonical(value: Json) -> bytes:
    bare = {key: part for key, part in value.items() if key not in {"signatures", "unsigned"}}
    return str(Api.to_canonical_json(bare)).encode()


def _text(value: bytes) -> str:
    return base64.b64encode(value).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))

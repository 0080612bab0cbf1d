"""Encryption by hand, between two clients of one process: what tests of keys share."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Sequence
from typing import Any

from nio.crypto import OlmDevice
from nio.events import MegolmEvent, ToDeviceEvent

from bot.matrix.keyed import KeyedClient
from bot.matrix.ledger import Ledger
from storage.crypto import KeyRow

BOT, NOA = "@navette:archipel.example", "@noa:archipel.example"
ROOM = "!granit:archipel.example"
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


def client_of(user_id: str, device_id: str, url: str, disk: Disk, rows: Sequence[KeyRow] = ()) -> KeyedClient:
    """A new device, or the one whose rows these are."""
    ledger = Ledger(rows)
    if ledger.device_id is None:
        ledger.begin_device(device_id)
    return KeyedClient(url, user_id, device_id, "t", ledger, disk.save)


def introduce(one: KeyedClient, other: KeyedClient) -> None:
    """`one` knows the device of `other` from now on."""
    device = OlmDevice(other.user_id, other.device_id, dict(other.olm.account.identity_keys))
    one.device_store.add(device)
    one.ledger.save_device_keys({other.user_id: {other.device_id: device}})


# ── what is said in secret, by hand ──


def _session(sender: KeyedClient, receiver: KeyedClient) -> Any:
    keys = receiver.olm.account
    known = sender.olm.session_store.get(keys.identity_keys["curve25519"])
    one_time = next(iter(keys.one_time_keys["curve25519"].values()), "")
    return known or sender.olm.create_session(one_time, keys.identity_keys["curve25519"])


def direct(sender: KeyedClient, receiver: KeyedClient, kind: str, content: Event) -> Event:
    """A to-device message, encrypted."""
    device = sender.device_store[receiver.user_id][receiver.device_id]
    sealed = sender.olm._olm_encrypt(_session(sender, receiver), device, kind, content)
    return {"type": "m.room.encrypted", "sender": sender.user_id, "content": sealed}


def direct_bytes(sender: KeyedClient, receiver: KeyedClient, plain: bytes) -> Event:
    """A to-device message that holds anything at all."""
    key = receiver.olm.account.identity_keys["curve25519"]
    kind, body = _session(sender, receiver)._session.encrypt(plain).to_parts()
    text = {"type": kind, "body": base64.b64encode(body).decode()}
    content = {"algorithm": "m.olm.v1.curve25519-aes-sha2", "ciphertext": {key: text}}
    own = sender.olm.account.identity_keys["curve25519"]
    return {"type": "m.room.encrypted", "sender": sender.user_id, "content": {**content, "sender_key": own}}


def room_key(sender: KeyedClient, receiver: KeyedClient) -> Event:
    """The room key as it stands now, for one device."""
    session = sender.olm.outbound_group_sessions[ROOM]
    content = {"algorithm": "m.megolm.v1.aes-sha2", "room_id": ROOM, "session_id": session.id}
    return direct(sender, receiver, "m.room_key", {**content, "session_key": session.session_key})


def said(sender: KeyedClient, body: str | bytes, event_id: str = "$said") -> Event:
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


def hear(client: KeyedClient, direct: Event) -> None:
    """As a sync brings it."""
    client.olm.handle_to_device_event(ToDeviceEvent.parse_event(direct))


def read(client: KeyedClient, said: Event) -> str | None:
    """Its words; None when it cannot be decrypted."""
    event: Any = MegolmEvent.from_dict(said)
    event.room_id = ROOM
    found = client.olm._decrypt_megolm_no_error(event)
    return None if found is None else str(found.source["content"]["body"])


def begin_room_key(client: KeyedClient) -> None:
    """From here on it may speak in the room."""
    client.olm.create_outbound_group_session(ROOM)
    client.olm.outbound_group_sessions[ROOM].shared = True

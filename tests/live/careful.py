"""A person with a careful client: trusts only devices that their owners have signed."""

from __future__ import annotations

import base64
import json
import uuid
from typing import Any
from urllib.parse import quote

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bot.homeserver import ThrowawayHomeserver
from bot.matrix.companion import ENCRYPTION, Companion
from bot.matrix.crosssigning import SEEDS, vouch_for_ourselves
from bot.matrix.media import upload
from bot.matrix.roomkeys import share_room_key
from bot.person import Event
from tests.live.collective import PASSWORD, Collective

__all__ = ["ENCRYPTION", "CarefulPerson", "another_device", "asked_into", "careful", "open_encrypted"]


class CarefulPerson(Companion):
    """Gives no key to a device that its owner has not signed, and reads nothing of it (as MSC4153 wants it).

    With `signs` false it signs not even its own, and is such a device for the others.
    """

    def __init__(
        self, homeserver: str, name: str, password: str, *, signs: bool = True, beside: CarefulPerson | None = None
    ) -> None:
        """`beside` is another device of the same person, whose identity it shares."""
        super().__init__(homeserver, name, password)
        self.refused: set[str] = set()  # ids of events that can be read, but whose device nobody has signed
        self._signs = signs
        self._beside = beside
        self._trusted: dict[str, set[str]] = {}  # user id → Curve25519 keys of signed devices
        self._withheld: str | None = None

    async def _vouch(self) -> None:
        if self._beside is not None:
            self.keys.ledger.keep(SEEDS, self._beside.keys.ledger.value(SEEDS))
        if self._signs:
            assert (await vouch_for_ourselves(self.keys, self._password)).is_signed

    # ── speaking ──

    async def speak(self, room_id: str, sound: bytes, thread: str | None = None, *, reply_to: str | None = None) -> str:
        """A sealed voice message of three seconds; returns its id."""
        part = await upload(self.keys, sound, "audio/ogg", "Voice message.ogg", encrypt=True)
        info = {"mimetype": "audio/ogg", "size": len(sound), "duration": 3000}
        voice = {"msgtype": "m.audio", "body": "Voice message", "info": info, "org.matrix.msc3245.voice": {}}
        relation: Event = {"rel_type": "m.thread", "event_id": thread} if thread else {}
        if reply_to is not None:
            relation = {"m.in_reply_to": {"event_id": reply_to}}
        relates = {"m.relates_to": relation} if relation else {}
        return await self.send(room_id, {**voice, **part, **relates})

    async def say_before_its_key(self, room_id: str, body: str, user_id: str) -> tuple[str, Event]:
        """A message whose key does not reach one person; returns its id, and the key for `give_key`."""
        await self.wait_for(lambda: self.keys.rooms[room_id].encrypted)
        async with self._sharing:
            self.keys.olm.outbound_group_sessions.pop(room_id, None)
            self._withheld = user_id
            await self._share(room_id)
            self._withheld = None
            session = self.keys.olm.outbound_group_sessions[room_id]
            algorithm = {"algorithm": "m.megolm.v1.aes-sha2", "room_id": room_id}
            key = {**algorithm, "session_id": session.id, "session_key": session.session_key}
            kind, sealed = self.keys.encrypt(room_id, "m.room.message", {"msgtype": "m.text", "body": body})
            self.keys.olm.outbound_group_sessions.pop(room_id)
        return await self.send(room_id, sealed, kind), key

    async def give_key(self, key: Event, user_id: str) -> None:
        """Now it does reach them, on every signed device."""
        await self._ask_for_devices(user_id)
        devices = [device for device in self.keys.device_store.active_user_devices(user_id) if not device.blacklisted]
        missing = [device.id for device in devices if not self.keys.olm.session_store.get(device.curve25519)]
        if missing:
            await self.keys.keys_claim({user_id: missing})
        sealed = {device.id: self._sealed(device, key) for device in devices}
        await self.keys.flush()
        await self.call("PUT", f"sendToDevice/m.room.encrypted/{uuid.uuid4().hex}", {"messages": {user_id: sealed}})

    def _sealed(self, device: Any, key: Event) -> Event:
        session = self.keys.olm.session_store.get(device.curve25519)
        found: Event = self.keys.olm._olm_encrypt(session, device, "m.room_key", key)
        return found

    async def _share(self, room_id: str) -> None:
        client = self.keys
        if client.should_query_keys:
            await client.keys_query()
        members = (await self.call("GET", f"rooms/{quote(room_id, safe='')}/joined_members"))["joined"]
        for user_id in members:
            await self._judge(user_id, refresh=client.olm.should_share_group_session(room_id))
        await share_room_key(client, room_id)

    async def _ask_for_devices(self, user_id: str) -> None:
        self.keys.olm.users_for_key_query.add(user_id)
        await self.keys.keys_query()
        await self._judge(user_id, refresh=True)

    async def _judge(self, user_id: str, *, refresh: bool) -> None:
        """No keys for what nobody signed; of one who is to get none for now, for nothing at all."""
        if refresh:
            self._trusted[user_id] = set(await self._signed_devices(user_id))
        for device in self.keys.device_store.active_user_devices(user_id):
            if user_id == self._withheld or device.curve25519 not in self._trusted.get(user_id, set()):
                self.keys.olm.blacklist_device(device)
            else:
                self.keys.olm.unblacklist_device(device)

    # ── trust, by the bare rules ──

    async def _signed_devices(self, user_id: str) -> list[str]:
        """Curve25519 keys of the devices that the owner's identity vouches for; every signature checked here."""
        found = await self.call("POST", "keys/query", {"device_keys": {user_id: []}})
        master = found.get("master_keys", {}).get(user_id)
        own = found.get("self_signing_keys", {}).get(user_id)
        if not master or not own or not _is_signed(own, user_id, _only_key(master)):
            return []
        devices = found["device_keys"].get(user_id, {}).values()
        return [
            str(device["keys"][f"curve25519:{device['device_id']}"])
            for device in devices
            if _is_signed(device, user_id, _only_key(own))
            and _is_signed(device, user_id, device["keys"][f"ed25519:{device['device_id']}"], device["device_id"])
        ]

    async def signed_devices(self, user_id: str) -> dict[str, bool]:
        """Each device of somebody, and whether its owner has signed it."""
        found = await self.call("POST", "keys/query", {"device_keys": {user_id: []}})
        signed = set(await self._signed_devices(user_id))
        devices = found["device_keys"].get(user_id, {})
        return {name: device["keys"][f"curve25519:{name}"] in signed for name, device in devices.items()}

    # ── reading ──

    def unread(self, room_id: str) -> list[str]:
        """Ids of what it could not read."""
        return [event["event_id"] for event in self.events(room_id, kind="m.room.encrypted")]

    async def _opened(self, room_id: str, event: Event) -> Event | None:
        found = await super()._opened(room_id, event)
        if found is None or found is event:
            return found
        if not await self._is_trusted(event["sender"], event["content"]["sender_key"]):
            self.refused.add(event["event_id"])
            return None
        self.refused.discard(event["event_id"])
        return found

    async def _is_trusted(self, user_id: str, key: str) -> bool:
        if key not in self._trusted.get(user_id, set()):
            self._trusted[user_id] = set(await self._signed_devices(user_id))
        return key in self._trusted[user_id]


def _only_key(signing_key: Event) -> str:
    return str(next(iter(signing_key["keys"].values())))


def _is_signed(value: Event, user_id: str, key: str, name: str | None = None) -> bool:
    """By the key, whose name in the signatures is the key itself unless `name` says another."""
    signature = value.get("signatures", {}).get(user_id, {}).get(f"ed25519:{name or key}")
    bare = {part: held for part, held in value.items() if part not in {"signatures", "unsigned"}}
    text = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        Ed25519PublicKey.from_public_bytes(_bytes(key)).verify(_bytes(signature or ""), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))


# ── in a collective ──


async def careful(homeserver: ThrowawayHomeserver, name: str, *, signs: bool = True) -> CarefulPerson:
    """A new account, logged in."""
    await homeserver.register(name, PASSWORD)
    person = CarefulPerson(homeserver.url, name, PASSWORD, signs=signs)
    await person.log_in()
    return person


async def another_device(person: CarefulPerson) -> CarefulPerson:
    """The same person, on a second device of theirs."""
    found = CarefulPerson(person._homeserver, person.name, PASSWORD, beside=person)
    await found.log_in()
    return found


async def open_encrypted(collective: Collective, name: str, *members: str) -> str:
    """As `open_ilot`, encrypted from the start; the Tisseuse, whose client encrypts nothing, sees the raw events."""
    return await collective.open_ilot(name, *members, initial_state=[ENCRYPTION])


def asked_into(person: CarefulPerson, bot_id: str) -> list[str]:
    """Every room into which the bot ever asked them."""
    return [room for room, events in person.invitations.items() if _is_from(events, person, bot_id)]


def _is_from(events: list[Event], person: CarefulPerson, bot_id: str) -> bool:
    return any(event.get("state_key") == person.user_id and event["sender"] == bot_id for event in events)

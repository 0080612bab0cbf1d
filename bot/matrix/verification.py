"""Emoji verification, asked for by a person: the operator sees the emoji, the room never; key material is not kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import structlog
from aiohttp import ClientError
from nio import RoomSendResponse, ToDeviceResponse
from nio.event_builders import ToDeviceMessage

from bot.matrix.crosssigning import SEEDS, Identity, NotTrusted, query
from bot.matrix.keyed import KeyedClient
from bot.matrix.ledger import OWN
from bot.matrix.reading import Event, at
from bot.matrix.sas import METHOD, Broken, Exchange, Json, Side, Words
from bot.matrix.sending import explain
from bot.transport import DeliveryError, DeliveryRefused, LoginRefused, SlowDown
from storage.crypto import KeyRow
from storage.errors import LostLease

log = structlog.get_logger()

LAST = "verification-last"  # in the ledger: who compared which emoji, and how it ended
PATIENCE = dt.timedelta(minutes=10)  # as the specification has it, from the request on
_OUR_TURN = dt.timedelta(minutes=1)  # without a start of theirs, we begin
_FUTURE = dt.timedelta(minutes=5)
_OPEN = "verifying:"  # in the ledger: what a restart has to end
_MOST = 20  # at a time; more are not answered
_TYPE = "m.key.verification."
_ID = re.compile(r"[\x21-\x7e]{1,255}")


@dataclass(slots=True)
class _Verification:
    """One that is going on. `room_id` is None between devices."""

    transaction_id: str
    user_id: str
    device_id: str
    room_id: str | None
    asked_at: dt.datetime
    can_sas: bool
    heard: list[tuple[str, Json]] = field(default_factory=list)
    event_ids: set[str] = field(default_factory=set)
    unsaid: Words = field(default_factory=list)
    exchange: Exchange | None = None
    is_over: bool = False

    @property
    def frame(self) -> Json:
        """What names it in every content."""
        if self.room_id is None:
            return {"transaction_id": self.transaction_id}
        return {"m.relates_to": {"rel_type": "m.reference", "event_id": self.transaction_id}}

    @property
    def row(self) -> Json:
        """Enough to end it after a restart."""
        return {"user_id": self.user_id, "device_id": self.device_id, "room_id": self.room_id}


class Verifications:
    """`begin`, then `notice` while a sync is read and `go_on` once it is committed. Keys live in memory only."""

    def __init__(
        self, client: KeyedClient, prepare: Callable[[str], Awaitable[None]], now: Callable[[], dt.datetime]
    ) -> None:
        """`prepare` makes a room ready for a message, its key shared with everybody there."""
        self._client = client
        self._prepare = prepare
        self._now = now
        self._open: dict[str, _Verification] = {}
        self._quiet_until = now()

    def begin(self) -> None:
        """Before the first sync. What an earlier process left open is to be ended."""
        self._client.olm.handle_key_verification = lambda _event: None  # nio must not answer beside us
        for name, row in self._client.ledger.values(_OPEN).items():
            self._end_after_restart(name.removeprefix(_OPEN), row)

    # ── while a sync is read: nothing is sent, nothing raised ──

    def notice(self, event: Event, room_id: str) -> None:
        """A message of a room, decrypted. The same one may come again."""
        content = _mapping(event.get("content"))
        if content.get("msgtype") == f"{_TYPE}request":
            if content.get("to") == self._client.user_id:
                self._notice_request(event, str(event.get("event_id")), room_id, at(event))
            return
        relation = _mapping(content.get("m.relates_to"))
        if relation.get("rel_type") == "m.reference":
            self._notice_word(event, relation.get("event_id"))

    def notice_direct(self, event: Event) -> None:
        """A message between devices."""
        content = _mapping(event.get("content"))
        name = content.get("transaction_id")
        if event.get("type") == f"{_TYPE}request":
            self._notice_request(event, name, None, at({"origin_server_ts": content.get("timestamp")}))
        else:
            self._notice_word(event, name)

    def _notice_request(self, event: Event, name: Any, room_id: str | None, asked_at: dt.datetime) -> None:
        content, sender = _mapping(event.get("content")), event.get("sender")
        device_id, methods = content.get("from_device"), content.get("methods")
        if sender == self._client.user_id or not all(map(_is_id, (name, sender, device_id))):
            return
        age = self._now() - asked_at
        if not -_FUTURE < age < PATIENCE or name in self._open or len(self._open) >= _MOST:
            return
        can_sas = isinstance(methods, list) and METHOD in methods
        found = _Verification(str(name), str(sender), str(device_id), room_id, self._now(), can_sas)
        self._open[found.transaction_id] = found
        self._client.ledger.keep(f"{_OPEN}{name}", found.row)

    def _notice_word(self, event: Event, name: Any) -> None:
        one = self._open.get(name) if isinstance(name, str) else None
        kind = str(event.get("type"))
        if one is None or not kind.startswith(_TYPE) or event.get("sender") != one.user_id:
            return
        event_id = str(event.get("event_id", ""))
        if event_id not in one.event_ids:
            one.event_ids |= {event_id} - {""}
            one.heard.append((kind.removeprefix(_TYPE), _mapping(event.get("content"))))

    def _end_after_restart(self, name: str, row: Json) -> None:
        """Its keys are gone with the process that had them."""
        one = _Verification(name, row["user_id"], row["device_id"], row["room_id"], self._now(), can_sas=True)
        self._open[name] = one
        self._fail(one, "m.unknown_transaction", "the bot was restarted in the middle: please begin again")

    # ── once it is committed ──

    async def go_on(self) -> None:
        """Answers what was heard, and ends what took too long. What the network refuses now is said next time."""
        for step in (self._advance, self._speak):
            for one in list(self._open.values()):
                if self._now() >= self._quiet_until:
                    await self._safely(step, one)

    async def _safely(self, step: Callable[[_Verification], Awaitable[None]], one: _Verification) -> None:
        """Nothing of it may stop the sync loop, but what stops the whole bot."""
        try:
            await step(one)
        except SlowDown as slow:
            self._quiet_until = self._now() + dt.timedelta(seconds=slow.retry_after)
        except (DeliveryRefused, NotTrusted) as error:
            log.warning("matrix.verification_dropped", user=one.user_id, reason=str(error))
            self._close(one)
        except (DeliveryError, ClientError, TimeoutError, OSError) as error:
            log.warning("matrix.verification_delayed", user=one.user_id, error=type(error).__name__)
        except (LostLease, LoginRefused):
            raise
        except Exception:
            log.exception("matrix.verification_failed", user=one.user_id)
            self._close(one)

    async def _advance(self, one: _Verification) -> None:
        if one.is_over:
            return
        try:
            if one.exchange is None and not await self._welcome(one):
                return
            while one.heard and not one.is_over:
                self._hear(one, *one.heard.pop(0))
            self._mind_the_time(one)
        except Broken as broken:
            self._fail(one, broken.code, str(broken))
        except ValueError:  # text that is none: half a surrogate pair
            self._fail(one, "m.invalid_message", "not understood")

    async def _welcome(self, one: _Verification) -> bool:
        """Says that we are ready; one verification a person, the newest. False when it ended before it began."""
        if any(kind == "cancel" for kind, _ in one.heard):
            self._close(one)
            return False
        for older in self._older(one):
            self._fail(older, "m.user", "another verification was asked for")
        if not one.can_sas:
            raise Broken("m.unknown_method", f"only {METHOD} is known here")
        them = Side(one.user_id, one.device_id, await self._keys_of(one))
        us = Side(self._client.user_id, self._client.device_id, self._own_keys())
        one.exchange = Exchange(one.transaction_id, one.frame, us, them)
        one.unsaid.append(("ready", {"from_device": us.device_id, "methods": [METHOD], **one.frame}))
        return True

    def _older(self, one: _Verification) -> list[_Verification]:
        several = [each for each in self._open.values() if each.user_id == one.user_id]
        return [each for each in several[: several.index(one)] if not each.is_over]

    def _hear(self, one: _Verification, kind: str, content: Json) -> None:
        assert one.exchange is not None
        if kind == "cancel":
            log.info("matrix.verification_cancelled", user=one.user_id, code=str(content.get("code"))[:100])
            self._remember(one, "cancelled")
            self._close(one)
            return
        could_compare = bool(one.exchange.emoji)
        one.unsaid += one.exchange.hear(kind, content)
        if one.exchange.emoji and not could_compare:
            shown = {"emoji": ", ".join(one.exchange.emoji), "decimals": " ".join(map(str, one.exchange.decimals))}
            log.info("matrix.verification", user=one.user_id, **shown)
            self._remember(one, "compared")
        if one.exchange.is_over:
            log.info("matrix.verified", user=one.user_id, device=one.device_id)
            self._remember(one, "verified")
            one.is_over = True

    def _mind_the_time(self, one: _Verification) -> None:
        age = self._now() - one.asked_at
        if one.is_over or one.exchange is None:
            return
        if age > PATIENCE:
            self._fail(one, "m.timeout", "it took more than ten minutes")
        elif age > _OUR_TURN and not one.exchange.is_started:
            one.unsaid += one.exchange.begin()

    def _fail(self, one: _Verification, code: str, reason: str) -> None:
        log.info("matrix.verification_ended", user=one.user_id, code=code, reason=reason)
        self._remember(one, code)
        _cancel(one, code, reason)

    def _remember(self, one: _Verification, outcome: str) -> None:
        """For whoever asks the bot how the last one went; nothing where no emoji were shown."""
        if one.exchange is not None and one.exchange.emoji:
            shown = {"emoji": list(one.exchange.emoji), "at": self._now().isoformat()}
            self._client.ledger.keep(LAST, {"user_id": one.user_id, "outcome": outcome, **shown})

    def _close(self, one: _Verification) -> None:
        one.is_over = True
        self._open.pop(one.transaction_id, None)
        self._client.ledger.keep(f"{_OPEN}{one.transaction_id}", None)

    # ── what is known of both sides ──

    def _own_keys(self) -> dict[str, str]:
        seeds = self._client.ledger.value(SEEDS)
        master = Identity(seeds).public["master"] if seeds is not None else None
        keys = {f"ed25519:{self._client.device_id}": str(self._client.olm.account.identity_keys["ed25519"])}
        return keys if master is None else {**keys, f"ed25519:{master}": master}

    async def _keys_of(self, one: _Verification) -> dict[str, str]:
        """The device's and the person's, as the homeserver shows them; no other than we have known so far."""
        found = await query(self._client, one.user_id)
        devices = _mapping(_mapping(found.get("device_keys")).get(one.user_id))
        device = _mapping(_mapping(devices.get(one.device_id)).get("keys"))
        name = f"ed25519:{one.device_id}"
        known = self._client.device_store[one.user_id].get(one.device_id)
        if name not in device or (known is not None and known.ed25519 != device[name]):
            raise Broken("m.key_mismatch", "the device is not the one known here")
        master = _mapping(_mapping(_mapping(found.get("master_keys")).get(one.user_id)).get("keys"))
        return {name: str(device[name]), **{str(each): str(key) for each, key in master.items()}}

    # ── what we say ──

    async def _speak(self, one: _Verification) -> None:
        """In order, each under an id of its own, so that saying it again says it once."""
        while one.unsaid:
            kind, content = one.unsaid[0]
            digest = hashlib.sha256(one.transaction_id.encode()).hexdigest()[:32]
            await self._say(one, f"{_TYPE}{kind}", content, f"verification-{kind}-{digest}")
            one.unsaid.pop(0)
        if one.is_over:
            self._close(one)

    async def _say(self, one: _Verification, kind: str, content: Json, txn_id: str) -> None:
        client = self._client
        if one.room_id is None:
            message = ToDeviceMessage(kind, one.user_id, one.device_id, content)
            response = await client.to_device(message, tx_id=txn_id)
        else:
            await self._prepare(one.room_id)
            response = await client.room_send(one.room_id, kind, content, tx_id=txn_id, ignore_unverified_devices=True)
        if not isinstance(response, RoomSendResponse | ToDeviceResponse):
            explain(response)


def last_verification(rows: Iterable[KeyRow]) -> str | None:
    """Who compared which emoji last, when and how it ended, for the operator; None when nobody did."""
    found = next((row.value for row in rows if (row.kind, row.key) == (OWN, LAST)), None)
    if found is None:
        return None
    return f"{found['user_id']}, {found['at'][:16]} UTC, {found['outcome']}: {', '.join(found['emoji'])}"


def _cancel(one: _Verification, code: str, reason: str) -> None:
    """The last thing that is said; what had not been said is not."""
    one.unsaid = [("cancel", {"code": code, "reason": reason, **one.frame})]
    one.is_over = True


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _mapping(value: Any) -> Json:
    return value if isinstance(value, dict) else {}

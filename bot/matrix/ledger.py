"""nio's whole encryption state: kept in memory, what changed marked, to be committed with what it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nio.crypto import (
    DeviceStore,
    GroupSessionStore,
    InboundGroupSession,
    OlmAccount,
    OlmDevice,
    OutgoingKeyRequest,
    Session,
    SessionStore,
    TrustState,
)

from storage.crypto import KeyRow

_PASSPHRASE = "navette"  # noqa: S105 - nio insists on one; what keeps the rows secret is that they are sealed
OWN = "own"  # what is ours and not nio's: the seeds of the bot's identity, messages that cannot be read yet

Mark = tuple[str, str]


class _BestKeys(GroupSessionStore):  # type: ignore[misc]  # nio publishes no types
    """A room key shared again at a later index never replaces the better one (trap 11)."""

    def add(self, session: Any) -> bool:
        """False when ours already reads as much."""
        known = self.get(session.room_id, session.sender_key, session.id)
        if known is not None and known.first_known_index <= session.first_known_index:
            return False
        self._entries[session.room_id][session.sender_key][session.id] = session
        return True


@dataclass(frozen=True, slots=True)
class Taken:
    """Changed rows, pickled at one instant; `marks` is how to put them back."""

    marks: dict[Mark, Callable[[], Any]]
    rows: tuple[KeyRow, ...]


class Ledger:
    """What nio takes for its store: every method of nio's MatrixStore (a test holds that), and no disk."""

    def __init__(self, rows: Iterable[KeyRow]) -> None:
        by_kind: dict[str, dict[str, Any]] = {}
        for row in rows:
            by_kind.setdefault(row.kind, {})[row.key] = row.value
        self._changed: dict[Mark, Callable[[], Any]] = {}
        self._account: OlmAccount | None = None
        self.device_id: str | None = None
        self._load_account(by_kind.get("account", {}))
        self._sessions, self._groups, self._devices = SessionStore(), _BestKeys(), DeviceStore()
        self._load_sessions(by_kind.get("olm", {}), by_kind.get("megolm_in", {}))
        self._load_devices(by_kind.get("device", {}))
        self._rooms = set(by_kind.get("room", {}))
        self._requests = {key: OutgoingKeyRequest(**value) for key, value in by_kind.get("key_request", {}).items()}
        self._own: dict[str, Any] = dict(by_kind.get(OWN, {}))

    # ── what has to be committed ──

    @property
    def is_changed(self) -> bool:
        """True when something is known here only."""
        return bool(self._changed)

    def take(self) -> Taken:
        """Everything that changed, pickled now."""
        marks, self._changed = self._changed, {}
        return Taken(marks, tuple(KeyRow(kind, key, value()) for (kind, key), value in marks.items()))

    def put_back(self, taken: Taken) -> None:
        """It was not committed after all."""
        self._changed = {**taken.marks, **self._changed}

    def value(self, key: str) -> Any:
        """One of our own values, None when there is none."""
        return self._own.get(key)

    def values(self, prefix: str) -> dict[str, Any]:
        """Our own values whose keys begin so."""
        return {key: value for key, value in self._own.items() if key.startswith(prefix)}

    def keep(self, key: str, value: Any) -> None:
        """One of our own values; None takes it away."""
        if value is None:
            self._own.pop(key, None)
        else:
            self._own[key] = value
        self._mark(OWN, key, lambda: self._own.get(key))

    def begin_device(self, device_id: str) -> None:
        """A device that has no keys yet: those of another one are of no use to it.

        Room keys stay (they open what was said before, our own echoes too), and so do our own values.
        """
        for kind, key in self._rows_of_device():
            self._mark(kind, key, lambda: None)
        self._account, self.device_id = None, device_id
        self._sessions, self._devices, self._requests = SessionStore(), DeviceStore(), {}

    def _rows_of_device(self) -> list[Mark]:
        found: list[Mark] = [("account", "")] if self._account is not None else []
        found += [("olm", f"{key}|{one.id}") for key, several in self._sessions.items() for one in several]
        found += [("device", _device_key(one)) for one in self._devices]
        return found + [("key_request", key) for key in self._requests]

    def _mark(self, kind: str, key: str, value: Callable[[], Any]) -> None:
        self._changed[kind, key] = value

    # ── opened ──

    def _load_account(self, rows: dict[str, Any]) -> None:
        for value in rows.values():
            self.device_id = value["device_id"]
            self._account = OlmAccount.from_pickle(value["pickle"].encode(), _PASSPHRASE, value["shared"])

    def _load_sessions(self, olm: dict[str, Any], megolm: dict[str, Any]) -> None:
        for key, value in olm.items():
            created, used = (datetime.fromisoformat(value[name]) for name in ("created", "used"))
            session = Session.from_pickle(value["pickle"].encode(), created, _PASSPHRASE, used)
            self._sessions.add(key.partition("|")[0], session)
        for value in megolm.values():
            pickle, fields = value["pickle"].encode(), (value["ed25519"], value["sender_key"], value["room_id"])
            self._groups.add(InboundGroupSession.from_pickle(pickle, *fields, _PASSPHRASE, value["chain"]))

    def _load_devices(self, rows: dict[str, Any]) -> None:
        for value in rows.values():
            trust = TrustState(value["trust"])
            device = OlmDevice(value["user_id"], value["id"], value["keys"], value["name"], value["deleted"], trust)
            self._devices.add(device)

    # ── nio's side: what it loads and saves ──

    def load_account(self) -> OlmAccount | None:
        """None for a device that has no keys yet."""
        return self._account

    def save_account(self, account: OlmAccount) -> None:
        """Pickled when it is committed, not now: nio calls this before the used one-time key is gone."""
        self._account = account
        self._mark("account", "", lambda: self._account_value(account))

    def _account_value(self, account: OlmAccount) -> dict[str, Any]:
        pickle = account.pickle(_PASSPHRASE).decode()
        return {"pickle": pickle, "shared": account.shared, "device_id": self.device_id}

    def load_sessions(self) -> SessionStore:
        """One-to-one sessions."""
        return self._sessions

    def save_session(self, curve_key: str, session: Session) -> None:
        """One of them."""
        self._mark("olm", f"{curve_key}|{session.id}", lambda: _session_value(session))

    def load_inbound_group_sessions(self) -> GroupSessionStore:
        """Room keys."""
        return self._groups

    def save_inbound_group_session(self, session: InboundGroupSession) -> None:
        """One of them, unless a better one is there."""
        if self._groups.get(session.room_id, session.sender_key, session.id) is session:
            self._mark("megolm_in", _group_key(session), lambda: _group_value(session))

    def load_device_keys(self) -> DeviceStore:
        """Everybody's devices."""
        return self._devices

    def save_device_keys(self, changed: dict[str, dict[str, OlmDevice]]) -> None:
        """Some of them."""
        for devices in changed.values():
            for device in devices.values():
                self._save_device(device)

    def _save_device(self, device: OlmDevice) -> None:
        self._mark("device", _device_key(device), lambda: _device_value(device))

    def load_encrypted_rooms(self) -> set[str]:
        """By id."""
        return set(self._rooms)

    def save_encrypted_rooms(self, rooms: Iterable[str]) -> None:
        """Once encrypted, always encrypted."""
        for room_id in set(rooms) - self._rooms:
            self._rooms.add(room_id)
            self._mark("room", room_id, dict)

    def delete_encrypted_room(self, room_id: str) -> None:
        """The bot is no longer in it."""
        if room_id in self._rooms:
            self._rooms.discard(room_id)
            self._mark("room", room_id, lambda: None)

    def load_outgoing_key_requests(self) -> dict[str, OutgoingKeyRequest]:
        """Keys we asked for."""
        return self._requests

    def add_outgoing_key_request(self, request: OutgoingKeyRequest) -> None:
        """One more."""
        self._mark("key_request", request.request_id, lambda: dict(vars(request)))

    def remove_outgoing_key_request(self, request: OutgoingKeyRequest) -> None:
        """It came, or is no longer wanted."""
        self._mark("key_request", request.request_id, lambda: None)

    def load_sync_token(self) -> None:
        """The token is not nio's to keep."""

    def save_sync_token(self, token: str) -> None:
        """Never called: `store_sync_tokens` is off (trap 2)."""
        raise AssertionError("nio must not keep the sync token")

    # ── nio's side: trust ──

    def verify_device(self, device: OlmDevice) -> bool:
        """True when that changes something; so for all of these."""
        return self._trust(device, TrustState.verified)

    def unverify_device(self, device: OlmDevice) -> bool:
        """Back to nothing said."""
        return self._untrust(device, TrustState.verified)

    def is_device_verified(self, device: OlmDevice) -> bool:
        """As it stands."""
        return bool(device.trust_state == TrustState.verified)

    def blacklist_device(self, device: OlmDevice) -> bool:
        """No keys for it."""
        return self._trust(device, TrustState.blacklisted)

    def unblacklist_device(self, device: OlmDevice) -> bool:
        """Back to nothing said."""
        return self._untrust(device, TrustState.blacklisted)

    def is_device_blacklisted(self, device: OlmDevice) -> bool:
        """As it stands."""
        return bool(device.trust_state == TrustState.blacklisted)

    def ignore_device(self, device: OlmDevice) -> bool:
        """Keys for it, verified or not."""
        return self._trust(device, TrustState.ignored)

    def unignore_device(self, device: OlmDevice) -> bool:
        """Back to nothing said."""
        return self._untrust(device, TrustState.ignored)

    def is_device_ignored(self, device: OlmDevice) -> bool:
        """As it stands."""
        return bool(device.trust_state == TrustState.ignored)

    def ignore_devices(self, devices: Iterable[OlmDevice]) -> None:
        """Several at once."""
        for device in devices:
            self._trust(device, TrustState.ignored)

    def _trust(self, device: OlmDevice, state: TrustState) -> bool:
        if device.trust_state == state:
            return False
        device.trust_state = state
        self._save_device(device)
        return True

    def _untrust(self, device: OlmDevice, state: TrustState) -> bool:
        return device.trust_state == state and self._trust(device, TrustState.unset)


def _session_value(session: Session) -> dict[str, Any]:
    times = {"created": session.creation_time.isoformat(), "used": session.use_time.isoformat()}
    return {"pickle": session.pickle(_PASSPHRASE).decode(), **times}


def _group_key(session: InboundGroupSession) -> str:
    return f"{session.room_id}|{session.sender_key}|{session.id}"


def _group_value(session: InboundGroupSession) -> dict[str, Any]:
    who = {"ed25519": session.ed25519, "sender_key": session.sender_key, "room_id": session.room_id}
    return {"pickle": session.pickle(_PASSPHRASE).decode(), "chain": list(session.forwarding_chain), **who}


def _device_key(device: OlmDevice) -> str:
    return f"{device.user_id}|{device.id}"


def _device_value(device: OlmDevice) -> dict[str, Any]:
    fields = {"keys": dict(device.keys), "name": device.display_name, "deleted": device.deleted}
    return {"user_id": device.user_id, "id": device.id, "trust": device.trust_state.value, **fields}

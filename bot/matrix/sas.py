"""The exchange behind an emoji verification, as Matrix specifies it; nio's own is broken (trap 14). Pure."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import vodozemac
from nio.api import Api
from nio.crypto.sas import Sas as NioSas

Json = dict[str, Any]
Words = list[tuple[str, Json]]  # kind (what follows « m.key.verification. ») and content, in the order to be said

METHOD = "m.sas.v1"
_AGREEMENT = "curve25519-hkdf-sha256"
_HASH = "sha256"
_MAC = "hkdf-hmac-sha256.v2"
_SHOWN = ["emoji", "decimal"]


class Broken(Exception):
    """The exchange cannot go on; the other side is told `code` and the reason."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True, slots=True)
class Side:
    """One device in the exchange, and the public keys known to be its own: « ed25519:ID » → base64."""

    user_id: str
    device_id: str
    keys: Mapping[str, str]

    @property
    def fingerprint_name(self) -> str:
        """What the device's own key is called."""
        return f"ed25519:{self.device_id}"


class Exchange:
    """One of ours with one of theirs. Say what they said, get what to answer. Raises Broken; then it is over.

    `frame` is the part of every content that names the exchange: a relation in a room, an id between devices.
    """

    def __init__(self, transaction_id: str, frame: Json, us: Side, them: Side) -> None:
        self.emoji: tuple[str, ...] = ()  # seven, each a picture and its name, once they can be compared
        self.decimals: tuple[int, ...] = ()
        self.is_over = False
        self._id, self._frame, self._us, self._them = transaction_id, frame, us, them
        self._sas = vodozemac.Sas()
        self._awaits = {"start"}
        self._start: Json = {}
        self._is_ours = False  # who sent the start that counts
        self._commitment = ""
        self._shared: vodozemac.EstablishedSas | None = None

    @property
    def public_key(self) -> str:
        """Ours of this exchange, base64; told only once they cannot choose theirs by it."""
        return str(self._sas.public_key.to_base64())

    @property
    def is_started(self) -> bool:
        """True once either side began."""
        return bool(self._start)

    def begin(self) -> Words:
        """Our start, where they leave it to us."""
        self._start = self._framed(
            {
                "from_device": self._us.device_id,
                "method": METHOD,
                "key_agreement_protocols": [_AGREEMENT],
                "hashes": [_HASH],
                "message_authentication_codes": [_MAC],
                "short_authentication_string": _SHOWN,
            }
        )
        self._is_ours, self._awaits = True, {"start", "accept"}
        return [("start", self._start)]

    def hear(self, kind: str, content: Json) -> Words:
        """What to say to it."""
        if kind == "start" and "start" in self._awaits:
            return self._hear_start(content)
        if kind == "done" and self.is_over:
            return []
        if kind not in self._awaits:
            raise Broken("m.unexpected_message", f"{kind} does not come here")
        ways = {"accept": self._hear_accept, "key": self._hear_key, "mac": self._hear_mac}
        return ways[kind](content)

    # ── what they say ──

    def _hear_start(self, content: Json) -> Words:
        """Where both began, the start of the user id that sorts first counts."""
        if content.get("method") != METHOD:
            raise Broken("m.unknown_method", "only m.sas.v1 is known here")
        if self._is_ours and self._us.user_id < self._them.user_id:
            return []
        if content.get("from_device") != self._them.device_id:
            raise Broken("m.invalid_message", "the start comes from another device than the request")
        offered = {
            "key_agreement_protocols": _AGREEMENT,
            "hashes": _HASH,
            "message_authentication_codes": _MAC,
            "short_authentication_string": "decimal",
        }
        if not all(wanted in _listed(content.get(name)) for name, wanted in offered.items()):
            raise Broken("m.unknown_method", f"needed: {', '.join(offered.values())}")
        self._start, self._is_ours, self._awaits = content, False, {"key"}
        shown = [each for each in _SHOWN if each in _listed(content.get("short_authentication_string"))]
        return [("accept", self._framed(self._acceptance(shown)))]

    def _acceptance(self, shown: list[str]) -> Json:
        return {
            "method": METHOD,
            "key_agreement_protocol": _AGREEMENT,
            "hash": _HASH,
            "message_authentication_code": _MAC,
            "short_authentication_string": shown,
            "commitment": _commitment(self.public_key, self._start),
        }

    def _hear_accept(self, content: Json) -> Words:
        agreed = {
            "key_agreement_protocol": _AGREEMENT,
            "hash": _HASH,
            "message_authentication_code": _MAC,
        }
        if any(content.get(name) != value for name, value in agreed.items()):
            raise Broken("m.unknown_method", f"needed: {', '.join(agreed.values())}")
        self._commitment, self._awaits = str(content.get("commitment")), {"key"}
        return [("key", self._framed({"key": self.public_key}))]

    def _hear_key(self, content: Json) -> Words:
        theirs = str(content.get("key"))
        if self._is_ours and _commitment(theirs, self._start) != self._commitment:
            raise Broken("m.mismatched_commitment", "the key is not the one committed to")
        try:
            key = vodozemac.Curve25519PublicKey.from_base64(theirs)
            self._shared = self._sas.diffie_hellman(key)
        except ValueError as error:
            raise Broken("m.invalid_message", "the key is none") from error
        answer = [] if self._is_ours else [("key", self._framed({"key": self.public_key}))]
        self._show(theirs)
        self._awaits = {"mac"}
        return answer

    def _show(self, theirs: str) -> None:
        us = f"{self._us.user_id}|{self._us.device_id}|{self.public_key}"
        them = f"{self._them.user_id}|{self._them.device_id}|{theirs}"
        first, second = (us, them) if self._is_ours else (them, us)
        shown = self._established.bytes(f"MATRIX_KEY_VERIFICATION_SAS|{first}|{second}|{self._id}")
        self.emoji = tuple(" ".join(NioSas.emoji[index]) for index in shown.emoji_indices)
        self.decimals = tuple(shown.decimals)

    def _hear_mac(self, content: Json) -> Words:
        """Theirs comes when their person found the emoji equal; ours answers it."""
        self._check(content)
        info = self._mac_info(self._us, self._them)
        keys = dict(self._us.keys)
        macs = {name: self._established.calculate_mac(key, info + name) for name, key in keys.items()}
        names = self._established.calculate_mac(",".join(sorted(keys)), info + "KEY_IDS")
        self._awaits, self.is_over = set(), True
        return [("mac", self._framed({"mac": macs, "keys": names})), ("done", self._framed({}))]

    def _check(self, content: Json) -> None:
        """Every key of theirs that we know must be vouched for rightly, the device's own among them."""
        info, macs = self._mac_info(self._them, self._us), content.get("mac")
        if not isinstance(macs, dict) or not isinstance(content.get("keys"), str):
            raise Broken("m.invalid_message", "the mac is none")
        if self._them.fingerprint_name not in macs:
            raise Broken("m.key_mismatch", "the device does not vouch for its own key")
        try:
            self._established.verify_mac(",".join(sorted(macs)), info + "KEY_IDS", content["keys"])
            for name, key in self._them.keys.items():
                if name in macs:
                    self._established.verify_mac(key, info + name, str(macs[name]))
        except ValueError as error:
            raise Broken("m.key_mismatch", "the keys are not those known here") from error

    @property
    def _established(self) -> vodozemac.EstablishedSas:
        assert self._shared is not None
        return self._shared

    def _mac_info(self, speaker: Side, listener: Side) -> str:
        who = f"{speaker.user_id}{speaker.device_id}{listener.user_id}{listener.device_id}"
        return f"MATRIX_KEY_VERIFICATION_MAC{who}{self._id}"

    def _framed(self, content: Json) -> Json:
        return {**content, **self._frame}


def _commitment(key: str, start: Json) -> str:
    """Unpadded base64, not hex."""
    digest = hashlib.sha256(f"{key}{Api.to_canonical_json(start)}".encode()).digest()
    return base64.b64encode(digest).rstrip(b"=").decode()


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []

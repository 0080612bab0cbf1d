"""A person's side of an emoji verification, written from the specification and from nothing of ours."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from typing import Any

import vodozemac
from nio.crypto.sas import Sas as Table

Json = dict[str, Any]

BOT, NOA = "@navette:archipel.example", "@noa:archipel.example"
FRAME: Json = {"m.relates_to": {"rel_type": "m.reference", "event_id": "$ask"}}
NOA_KEYS = {"ed25519:PHONE": "bm9hJ3MgcGhvbmU", "ed25519:bm9hJ3MgbWFzdGVy": "bm9hJ3MgbWFzdGVy"}
BOT_KEYS = {"ed25519:BOAT": "dGhlIGJvYXQ", "ed25519:dGhlIG1hc3Rlcg": "dGhlIG1hc3Rlcg"}
PROTOCOLS: Json = {
    "key_agreement_protocols": ["curve25519", "curve25519-hkdf-sha256"],
    "hashes": ["sha256"],
    "message_authentication_codes": ["hkdf-hmac-sha256", "hkdf-hmac-sha256.v2"],
    "short_authentication_string": ["decimal", "emoji"],
}


class Comparing:
    """One device that compares emoji with another. Contents come without what frames them."""

    def __init__(self, own: tuple[str, str], other: tuple[str, str], transaction_id: str, frame: Json) -> None:
        """`own` and `other` are user id and device id."""
        self.own, self.other = own, other
        self.sas = vodozemac.Sas()
        self.emoji: list[str] = []
        self.decimals: list[int] = []
        self._id, self._frame = transaction_id, frame
        self._shared: vodozemac.EstablishedSas | None = None

    @property
    def public_key(self) -> str:
        """Of this exchange."""
        return str(self.sas.public_key.to_base64())

    def start(self) -> Json:
        """As the one who begins."""
        return {"from_device": self.own[1], "method": "m.sas.v1", **PROTOCOLS, **self._frame}

    def accept(self, start: Json) -> Json:
        """As the one who answers a start."""
        return {
            "method": "m.sas.v1",
            "key_agreement_protocol": "curve25519-hkdf-sha256",
            "hash": "sha256",
            "message_authentication_code": "hkdf-hmac-sha256.v2",
            "short_authentication_string": ["emoji", "decimal"],
            "commitment": commitment(self.public_key, start),
            **self._frame,
        }

    def key(self) -> Json:
        """The public key."""
        return {"key": self.public_key, **self._frame}

    def compare(self, their_key: str, *, began: bool) -> None:
        """Works out what is to be seen on both sides."""
        self._shared = self.sas.diffie_hellman(vodozemac.Curve25519PublicKey.from_base64(their_key))
        own, other = "|".join([*self.own, self.public_key]), "|".join([*self.other, their_key])
        first, second = (own, other) if began else (other, own)
        found = self._shared.bytes(f"MATRIX_KEY_VERIFICATION_SAS|{first}|{second}|{self._id}")
        self.emoji = [f"{picture} {name}" for picture, name in (Table.emoji[index] for index in found.emoji_indices)]
        self.decimals = list(found.decimals)

    def mac(self, keys: Mapping[str, str]) -> Json:
        """What vouches for one's own keys."""
        assert self._shared is not None
        info = f"MATRIX_KEY_VERIFICATION_MAC{''.join(self.own)}{''.join(self.other)}{self._id}"
        macs = {name: self._shared.calculate_mac(key, info + name) for name, key in keys.items()}
        names = self._shared.calculate_mac(",".join(sorted(keys)), info + "KEY_IDS")
        return {"mac": macs, "keys": names, **self._frame}

    def vouched_for(self, content: Json, keys: Mapping[str, str]) -> set[str]:
        """Names of those keys that the other side vouches for rightly; raises when the list of names is not right."""
        assert self._shared is not None
        info = f"MATRIX_KEY_VERIFICATION_MAC{''.join(self.other)}{''.join(self.own)}{self._id}"
        self._shared.verify_mac(",".join(sorted(content["mac"])), info + "KEY_IDS", content["keys"])
        macs = content["mac"]
        return {name for name, key in keys.items() if macs.get(name) == self._shared.calculate_mac(key, info + name)}


def commitment(key: str, start: Json) -> str:
    """Unpadded base64 of the hash of key and start."""
    text = json.dumps(start, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return base64.b64encode(hashlib.sha256((key + text).encode()).digest()).decode().rstrip("=")

"""The key file while a new key takes the place of the old one: both stand in it, the one that seals first."""

from __future__ import annotations

import base64
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.media import write_whole
from storage.sealing import Seal, keys_in


def add_key(path: Path) -> Seal:
    """A new key before the one of the file, whole or not at all; two that are there already are a change under way.

    Raises StorageFault.
    """
    Seal.from_file(path, create=False)
    keys = keys_in(path.read_text("ascii"))
    if len(keys) == 1:
        keys = [AESGCM.generate_key(256), *keys]
        write_whole(path, _as_lines(keys))
    return Seal(*keys)


def drop_former_keys(path: Path) -> None:
    """Only the first stays. Nothing may be sealed with the others any more."""
    write_whole(path, _as_lines(keys_in(path.read_text("ascii"))[:1]))


def _as_lines(keys: list[bytes]) -> bytes:
    return b"".join(base64.b64encode(key) + b"\n" for key in keys)

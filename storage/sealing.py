"""Encryption at rest: a key outside the database, AES-GCM inside. A lost key cannot be replaced."""

from __future__ import annotations

import base64
import json
import os
import stat
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.errors import StorageFault, WrongKey

_NONCE = 12
_NOT_OPENED = "the sealing key does not open this database"


class Seal:
    """Seals text with one 256-bit key, and opens it with that one, or with those it is taking the place of."""

    def __init__(self, key: bytes, *former: bytes) -> None:
        self._cipher = AESGCM(key)
        self._former = tuple(AESGCM(each) for each in former)

    @classmethod
    def fresh(cls) -> Seal:
        """A key that nobody keeps, for a database that lives in memory."""
        return cls(AESGCM.generate_key(256))

    @classmethod
    def from_text(cls, text: str) -> Seal:
        """Reads the base64 form, a key a line, the one that seals first. Raises WrongKey when one is not 32 bytes."""
        try:
            return cls(*keys_in(text))
        except (TypeError, ValueError) as error:
            raise WrongKey("the sealing key is not 32 bytes in base64") from error

    @classmethod
    def from_file(cls, path: Path, *, create: bool) -> Seal:
        """Reads the key at `path`, made with mode 0600 when `create` and absent. Raises StorageFault."""
        try:
            if not path.exists():
                if not create:
                    raise WrongKey(f"the key file {path} is missing: put its copy back")
                _write_key(path)
            _check_private(path)
            return cls.from_text(path.read_bytes().decode("ascii", "replace"))
        except OSError as error:
            raise StorageFault(f"the key file {path}: {error.strerror}") from error

    def close_text(self, plain: str) -> bytes:
        """A nonce and the sealed text."""
        return self.close_bytes(plain.encode("utf-8", "replace"))  # half a surrogate pair can be typed, never kept

    def open_text(self, sealed: bytes) -> str:
        """The inverse; raises WrongKey."""
        try:
            return self.open_bytes(sealed).decode()
        except ValueError as error:
            raise WrongKey(_NOT_OPENED) from error

    def close_bytes(self, plain: bytes) -> bytes:
        """A nonce and the sealed bytes."""
        nonce = os.urandom(_NONCE)
        return nonce + self._cipher.encrypt(nonce, plain, None)

    def open_bytes(self, sealed: bytes) -> bytes:
        """The inverse; raises WrongKey."""
        for cipher in (self._cipher, *self._former):
            try:
                return cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
            except (InvalidTag, ValueError):
                continue
        raise WrongKey(_NOT_OPENED)

    @property
    def alone(self) -> Seal:
        """The same without the keys whose place it takes."""
        alone = Seal(bytes(32))
        alone._cipher = self._cipher
        return alone

    def seal_anew(self, sealed: bytes) -> bytes | None:
        """Under the key that seals; None for what is so already. Raises WrongKey."""
        try:
            self.alone.open_bytes(sealed)
        except WrongKey:
            return self.close_bytes(self.open_bytes(sealed))
        return None

    def close_json(self, value: Any) -> bytes:
        """Any JSON value, sealed."""
        return self.close_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def open_json(self, sealed: bytes) -> Any:
        """The inverse of `close_json`."""
        return json.loads(self.open_text(sealed))


def keys_in(text: str) -> list[bytes]:
    """One a line, in base64. Raises ValueError."""
    return [base64.b64decode(line, validate=True) for line in text.split()]


def _write_key(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.b64encode(AESGCM.generate_key(256)) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _check_private(path: Path) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        raise StorageFault(f"{path} can be read by others (mode {mode:04o}): type `chmod 600 {path}`")

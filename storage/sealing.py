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
    """Seals and opens text with one 256-bit key."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    @classmethod
    def fresh(cls) -> Seal:
        """A key that nobody keeps, for a database that lives in memory."""
        return cls(AESGCM.generate_key(256))

    @classmethod
    def from_text(cls, text: str) -> Seal:
        """Reads the base64 form; raises WrongKey when it is not 32 bytes."""
        try:
            return cls(base64.b64decode(text.strip(), validate=True))
        except ValueError as error:
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
        try:
            return self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
        except (InvalidTag, ValueError) as error:
            raise WrongKey(_NOT_OPENED) from error

    def close_json(self, value: Any) -> bytes:
        """Any JSON value, sealed."""
        return self.close_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def open_json(self, sealed: bytes) -> Any:
        """The inverse of `close_json`."""
        return json.loads(self.open_text(sealed))


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

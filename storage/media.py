"""Voices that were kept: sealed files in a folder beside the database, each written whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from storage.sealing import Seal

LARGEST = 20 * 2**20  # bytes: more than half an hour of a phone's voice
_SUFFIX = ".sealed"


class MediaGone(LookupError):
    """There is no such file: it was lost, or it belongs to another database."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What a file is, told by its first bytes and by nothing else."""

    mimetype: str
    suffix: str


def sound_of(data: bytes) -> Sound | None:
    """What it is, if it is one of the sounds that phones and computers record."""
    if data.startswith(b"OggS"):
        return Sound("audio/ogg", "ogg")
    if data[4:8] == b"ftyp":
        return Sound("audio/mp4", "m4a")
    if data.startswith(b"RIFF") and data[8:12] == b"WAVE":
        return Sound("audio/wav", "wav")
    if data.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in data[:64]:
        return Sound("audio/webm", "webm")
    return Sound("audio/mpeg", "mp3") if data.startswith(b"ID3") or _is_mpeg_frame(data) else None


def _is_mpeg_frame(data: bytes) -> bool:
    """Eleven set bits, a version that exists, and layer 3."""
    return len(data) > 2 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2 and data[1] & 0x18 != 0x08


class MediaFolder:
    """Sealed files by name; in memory where the database is. Its work is a disk's: call it off the loop."""

    def __init__(self, folder: Path | None, seal: Seal) -> None:
        self._folder = folder
        self._seal = seal
        self._held: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        """Keeps it under a name that tells nothing; after a power loss it is there whole, or not at all."""
        name, sealed = secrets.token_hex(16), self._seal.close_bytes(data)
        if self._folder is None:
            self._held[name] = sealed
            return name
        self._folder.mkdir(mode=0o700, exist_ok=True)
        write_whole(self._folder / (name + _SUFFIX), sealed)
        return name

    def get(self, name: str) -> bytes:
        """What was put. Raises MediaGone, or WrongKey when another key sealed it."""
        if self._folder is None:
            sealed = self._held.get(name)
        else:
            path = self._folder / (name + _SUFFIX)
            sealed = path.read_bytes() if path.exists() else None
        if sealed is None:
            raise MediaGone(name)
        return self._seal.open_bytes(sealed)

    def seal_anew(self, name: str) -> bool:
        """Under the key that seals; False for what is so already, or gone. Raises WrongKey."""
        path = None if self._folder is None else self._folder / (name + _SUFFIX)
        anew = None if path is None or not path.exists() else self._seal.seal_anew(path.read_bytes())
        if path is not None and anew is not None:
            write_whole(path, anew)
        return anew is not None

    def sweep(self, keep: Iterable[str]) -> None:
        """Erases all that nobody speaks of any more. Safe to interrupt, safe to run twice."""
        kept = set(keep)
        for name in self.names() - kept:
            if self._folder is None:
                del self._held[name]
            else:
                (self._folder / (name + _SUFFIX)).unlink(missing_ok=True)
        for half in self._folder.glob("*.new") if self._folder is not None else ():
            half.unlink(missing_ok=True)

    def names(self) -> set[str]:
        """All that is there."""
        if self._folder is None:
            return set(self._held)
        return {path.name.removesuffix(_SUFFIX) for path in self._folder.glob(f"*{_SUFFIX}")}


def write_whole(path: Path, data: bytes, mode: int = 0o600) -> None:
    """The whole file under its name, on the disk, or what was there before."""
    half = path.with_name(path.name + ".new")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)

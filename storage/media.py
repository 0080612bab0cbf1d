"""Voices that are kept, files that wait to be sent: sealed beside the database, each written whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
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
        self._filed: set[str] = set()  # of transactions that are not over

    def put(self, data: bytes, name: str | None = None) -> str:
        """Keeps it under a name that tells nothing; after a power loss it is there whole, or not at all."""
        name, sealed = name or secrets.token_hex(16), self._seal.close_bytes(data)
        if self._folder is None:
            self._held[name] = sealed
            return name
        self._folder.mkdir(mode=0o700, exist_ok=True)
        write_whole(self._folder / (name + _SUFFIX), sealed)
        return name

    @contextmanager
    def filing(self) -> Iterator[Filing]:
        """For a transaction: what it puts is not swept before it is over, and can speak of it."""
        filing = Filing(self)
        try:
            yield filing
        finally:
            self._filed -= filing.names

    def file(self, filing: Filing, data: bytes) -> str:
        """As `put`, for a transaction under way."""
        name = secrets.token_hex(16)
        filing.names.add(name)
        self._filed.add(name)
        return self.put(data, name)

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
        """At a start, erases all that nobody speaks of any more. Safe to interrupt, safe to run twice."""
        self.erase_all(self.settled() - set(keep))
        for half in self._folder.glob("*.new") if self._folder is not None else ():
            half.unlink(missing_ok=True)

    def settled(self) -> set[str]:
        """What the database speaks of, if it is asked after this, or nobody ever will."""
        filed = set(self._filed)
        return self.names() - filed

    def erase_all(self, names: Iterable[str]) -> None:
        """These."""
        for name in names:
            self.erase(name)

    def erase(self, name: str) -> None:
        """One of them. Safe to run twice."""
        if self._folder is None:
            self._held.pop(name, None)
        else:
            (self._folder / (name + _SUFFIX)).unlink(missing_ok=True)

    def files(self) -> list[Path]:
        """The sealed files themselves, as they lie on the disk."""
        return [] if self._folder is None else sorted(self._folder.glob(f"*{_SUFFIX}"))

    def take_in(self, sealed: Path) -> None:
        """A sealed file of a backup, whole or not at all; one that is there already stays."""
        assert self._folder is not None
        self._folder.mkdir(mode=0o700, exist_ok=True)
        if not (self._folder / sealed.name).exists():
            write_whole(self._folder / sealed.name, sealed.read_bytes())

    def names(self) -> set[str]:
        """All that is there."""
        if self._folder is None:
            return set(self._held)
        return {path.name.removesuffix(_SUFFIX) for path in self._folder.glob(f"*{_SUFFIX}")}


@dataclass(slots=True)
class Filing:
    """What one transaction puts into the folder."""

    folder: MediaFolder
    names: set[str] = field(default_factory=set)

    def put(self, data: bytes) -> str:
        """Returns the name under which the transaction has to speak of it."""
        return self.folder.file(self, data)


def write_whole(path: Path, data: bytes, mode: int = 0o600) -> None:
    """The whole file under its name, on the disk, or what was there before."""
    half = path.with_name(path.name + ".new")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """What was made or renamed in it is on the disk when this returns."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

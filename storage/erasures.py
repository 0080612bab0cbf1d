"""Who was forgotten and what was erased, in a journal beside the database: no restored backup brings it back."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.errors import WrongKey
from storage.media import sync_folder, write_whole
from storage.people import Person
from storage.sealing import Seal

_END = b"."  # of a whole line


@dataclass(frozen=True, slots=True)
class Forgetting:
    """One of them: `id` names it for ever. Of somebody, `who` is the digest of a Matrix id; of one thing that was
    erased by itself, `what` is its reference, and `who` is empty.
    """

    id: str
    who: str
    at: dt.datetime
    what: str = ""


class Erasure(Base):
    """One that this database has seen done."""

    __tablename__ = "erasure"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[dt.datetime]


class Erasures:
    """Those that this database knows, in one transaction; `fresh` are to be in the journal before it is committed."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self.fresh: list[Forgetting] = []

    async def note(self, person: Person, cause: str, now: dt.datetime) -> None:
        """They are forgotten from now on. The same cause is the same erasure."""
        done = Forgetting(erasure_id(cause, person.user_id), digest(person.user_id), now)
        self.fresh.append(done)
        await self.settle(done)

    async def note_thing(self, card: str, cause: str, now: dt.datetime) -> None:
        """What goes by that reference is erased from now on. The same cause is the same erasure."""
        done = Forgetting(erasure_id(cause, card), "", now, card)
        self.fresh.append(done)
        await self.settle(done)

    async def settle(self, done: Forgetting) -> None:
        """This database has it behind it."""
        await self._session.merge(Erasure(id=done.id, at=done.at))
        await self._session.flush()

    async def unknown(self, journal: Sequence[Forgetting]) -> list[Forgetting]:
        """What this database has not seen: it is older than they are."""
        known = set(await self._session.scalars(select(Erasure.id)))
        return [each for each in journal if each.id not in known]


class Journal:
    """Lines beside the database, each sealed, none ever changed; in memory where the database is.

    Its work is a disk's: call it off the loop.
    """

    def __init__(self, path: Path | None, seal: Seal) -> None:
        self._path = path
        self._seal = seal
        self._held: list[Forgetting] = []

    @property
    def path(self) -> Path | None:
        """Its file; None in memory."""
        return self._path

    def append(self, done: Iterable[Forgetting]) -> None:
        """On the disk when it returns. Safe to repeat."""
        if self._path is None:
            self._held += done
            return
        lines = b"".join(self._line(each) for each in done)
        is_new = not self._path.exists()
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "ab") as file:
            file.write(lines)
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            sync_folder(self._path.parent)

    def all(self) -> list[Forgetting]:
        """In their order, each once. A line that a power loss cut short was never committed, and does not count.

        Raises WrongKey.
        """
        if self._path is None:
            return _once(self._held)
        if not self._path.exists():
            return []
        lines = self._path.read_bytes().split(b"\n")
        try:
            return _once(each for line in lines if (each := self._read(line)) is not None)
        except WrongKey as error:
            raise WrongKey(f"{self._path} is another key's: put that key back, or move the file away") from error

    def seal_anew(self) -> None:
        """Every line under the key that seals, or none. Safe to interrupt, safe to run twice. Raises WrongKey."""
        lines = self.all()
        if self._path is not None and self._path.exists():
            write_whole(self._path, b"".join(self._line(each) for each in lines))

    def _line(self, done: Forgetting) -> bytes:
        """It begins on a line of its own, whatever was cut short before it."""
        fields = {
            "id": done.id,
            "who": done.who,
            "at": done.at.isoformat(),
            **({"what": done.what} if done.what else {}),
        }
        return b"\n" + base64.b64encode(self._seal.close_json(fields)) + _END + b"\n"

    def _read(self, line: bytes) -> Forgetting | None:
        """None for a blank line, or one that was cut short."""
        if not line.endswith(_END):
            return None
        fields = self._seal.open_json(base64.b64decode(line.removesuffix(_END)))
        return Forgetting(fields["id"], fields["who"], dt.datetime.fromisoformat(fields["at"]), fields.get("what", ""))


def erasure_id(cause: str, user_id: str) -> str:
    """The same cause gives the same name in every process, for ever."""
    return digest(f"{cause}\0{user_id}")


def digest(text: str) -> str:
    """Of what is not to stand there in clear."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _once(found: Iterable[Forgetting]) -> list[Forgetting]:
    return list({each.id: each for each in found}.values())

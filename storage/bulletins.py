"""What the Tisseuse has to tell every îlot: announcements, and what she found that is worth reading."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import Index, String, Text, UniqueConstraint, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.courrier import Edition
from storage.database import Base, BigKey
from storage.errors import UnknownBulletin
from storage.numbers import next_number
from storage.values import Ref

KEEP_TOLD = dt.timedelta(days=365)


class BulletinKind(StrEnum):
    """Which of both; the letter of its reference."""

    ANNOUNCEMENT = "G"
    WATCH = "V"  # « veille »: a link, a text, a law that changes


class Bulletin(Base):
    """One of them. `urgent`: said in each îlot at once, and not in a courrier."""

    __tablename__ = "bulletin"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    kind: Mapped[BulletinKind] = mapped_column(String(1))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    urgent: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[dt.datetime]
    __table_args__ = (UniqueConstraint("kind", "number"), Index("ix_bulletin_created", "created_at"))

    @property
    def ref(self) -> Ref:
        """Its short name."""
        return Ref(str(self.kind), self.number)


class Bulletins:
    """All of them, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, kind: BulletinKind, text: str, now: dt.datetime, *, urgent: bool = False) -> Bulletin:
        """A new one, with the next reference."""
        number = await next_number(self._session, str(kind))
        made = Bulletin(kind=kind, number=number, text=text, created_at=now, urgent=urgent)
        self._session.add(made)
        await self._session.flush()
        return made

    async def by_ref(self, ref: Ref) -> Bulletin:
        """Raises UnknownBulletin."""
        found = await self.find(ref)
        if found is None:
            raise UnknownBulletin(ref)
        return found

    async def find(self, ref: Ref) -> Bulletin | None:
        """None when there is none any more."""
        query = select(Bulletin).where(Bulletin.kind == ref.letter, Bulletin.number == ref.number)
        found: Bulletin | None = await self._session.scalar(query)
        return found

    async def all(self) -> list[Bulletin]:
        """In the order of typing."""
        return list(await self._session.scalars(select(Bulletin).order_by(Bulletin.id)))

    async def latest(self, most: int) -> list[Bulletin]:
        """The newest first."""
        return list(await self._session.scalars(select(Bulletin).order_by(Bulletin.id.desc()).limit(most)))

    async def told_in(self, edition: Edition) -> list[Bulletin]:
        """What came since the last courrier, announcements first; what was urgent has been said."""
        query = select(Bulletin).where(Bulletin.created_at > edition.since, Bulletin.created_at <= edition.until)
        query = query.where(Bulletin.urgent.is_(False))
        return list(await self._session.scalars(query.order_by(Bulletin.kind, Bulletin.id)))

    async def erase(self, bulletin: Bulletin) -> None:
        """Nothing stays of it."""
        await self._session.execute(delete(Bulletin).where(Bulletin.id == bulletin.id))

    async def sweep(self, now: dt.datetime) -> None:
        """Lets go of what is older than twelve months."""
        await self._session.execute(delete(Bulletin).where(Bulletin.created_at < now - KEEP_TOLD))

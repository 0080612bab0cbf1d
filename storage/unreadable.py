"""Messages that cannot be read, by id only: who is to be told so, and how many a room had."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, ForeignKey, Index, String, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base

KEEP = dt.timedelta(days=30)


class UnreadableMessage(Base):
    """One of them. It waits for its key; when none comes its author is told, once."""

    __tablename__ = "unreadable"
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, autoincrement=False)
    event_id: Mapped[str] = mapped_column(String(255), primary_key=True)
    room_id: Mapped[str] = mapped_column(String(255))
    sender: Mapped[str] = mapped_column(String(255))
    thread: Mapped[str | None] = mapped_column(String(255))
    seen_at: Mapped[dt.datetime]
    told_at: Mapped[dt.datetime | None]
    __table_args__ = (Index("ix_unreadable_room", "account_id", "room_id", "seen_at"),)


class Unreadable:
    """All of them, of one account, in one transaction."""

    def __init__(self, session: AsyncSession, account_id: int) -> None:
        self._session = session
        self._account_id = account_id

    async def add(self, event_id: str, room_id: str, sender: str, thread: str | None, now: dt.datetime) -> bool:
        """True when it was not known yet."""
        if await self.get(event_id) is not None:
            return False
        fields = {"room_id": room_id, "sender": sender, "thread": thread, "seen_at": now}
        self._session.add(UnreadableMessage(account_id=self._account_id, event_id=event_id, **fields))
        await self._session.flush()
        return True

    async def get(self, event_id: str) -> UnreadableMessage | None:
        """None for one that could be read after all."""
        return await self._session.get(UnreadableMessage, (self._account_id, event_id))

    async def forget(self, event_id: str) -> None:
        """It could be read after all."""
        await self._session.execute(delete(UnreadableMessage).where(*self._mine(event_id=event_id)))

    async def tell(self, of: UnreadableMessage, now: dt.datetime) -> int:
        """Their author is told of all that wait in that room at once. How many; 0 when they know already."""
        waiting = (*self._mine(room_id=of.room_id, sender=of.sender), UnreadableMessage.told_at.is_(None))
        done = await self._session.execute(
            update(UnreadableMessage).where(*waiting).values(told_at=now).returning(UnreadableMessage.event_id)
        )
        told = set(done.scalars())
        return len(told) if of.event_id in told else 0

    async def count(self, room_id: str, since: dt.datetime) -> int:
        """How many of a room were never read, since then."""
        query = select(func.count()).select_from(UnreadableMessage)
        never = (UnreadableMessage.seen_at >= since, UnreadableMessage.told_at.is_not(None))
        return int(await self._session.scalar(query.where(*self._mine(room_id=room_id), *never)) or 0)

    async def by_room(self, since: dt.datetime) -> dict[str, int]:
        """The same for every room that had any."""
        row = UnreadableMessage
        query = select(row.room_id, func.count()).where(row.account_id == self._account_id, row.told_at.is_not(None))
        found = await self._session.execute(query.where(row.seen_at >= since).group_by(row.room_id))
        return {row[0]: row[1] for row in found}

    async def sweep(self, now: dt.datetime) -> None:
        """Lets the old ones go."""
        row = UnreadableMessage
        old = (row.account_id == self._account_id, row.seen_at < now - KEEP)
        await self._session.execute(delete(row).where(*old))

    def _mine(self, **values: str) -> list[ColumnElement[bool]]:
        conditions = [UnreadableMessage.account_id == self._account_id]
        return conditions + [getattr(UnreadableMessage, name) == value for name, value in values.items()]

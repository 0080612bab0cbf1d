"""Who read, or did what to, something sensitive: when, about whom, under which reference; never a word of it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import Index, String, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigKey

KEEP = dt.timedelta(days=365)


class AuditAction(StrEnum):
    """What was done."""

    OPENED = "opened"  # somebody's sensitive words were read
    EXPORTED = "exported"  # a person was given what is kept of them
    HANDED_OUT = "handed_out"  # everything was given out, for another host


class AuditLine(Base):
    """One of them. `actor` and `subject` are Matrix ids, and no foreign keys: a line outlives who it speaks of."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    at: Mapped[dt.datetime]
    actor: Mapped[str] = mapped_column(String(255))
    action: Mapped[AuditAction] = mapped_column(String(16))
    subject: Mapped[str | None] = mapped_column(String(255))
    ref: Mapped[str | None] = mapped_column(String(16))
    __table_args__ = (
        Index("ix_audit_at", "at"),
        Index("ix_audit_actor", "actor"),
        Index("ix_audit_subject", "subject"),
    )


class Audit:
    """All lines, in one transaction. Each is written at the instant of the visit."""

    def __init__(self, session: AsyncSession, now: dt.datetime) -> None:
        self._session = session
        self._now = now

    async def record(
        self, actor_user_id: str, action: AuditAction, subject_user_id: str | None, ref: str | None = None
    ) -> None:
        """`actor` did that to what is kept of `subject`, or under `ref`; in the transaction of the deed itself."""
        line = AuditLine(at=self._now, actor=actor_user_id, action=action, subject=subject_user_id, ref=ref)
        self._session.add(line)
        await self._session.flush()

    async def about(self, user_id: str, most: int | None = None) -> list[AuditLine]:
        """What somebody did, and what was done to theirs; the newest first, all of them without `most`.

        Everything that was handed out is everybody's.
        """
        theirs = or_(AuditLine.actor == user_id, AuditLine.subject == user_id)
        query = select(AuditLine).where(or_(theirs, AuditLine.action == AuditAction.HANDED_OUT))
        return list(await self._session.scalars(query.order_by(AuditLine.id.desc()).limit(most)))

    async def by_others(self, most: int) -> list[AuditLine]:
        """What was done to what is somebody else's, the newest first: what people do with their own is their affair."""
        query = select(AuditLine).where(or_(AuditLine.subject.is_(None), AuditLine.subject != AuditLine.actor))
        return list(await self._session.scalars(query.order_by(AuditLine.id.desc()).limit(most)))

    async def sweep(self, now: dt.datetime) -> None:
        """Lets go of what is older than twelve months."""
        await self._session.execute(delete(AuditLine).where(AuditLine.at < now - KEEP))

"""Open questions: one per person and room, so that an answer is understood, also after a restart."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ForeignKey, Index, String, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigKey, Sealed
from storage.letters import OutboxRow


@dataclass(frozen=True, slots=True)
class Question:
    """A stable name and JSON fields. `lasts` is how long an answer counts."""

    kind: str
    fields: dict[str, Any]
    lasts: dt.timedelta = dt.timedelta(minutes=30)
    beside: bool = False  # what was asked before stays open, and is the next to be answered


class OpenQuestion(Base):
    """One question that waits. `user_id` is NULL when anybody of the room may answer (the Tisseuse's room)."""

    __tablename__ = "question"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    room_id: Mapped[str] = mapped_column(String(255))
    user_id: Mapped[str | None] = mapped_column(String(255))
    kind: Mapped[str] = mapped_column(String(64))
    payload: Mapped[dict[str, Any]] = mapped_column(Sealed)
    thread: Mapped[str | None] = mapped_column(String(255))
    outbox_seq: Mapped[int | None] = mapped_column(BigKey)
    expires_at: Mapped[dt.datetime]
    __table_args__ = (Index("ix_question_room", "account_id", "room_id", "user_id"),)


class Questions:
    """The open questions of one account, in one transaction."""

    def __init__(self, session: AsyncSession, account_id: int) -> None:
        self._session = session
        self._account_id = account_id

    async def ask(
        self, question: Question, room_id: str, user_id: str | None, thread: str | None, now: dt.datetime
    ) -> OpenQuestion:
        """Opens it; a person's earlier question in the same room is closed, or the same one where it stands beside."""
        if user_id is not None:
            same = (OpenQuestion.kind == question.kind,) if question.beside else ()
            await self._close(OpenQuestion.room_id == room_id, OpenQuestion.user_id == user_id, *same)
        row = OpenQuestion(
            account_id=self._account_id,
            room_id=room_id,
            user_id=user_id,
            kind=question.kind,
            payload=question.fields,
            thread=thread,
            expires_at=now + question.lasts,
        )
        self._session.add(row)
        await self._session.flush()
        return row

    async def answered_by(
        self,
        room_id: str,
        user_id: str,
        *,
        private: bool,
        thread: str | None,
        about: str | None,
        now: dt.datetime,
    ) -> OpenQuestion | None:
        """The question this message answers. In a shared room, only in its thread or as a reply to it (`about`)."""
        query = select(OpenQuestion).outerjoin(OutboxRow, OutboxRow.seq == OpenQuestion.outbox_seq)
        query = query.where(OpenQuestion.account_id == self._account_id, OpenQuestion.room_id == room_id)
        query = query.where(or_(OpenQuestion.user_id == user_id, OpenQuestion.user_id.is_(None)))
        query = query.where(OpenQuestion.expires_at > now)
        if not private:
            places = [place for place in (thread, about) if place]
            query = query.where(or_(OpenQuestion.thread.in_(places), OutboxRow.event_id.in_(places)))
        found: OpenQuestion | None = await self._session.scalar(query.order_by(OpenQuestion.id.desc()).limit(1))
        return found

    async def any_in(self, room_ids: set[str], now: dt.datetime) -> set[str]:
        """Those of the rooms where something is open."""
        query = select(OpenQuestion.room_id).where(
            OpenQuestion.account_id == self._account_id,
            OpenQuestion.room_id.in_(room_ids),
            OpenQuestion.expires_at > now,
        )
        return set(await self._session.scalars(query.distinct()))

    async def kinds_in(self, room_id: str, now: dt.datetime) -> set[str]:
        """What is open there, by name."""
        query = select(OpenQuestion.kind).where(
            OpenQuestion.account_id == self._account_id, OpenQuestion.room_id == room_id, OpenQuestion.expires_at > now
        )
        return set(await self._session.scalars(query))

    async def close(self, row: OpenQuestion) -> None:
        """Answered."""
        await self._close(OpenQuestion.id == row.id)

    async def forget(self, room_id: str, thread: str) -> bool:
        """The command that it was about is deleted, or edited; True when something was open."""
        return await self._close(OpenQuestion.room_id == room_id, OpenQuestion.thread == thread)

    async def sweep(self, now: dt.datetime) -> None:
        """Erases what lapsed."""
        await self._close(OpenQuestion.expires_at <= now)

    async def open(self, kind: str) -> list[OpenQuestion]:
        """Those of that kind."""
        mine = (OpenQuestion.account_id == self._account_id, OpenQuestion.kind == kind)
        return list(await self._session.scalars(select(OpenQuestion).where(*mine).order_by(OpenQuestion.id)))

    async def count(self, kind: str) -> int:
        """How many of that kind are open."""
        query = select(func.count()).select_from(OpenQuestion)
        query = query.where(OpenQuestion.account_id == self._account_id, OpenQuestion.kind == kind)
        return int(await self._session.scalar(query) or 0)

    async def _close(self, *conditions: Any) -> bool:
        mine = delete(OpenQuestion).where(OpenQuestion.account_id == self._account_id, *conditions)
        return (await self._session.execute(mine.returning(OpenQuestion.id))).first() is not None

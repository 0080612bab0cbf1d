"""Which event did what to which listing, so that taking the event back takes the gesture back."""

from __future__ import annotations

from sqlalchemy import ColumnElement, ForeignKey, Index, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base


class Gesture(Base):
    """A reaction, or the command that stands for one. `emoji` is folded (no skin tone)."""

    __tablename__ = "gesture"
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, autoincrement=False)
    event_id: Mapped[str] = mapped_column(String(255), primary_key=True)
    card: Mapped[str] = mapped_column(String(16))
    user_id: Mapped[str] = mapped_column(String(255))
    emoji: Mapped[str] = mapped_column(String(32))
    __table_args__ = (Index("ix_gesture_card", "account_id", "card", "user_id"),)


class Gestures:
    """All gestures that can be taken back, in one transaction."""

    def __init__(self, session: AsyncSession, account_id: int) -> None:
        self._session = session
        self._account_id = account_id

    async def made(self, event_id: str, card: str, user_id: str, emoji: str) -> None:
        """Remembers it."""
        row = Gesture(account_id=self._account_id, event_id=event_id, card=card, user_id=user_id, emoji=emoji)
        await self._session.merge(row)
        await self._session.flush()

    async def find(self, event_id: str) -> Gesture | None:
        """What that event did."""
        return await self._session.get(Gesture, (self._account_id, event_id))

    async def take_back(self, gesture: Gesture) -> bool:
        """False when the same person's same gesture still stands elsewhere."""
        await self._session.execute(delete(Gesture).where(*self._is(gesture), Gesture.event_id == gesture.event_id))
        other: str | None = await self._session.scalar(select(Gesture.event_id).where(*self._is(gesture)).limit(1))
        return other is None

    def _is(self, gesture: Gesture) -> tuple[ColumnElement[bool], ...]:
        return (
            Gesture.account_id == self._account_id,
            Gesture.card == gesture.card,
            Gesture.user_id == gesture.user_id,
            Gesture.emoji == gesture.emoji,
        )

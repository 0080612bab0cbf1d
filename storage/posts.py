"""Where each card was posted: the room, the person's own command, and the bot's message once it left."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigKey


class Post(Base):
    """One place where a card stands. `card` is a reference (`O21`)."""

    __tablename__ = "post"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    card: Mapped[str] = mapped_column(String(16))
    room_id: Mapped[str] = mapped_column(String(255))
    command_event_id: Mapped[str | None] = mapped_column(String(255))
    outbox_seq: Mapped[int] = mapped_column(BigKey)
    event_id: Mapped[str | None] = mapped_column(String(255))
    __table_args__ = (
        Index("ix_post_card", "account_id", "card"),
        Index("ix_post_event", "account_id", "event_id"),
        Index("ix_post_outbox", "account_id", "outbox_seq"),
    )


class Posts:
    """The places of all cards, in one transaction."""

    def __init__(self, session: AsyncSession, account_id: int) -> None:
        self._session = session
        self._account_id = account_id

    async def add(self, card: str, room_id: str, command_event_id: str | None, outbox_seq: int) -> None:
        """Remembers a place; its event id follows when the message has left."""
        self._session.add(
            Post(
                account_id=self._account_id,
                card=card,
                room_id=room_id,
                command_event_id=command_event_id,
                outbox_seq=outbox_seq,
            )
        )
        await self._session.flush()

    async def left(self, outbox_seq: int, event_id: str) -> None:
        """The message of this outbox row is now that event."""
        await self._session.execute(
            update(Post)
            .where(Post.account_id == self._account_id, Post.outbox_seq == outbox_seq)
            .values(event_id=event_id)
        )

    async def first_of(self, card: str) -> Post | None:
        """The place where the card was made."""
        query = select(Post).where(Post.account_id == self._account_id, Post.card == card)
        found: Post | None = await self._session.scalar(query.order_by(Post.id).limit(1))
        return found

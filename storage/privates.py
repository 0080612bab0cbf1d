"""Private rooms the bot asked people into: asked, made, or declined; a person who declined is not asked again."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base

_WAITING = "~"


class PrivateInvitation(Base):
    """One person asked. `room_id` is known once the homeserver made the room."""

    __tablename__ = "private_invitation"
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, autoincrement=False)
    user_id: Mapped[str] = mapped_column(String(255), primary_key=True)
    room_id: Mapped[str | None] = mapped_column(String(255))
    asked_at: Mapped[dt.datetime]
    declined: Mapped[bool] = mapped_column(default=False)


class Privates:
    """All of them, of one account, in one transaction."""

    def __init__(self, session: AsyncSession, account_id: int) -> None:
        self._session = session
        self._account_id = account_id

    async def of(self, user_id: str) -> PrivateInvitation | None:
        """None for somebody who was never asked."""
        return await self._session.get(PrivateInvitation, (self._account_id, user_id))

    async def of_room(self, room_id: str) -> PrivateInvitation | None:
        """The one that this room was made for."""
        query = select(PrivateInvitation).where(PrivateInvitation.account_id == self._account_id)
        found: PrivateInvitation | None = await self._session.scalar(query.where(PrivateInvitation.room_id == room_id))
        return found

    async def ask(self, user_id: str, now: dt.datetime) -> None:
        """A room is to be made for them."""
        self._session.add(PrivateInvitation(account_id=self._account_id, user_id=user_id, asked_at=now, declined=False))
        await self._session.flush()

    async def settle(self, user_id: str) -> None:
        """They have a private room now, whoever made it."""
        row = PrivateInvitation
        await self._session.execute(delete(row).where(row.account_id == self._account_id, row.user_id == user_id))


def waiting_room(user_id: str) -> str:
    """Where messages wait for a room that does not exist yet; no Matrix room has such an id."""
    return f"{_WAITING}{user_id}"


def is_waiting(room_id: str) -> bool:
    """True for such a place."""
    return room_id.startswith(_WAITING)

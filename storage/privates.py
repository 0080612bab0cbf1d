"""Private rooms the bot asked people into: asked, made, or declined; a person who declined is not asked again."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, ForeignKey, String, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.letters import OutboxRow
from storage.posts import Post
from storage.questions import OpenQuestion

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

    async def let_in(self, user_id: str, room_id: str) -> None:
        """What waited for their room leaves in it now, in its order."""
        await self._change(user_id, OutboxRow.kind == "text", room_id=room_id, not_before=None)
        for table in (OpenQuestion, Post):
            here = (table.account_id == self._account_id, table.room_id == waiting_room(user_id))
            await self._session.execute(update(table).where(*here).values(room_id=room_id))

    async def drop(self, user_id: str) -> None:
        """What waited for their room is not wanted."""
        await self._change(user_id, state="dead", error="nobody wants it")

    async def _change(self, user_id: str, *conditions: ColumnElement[bool], **values: object) -> None:
        waiting = (OutboxRow.account_id == self._account_id, OutboxRow.room_id == waiting_room(user_id))
        statement = update(OutboxRow).where(*waiting, OutboxRow.state == "new", *conditions)
        await self._session.execute(statement.values(**values))


def waiting_room(user_id: str) -> str:
    """Where messages wait for a room that does not exist yet; no Matrix room has such an id."""
    return f"{_WAITING}{user_id}"


def is_waiting(room_id: str) -> bool:
    """True for such a place."""
    return room_id.startswith(_WAITING)

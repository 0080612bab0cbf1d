"""Where somebody has been waiting for an answer."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.desk import Urgency
from storage.letters import InboxRow, OutboxRow
from storage.rooms import Room


async def rooms_that_wait(session: AsyncSession, account_id: int, since: dt.datetime) -> set[str]:
    """Rooms with an event that is not handled, or an answer that has not left, for as long as that."""
    silent = select(Room.room_id).where(Room.may_speak.is_(False) | Room.joined.is_(False))
    arrived = select(InboxRow.room_id).where(InboxRow.account_id == account_id, InboxRow.state == "new")
    arrived = arrived.where(InboxRow.received_at <= since, InboxRow.event_id.like("$%"))
    leaving = select(OutboxRow.room_id).where(OutboxRow.account_id == account_id, OutboxRow.state == "new")
    leaving = leaving.where(OutboxRow.created_at <= since, OutboxRow.urgency == Urgency.ANSWER)
    found: set[str] = set()
    for waiting, column in ((arrived, InboxRow.room_id), (leaving, OutboxRow.room_id)):
        found |= set(await session.scalars(waiting.where(column.not_in(silent)).distinct()))
    return found

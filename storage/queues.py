"""How inbox and outbox are: what waits and why, what has left, and what the night erases."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.delivery import UNTIL_TOLD
from storage.letters import InboxRow, OutboxRow
from storage.posts import Post

KEEP_POISON_TEXT = dt.timedelta(days=7)
KEEP_SENT_TEXT = dt.timedelta(days=1)
KEEP_IDS = dt.timedelta(days=90)
TEXT = "text"


@dataclass(frozen=True, slots=True)
class Oldest:
    """Since when the oldest of each waits; None where nothing does."""

    inbox: dt.datetime | None
    outbox: dt.datetime | None


class Queues:
    """Those of one account, in one transaction."""

    def __init__(self, session: AsyncSession, account_id: int) -> None:
        self._session = session
        self._account_id = account_id

    async def spent(self, room_id: str, urgency: str, since: dt.datetime) -> int:
        """How many messages of that urgency have left for the room since then."""
        query = select(func.count()).select_from(OutboxRow)
        query = query.where(OutboxRow.account_id == self._account_id, OutboxRow.room_id == room_id)
        query = query.where(OutboxRow.state == "sent", OutboxRow.urgency == urgency, OutboxRow.kind == TEXT)
        return int(await self._session.scalar(query.where(OutboxRow.last_attempt_at >= since)) or 0)

    async def figures(self) -> dict[str, int]:
        """How many wait, are dead, are poison."""
        return {
            "inbox_waiting": await self._count(InboxRow, "new"),
            "inbox_poison": await self._count(InboxRow, "poison"),
            "outbox_waiting": await self._count(OutboxRow, "new"),
            "outbox_dead": await self._count(OutboxRow, "dead"),
        }

    async def oldest(self, now: dt.datetime) -> Oldest:
        """Since when the oldest of them waits: an event to be handled, a message that may leave."""
        inbox, outbox = InboxRow, OutboxRow
        arrived = select(func.min(inbox.received_at)).where(inbox.account_id == self._account_id, inbox.state == "new")
        leaving = select(func.min(func.coalesce(outbox.not_before, outbox.created_at)))
        leaving = leaving.where(outbox.account_id == self._account_id, outbox.state == "new")
        leaving = leaving.where(or_(outbox.not_before.is_(None), outbox.not_before <= now))
        return Oldest(await self._session.scalar(arrived), await self._session.scalar(leaving))

    async def held(self, now: dt.datetime) -> dict[str, tuple[int, dt.datetime]]:
        """What waits for its hour: how many of each urgency, and when the first of them may leave."""
        query = select(OutboxRow.urgency, func.count(), func.min(OutboxRow.not_before)).group_by(OutboxRow.urgency)
        query = query.where(OutboxRow.account_id == self._account_id, OutboxRow.state == "new")
        found = await self._session.execute(query.where(OutboxRow.not_before > now, OutboxRow.not_before < UNTIL_TOLD))
        return {urgency: (count, hour) for urgency, count, hour in found if hour is not None}

    async def sweep(self, now: dt.datetime) -> None:
        """Erases texts that have served, then ids that are old. Once committed, the log is to be emptied too."""
        inbox, outbox = InboxRow, OutboxRow
        for statement in (
            update(inbox)
            .where(inbox.state == "poison", inbox.received_at < now - KEEP_POISON_TEXT, inbox.body.is_not(None))
            .values(body=None),
            update(outbox)
            .where(outbox.state != "new", outbox.created_at < now - KEEP_SENT_TEXT, outbox.content.is_not(None))
            .where(or_(outbox.last_attempt_at.is_(None), outbox.last_attempt_at < now - KEEP_SENT_TEXT))
            .values(content=None),
            delete(inbox).where(and_(inbox.state != "new", inbox.received_at < now - KEEP_IDS)),
            delete(outbox).where(and_(outbox.state != "new", outbox.created_at < now - KEEP_IDS, ~_is_posted())),
        ):
            await self._session.execute(statement)

    async def _count(self, table: type[InboxRow | OutboxRow], state: str) -> int:
        query = select(func.count()).select_from(table)
        query = query.where(table.account_id == self._account_id, table.state == state)
        return int(await self._session.scalar(query) or 0)


def _is_posted() -> ColumnElement[bool]:
    """It still stands somewhere, to be edited or deleted one day."""
    return exists().where(Post.account_id == OutboxRow.account_id, Post.outbox_seq == OutboxRow.seq)

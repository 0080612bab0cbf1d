"""The message that leaves each room next: of every room, or of a few of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import Select, bindparam, case, exists, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from storage.letters import Account, OutboxRow
from storage.rooms import Room

GESTURES = ("enter", "decline")  # an invitation is answered also where the bot was muted before it was put out
_HOUR = "session"  # the urgency of what is said of sanctuarised time, at its hour: before what waited for its end
_TAP = "reaction"  # nobody waits for one: where the pace is limited, words go first
_ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Head:
    """The message that leaves a room next; `awaited` when somebody has just asked for it."""

    seq: int
    room_id: str
    awaited: bool = field(default=False, compare=False)


class Heads:
    """Those of one account, in one transaction. What all of them cost grows with all that waits."""

    def __init__(self, session: AsyncSession, account_id: int) -> None:
        self._session = session
        self._account_id = account_id

    async def all(self, now: dt.datetime, limit: int) -> list[Head]:
        """Of every room, oldest first."""
        return await self._found(_OLDEST_FIRST, now=now, most=limit)

    async def awaited_first(self, now: dt.datetime, limit: int) -> list[Head]:
        """Of every room: answers, then the rest; each of the two oldest first."""
        return await self._found(_AWAITED_FIRST, now=now, most=limit)

    async def of(self, rooms: Collection[str], now: dt.datetime) -> list[Head]:
        """Of these rooms alone."""
        return await self._found(_OF_ROOMS, now=now, most=len(rooms), rooms=list(rooms)) if rooms else []

    async def newest(self) -> int:
        """The number of the row that was written last; 0 when there is none."""
        return int(await self._session.scalar(_NEWEST) or 0)

    async def rooms_since(self, seq: int) -> set[str]:
        """Where something was written after that row."""
        return set(await self._session.scalars(_SINCE, {"account": self._account_id, "seq": seq}))

    async def _found(self, query: Select[int, str, str], **values: object) -> list[Head]:
        found = await self._session.execute(query, {"account": self._account_id, **values})
        return [Head(seq, room_id, urgency == _ANSWER) for seq, room_id, urgency in found]


def _heads(*, awaited_first: bool = False, of_rooms: bool = False) -> Select[int, str, str]:
    """Asked after every message: built once."""
    now = bindparam("now", type_=OutboxRow.not_before.type)
    due, target = aliased(OutboxRow), aliased(OutboxRow)
    limited = exists().where(Account.id == bindparam("account"), Account.blocked_until > now)
    target_waits = exists().where(target.seq == due.target_seq, target.state == "new")
    muted = exists().where(Room.room_id == due.room_id, Room.may_speak.is_(False), due.kind.not_in(GESTURES))
    oldest_of = [func.min(due.seq).filter(each) for each in (due.urgency == _HOUR, due.kind != _TAP)]
    oldest = (
        select(func.coalesce(*oldest_of, func.min(due.seq)).label("seq"))
        .where(due.account_id == bindparam("account"), due.state == "new")
        .where(or_(due.not_before.is_(None), due.not_before <= now), ~target_waits, ~muted)
        .group_by(due.room_id)
    )
    if of_rooms:
        oldest = oldest.where(due.room_id.in_(bindparam("rooms", expanding=True)))
    first = oldest.subquery()
    query = select(OutboxRow.seq, OutboxRow.room_id, OutboxRow.urgency).join(first, OutboxRow.seq == first.c.seq)
    query = query.where(or_(OutboxRow.next_attempt_at.is_(None), OutboxRow.next_attempt_at <= now), ~limited)
    order = (case((OutboxRow.urgency == _ANSWER, 0), else_=1), OutboxRow.seq) if awaited_first else (OutboxRow.seq,)
    return query.order_by(*order).limit(bindparam("most"))


_OLDEST_FIRST, _AWAITED_FIRST, _OF_ROOMS = _heads(), _heads(awaited_first=True), _heads(of_rooms=True)
_MINE = OutboxRow.account_id == bindparam("account")
_NEWEST = select(func.max(OutboxRow.seq))  # of whichever account: numbers are nobody's own
_SINCE = select(OutboxRow.room_id).where(_MINE, OutboxRow.state == "new", OutboxRow.seq > bindparam("seq")).distinct()

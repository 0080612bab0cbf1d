"""Inbox, outbox and sync token: what came in and what has to leave, each exactly once."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncSession

from storage.heads import Head, Heads
from storage.letters import Account, InboxRow, OutboxRow
from storage.upsert import insert_into

POISON_AFTER = 3
MOST_AT_ONCE = 200  # events between two looks
UNTIL_TOLD = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)  # the hour of what waits for something else than an hour
EDIT, FILE, IMAGE = "edit", "file", "image"
FILES = (FILE, IMAGE)  # what goes with a sealed file
_WORDED = ("text", EDIT, *FILES)
_ERASED = "…"
_WORDS = frozenset(["body", "html", "says", "refs"])  # what an edit changes of a message


@dataclass(frozen=True, slots=True)
class Arrival:
    """An event to keep until it is handled."""

    event_id: str
    room_id: str
    sender: str
    body: dict[str, Any]
    origin_ts: dt.datetime


@dataclass(frozen=True, slots=True)
class Departure:
    """A message to keep until it has left. `key` names it for ever; `waits_for` is the outbox row it speaks of."""

    key: str
    room_id: str
    kind: str
    urgency: str
    content: dict[str, Any]
    waits_for: int | None = None
    not_before: dt.datetime | None = None


# made once: every sync and every command need them
_WAITING = select(InboxRow.seq).where(InboxRow.account_id == bindparam("account"), InboxRow.state == "new")
_WAITING = _WAITING.order_by(InboxRow.seq).limit(bindparam("limit"))
_ACCOUNT: Any = Account.__table__
_MOVE_TOKEN = update(_ACCOUNT).where(_ACCOUNT.c.id == bindparam("account")).values(sync_token=bindparam("token"))


class Delivery:
    """Inbox, outbox and token of one account, in one transaction."""

    def __init__(self, session: AsyncSession, account_id: int) -> None:
        self._session = session
        self._account_id = account_id
        self.erased = False  # the database's log still holds what was erased

    # ── the account ──

    async def account(self) -> Account:
        """The account's own row, fresh from the database."""
        return await self._session.get_one(Account, self._account_id, populate_existing=True)

    async def move_token(self, token: str) -> None:
        """The next sync starts here."""
        await self._session.execute(_MOVE_TOKEN, {"account": self._account_id, "token": token})

    async def block_until(self, at: dt.datetime) -> None:
        """Rate limited: nothing leaves before `at`, whatever the room. Never shortens an earlier word."""
        sooner = or_(Account.blocked_until.is_(None), Account.blocked_until < at)
        mine = update(Account).where(Account.id == self._account_id, sooner)
        await self._session.execute(mine.values(blocked_until=at))

    async def blocked_until(self, now: dt.datetime) -> dt.datetime | None:
        """The end of a rate limit that lasts, else None."""
        query = select(Account.blocked_until).where(Account.id == self._account_id, Account.blocked_until > now)
        found: dt.datetime | None = await self._session.scalar(query)
        return found

    # ── inbox ──

    async def keep(self, arrivals: Iterable[Arrival], now: dt.datetime) -> list[int]:
        """Keeps what was not there yet; returns the sequence numbers of what was new.

        Each is asked for when the one before is kept: made all at once, a thousand would hold up the loop.
        """
        always = {"account_id": self._account_id, "received_at": now, "state": "new", "attempts": 0}
        kept: list[int] = []
        for arrival in arrivals:  # in order: the sequence numbers are the order of answers
            seq = await self._add(InboxRow, {**always, **_columns(arrival)})
            if seq is not None:
                kept.append(seq)
        return kept

    async def waiting(self, limit: int = MOST_AT_ONCE) -> list[int]:
        """Sequence numbers of what is still to be handled, oldest first."""
        return list(await self._session.scalars(_WAITING, {"account": self._account_id, "limit": limit}))

    async def unhandled(self) -> list[tuple[str, str]]:
        """Event id and sender of what is still to be handled."""
        query = select(InboxRow.event_id, InboxRow.sender).where(InboxRow.account_id == self._account_id)
        return [(row[0], row[1]) for row in await self._session.execute(query.where(InboxRow.state == "new"))]

    async def arrival(self, seq: int) -> InboxRow | None:
        """The row, unless it is no longer to be handled."""
        row = await self._session.get(InboxRow, seq, populate_existing=True)
        return row if row is not None and row.state == "new" else None

    async def knows_event(self, event_id: str) -> bool:
        """True when this event was kept before, whatever became of it."""
        query = select(InboxRow.seq).where(InboxRow.account_id == self._account_id, InboxRow.event_id == event_id)
        return await self._session.scalar(query) is not None

    async def kept_event(self, event_id: str) -> InboxRow | None:
        """The row of an event that was kept, whatever became of it."""
        query = select(InboxRow).where(InboxRow.account_id == self._account_id, InboxRow.event_id == event_id)
        found: InboxRow | None = await self._session.scalar(query)
        return found

    async def done(self, row: InboxRow, outcome: str) -> None:
        """Handled: the text goes, the id stays, with what became of it."""
        row.state, row.body, row.outcome = "done", None, outcome
        await self._session.flush()

    async def failed(self, seq: int) -> int:
        """Counts an attempt that raised; the third makes it poison. Returns the count."""
        row = await self._session.get_one(InboxRow, seq, populate_existing=True)
        row.attempts += 1
        if row.attempts >= POISON_AFTER:
            row.state = "poison"
        await self._session.flush()
        return row.attempts

    # ── outbox ──

    async def post(self, departure: Departure, now: dt.datetime) -> int:
        """Puts a message in the outbox; the same key is the same message. Returns its sequence number.

        An edit of what has not left yet replaces its words instead, and returns that row.
        """
        if departure.kind == EDIT:
            known = await self._seq_of(departure.key)
            waiting = await self._still_here(departure) if known is None else None
            if waiting is not None:
                return await self._reword(waiting, departure)
        row = {
            "account_id": self._account_id,
            "room_id": departure.room_id,
            "dedupe_key": departure.key,
            "txn_id": txn_id(departure.key),
            "kind": departure.kind,
            "urgency": departure.urgency,
            "content": departure.content,
            "target_seq": departure.waits_for,
            "not_before": departure.not_before,
            "state": "new",
            "attempts": 0,
            "created_at": now,
        }
        seq = await self._add(OutboxRow, row) or await self._seq_of(departure.key)
        assert seq is not None
        return seq

    async def heads(self, now: dt.datetime, limit: int = 100) -> list[Head]:
        """The oldest due row of each room; that sanctuarised time begins, or ends, is said before anything else.

        What waits for its hour, or speaks of a message that has not left, does not hold up what is behind it;
        what was tried and is to be tried again does. In a room where the bot may not speak, all wait;
        while a rate limit lasts, everything does.
        """
        return await Heads(self._session, self._account_id).all(now, limit)

    async def next_hour(self, now: dt.datetime) -> dt.datetime | None:
        """When to look again, because an hour that something waits for has come; None when nothing waits."""
        hours = tuple((await self._session.execute(_HOURS, {"account": self._account_id, "now": now})).one())
        return min((hour for hour in hours if hour is not None), default=None)

    async def departure(self, seq: int, *, lock: bool = False) -> OutboxRow | None:
        """A row of the outbox, in whatever state."""
        return await self._session.get(OutboxRow, seq, populate_existing=True, with_for_update=lock or None)

    async def claim(self, seq: int, now: dt.datetime) -> OutboxRow | None:
        """Counts an attempt before it is made; None when there is nothing left to send."""
        row = await self.departure(seq, lock=True)
        if row is None or row.state != "new":
            return None
        await self.claim_locked(row, now)
        return row

    async def claim_locked(self, row: OutboxRow, now: dt.datetime) -> None:
        """The same, for whoever has locked a new row already."""
        row.attempts += 1
        row.first_attempt_at = row.first_attempt_at or now
        row.last_attempt_at = now
        await self._session.flush()

    async def postpone(self, seq: int, until: dt.datetime) -> None:
        """Not tried; to be looked at again at `until`."""
        await self._change(seq, next_attempt_at=until)

    async def uncertain(self, seq: int, now: dt.datetime, again_at: dt.datetime, error: str) -> None:
        """It may have arrived until `now`: only a sync that starts later can tell that it did not."""
        await self._change(seq, last_attempt_at=now, next_attempt_at=again_at, error=error[:255])

    async def hold(self, seq: int, until: dt.datetime) -> None:
        """The posting policy says later: only the hour changes."""
        await self._change(seq, not_before=until)

    async def sent(self, seq: int, event_id: str) -> None:
        """It arrived, as that event."""
        await self._change(seq, state="sent", event_id=event_id or None, error=None)

    async def dead(self, seq: int, error: str) -> None:
        """It will never be taken."""
        await self._change(seq, state="dead", error=error[:255])

    async def call_off(self, seq: int, *urgencies: str) -> bool:
        """Does not leave any more, if it is of these and was never tried; what speaks of it goes with it."""
        fresh = (OutboxRow.state == "new", OutboxRow.attempts == 0, OutboxRow.urgency.in_(urgencies))
        gone = (
            update(OutboxRow).where(OutboxRow.seq == seq, *fresh).values(state="dead", error="called off", content=None)
        )
        return (await self._session.execute(gone.returning(OutboxRow.seq))).first() is not None

    async def erase(self, seq: int) -> list[tuple[int, str]]:
        """What a message said goes, with its edits; returns what has to be deleted where it was sent: row, room.

        What was never tried does not leave at all; what is in doubt leaves without its words.
        """
        query = select(OutboxRow).where(or_(OutboxRow.seq == seq, OutboxRow.target_seq == seq))
        query = query.where(OutboxRow.account_id == self._account_id, OutboxRow.kind.in_(_WORDED))
        rows = list(await self._session.scalars(query.with_for_update()))
        self.erased = True
        for row in rows:
            _blank(row)
        await self._session.flush()
        return [(row.seq, row.room_id) for row in rows if row.state != "dead"]

    async def said_to(self, event_id: str) -> list[OutboxRow]:
        """What was said because of an event, by its keys (`bot/intake.py`); the first few are enough to judge."""
        keys = [f"reply:{event_id}:{number}" for number in range(4)]
        query = select(OutboxRow).where(OutboxRow.account_id == self._account_id, OutboxRow.dedupe_key.in_(keys))
        return list(await self._session.scalars(query.order_by(OutboxRow.seq)))

    async def row_of_event(self, event_id: str) -> OutboxRow | None:
        """The row that became this event."""
        query = select(OutboxRow).where(OutboxRow.account_id == self._account_id, OutboxRow.event_id == event_id)
        found: OutboxRow | None = await self._session.scalar(query)
        return found

    async def room_of_event(self, event_id: str) -> str | None:
        """Where an event stands, the bot's own or one that was kept."""
        for table in (OutboxRow, InboxRow):
            query = select(table.room_id).where(table.account_id == self._account_id, table.event_id == event_id)
            found: str | None = await self._session.scalar(query)
            if found is not None:
                return found
        return None

    async def _seq_of(self, key: str) -> int | None:
        """By transaction id: an echo that came before its row is known by nothing else."""
        query = select(OutboxRow.seq).where(OutboxRow.account_id == self._account_id, OutboxRow.txn_id == txn_id(key))
        found: int | None = await self._session.scalar(query)
        return found

    async def _still_here(self, edit: Departure) -> OutboxRow | None:
        """What the edit speaks of, or an earlier edit of it, when it was never tried: it can still be reworded."""
        earlier = and_(OutboxRow.target_seq == edit.waits_for, OutboxRow.kind == EDIT)
        query = select(OutboxRow).where(OutboxRow.account_id == self._account_id, OutboxRow.state == "new")
        query = query.where(or_(OutboxRow.seq == edit.waits_for, earlier), OutboxRow.attempts == 0)
        found: OutboxRow | None = await self._session.scalar(query.order_by(OutboxRow.seq).limit(1).with_for_update())
        return found

    async def _reword(self, row: OutboxRow, edit: Departure) -> int:
        new = {name: value for name, value in edit.content.items() if name in _WORDS}
        row.content = {**(row.content or {}), **new}
        await self._session.flush()
        return row.seq

    async def _change(self, seq: int, **values: Any) -> None:
        await self._session.execute(
            update(OutboxRow).where(OutboxRow.seq == seq, OutboxRow.state == "new").values(**values)
        )

    async def _add(self, table: type[InboxRow | OutboxRow], row: dict[str, Any]) -> int | None:
        """Its number; None when the same was there already."""
        connection = await self._session.connection()
        insert = _insert_once(table, connection.dialect.name)
        return (await connection.execute(insert, row)).scalar()


def _blank(row: OutboxRow) -> None:
    """A file that is in doubt is sent again as words: what arrived already is the same message."""
    if row.kind in FILES and row.state == "new":
        row.kind = "text"
        row.content = {name: value for name, value in (row.content or {}).items() if name != FILE}
    if row.state == "new" and row.attempts == 0:
        row.state, row.error = "dead", "what it spoke of was erased"
    row.content = None if row.state != "new" else {**(row.content or {}), "body": _ERASED, "html": None}


@cache
def _insert_once(table: type[InboxRow | OutboxRow], dialect: str) -> Any:
    whole: Any = table.__table__
    return insert_into(dialect, whole).on_conflict_do_nothing().returning(whole.c.seq)


def _hours() -> Select[dt.datetime | None, dt.datetime | None]:
    now = bindparam("now", type_=OutboxRow.not_before.type)
    again, held = OutboxRow.next_attempt_at, OutboxRow.not_before
    mine = (OutboxRow.account_id == bindparam("account"), OutboxRow.state == "new")
    return select(func.min(again).filter(again > now), func.min(held).filter(held > now)).where(*mine)


_HOURS = _hours()


def txn_id(key: str) -> str:
    """The Matrix transaction id of a message: the same key gives the same id in every process, for ever."""
    return hashlib.sha256(key.encode()).hexdigest()[:40]


def _columns(arrival: Arrival) -> dict[str, Any]:
    return {name: getattr(arrival, name) for name in ("event_id", "room_id", "sender", "body", "origin_ts")}

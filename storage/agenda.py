"""Notes the bot leaves itself: what is to be done, and when. The clock's truth; the scheduler only wakes us."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import NEVER_AGAIN, Base, BigKey
from storage.recurrence import Recurrence


@dataclass(frozen=True, slots=True)
class Note:
    """A stable name and JSON fields. `key` is unique: the same note left again moves its hour.

    `useful_for` is how long after its hour it still makes sense; later it is dropped.
    """

    kind: str
    key: str
    fields: dict[str, Any] = field(default_factory=dict)
    useful_for: dt.timedelta | None = None


class AgendaRow(Base):
    """One note. `next_due` is NULL when it is paused."""

    __tablename__ = "agenda"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[str] = mapped_column(String(64))
    key: Mapped[str] = mapped_column(String(255))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    rule: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    zone: Mapped[str] = mapped_column(String(64))
    next_due: Mapped[dt.datetime | None]
    last_occurrence: Mapped[str | None] = mapped_column(String(32))
    useful_seconds: Mapped[int | None]
    attempts: Mapped[int] = mapped_column(default=0)
    __table_args__ = (
        UniqueConstraint("account_id", "key"),
        Index("ix_agenda_due", "account_id", "next_due", "id"),
        NEVER_AGAIN,
    )

    @property
    def occurrence(self) -> str:
        """The local wall clock of the hour that is due: the same in both passes of a repeated hour."""
        assert self.next_due is not None
        return self.next_due.astimezone(ZoneInfo(self.zone)).strftime("%Y-%m-%dT%H:%M")

    def was_done(self) -> bool:
        """True when this very hour of the wall clock has been served: the clock was set back."""
        return self.last_occurrence == self.occurrence

    def is_stale(self, now: dt.datetime) -> bool:
        """True when it is too late to be of use."""
        if self.next_due is None or self.useful_seconds is None:
            return False
        return now - self.next_due > dt.timedelta(seconds=self.useful_seconds)


class Agenda:
    """The notes of one account, in one transaction."""

    def __init__(self, session: AsyncSession, account_id: int, zone: ZoneInfo) -> None:
        self._session = session
        self._account_id = account_id
        self._zone = zone
        self.changed = False  # the clock has to look again

    async def wake_me(self, at: dt.datetime, note: Note) -> None:
        """Once, at `at`. Left again under the same key, it moves."""
        row = await self._row(note)
        row.rule, row.next_due, row.attempts = None, at, 0
        await self._session.flush()

    async def wake_me_every(self, rule: Recurrence, note: Note, now: dt.datetime) -> None:
        """At each coming round of `rule`. Safe to call at every start: a known rule keeps its hour."""
        row = await self._row(note)
        if row.rule == rule.as_json() and row.next_due is not None:
            return
        row.rule, row.next_due, row.attempts = rule.as_json(), rule.after(now, self._zone).at, 0
        await self._session.flush()

    async def forget(self, key: str) -> None:
        """Takes a note back. Safe when there is none."""
        row = await self._find(key)
        if row is not None:
            await self._session.delete(row)

    async def due(self, now: dt.datetime, limit: int = 200, *, ending: str = "") -> list[int]:
        """Ids of what is due, in order of time; of kinds that end so."""
        query = select(AgendaRow.id).where(AgendaRow.account_id == self._account_id, AgendaRow.next_due <= now)
        query = query.where(AgendaRow.kind.endswith(ending, autoescape=True)) if ending else query
        return list(await self._session.scalars(query.order_by(AgendaRow.next_due, AgendaRow.id).limit(limit)))

    async def keys(self, kind: str) -> set[str]:
        """The keys of all notes of that kind."""
        query = select(AgendaRow.key).where(AgendaRow.account_id == self._account_id, AgendaRow.kind == kind)
        return set(await self._session.scalars(query))

    async def next_due(self) -> dt.datetime | None:
        """The next hour at which something is due."""
        query = select(func.min(AgendaRow.next_due)).where(AgendaRow.account_id == self._account_id)
        found: dt.datetime | None = await self._session.scalar(query)
        return found

    async def row(self, note_id: int, now: dt.datetime) -> AgendaRow | None:
        """The note, if it is still due."""
        row = await self._session.get(AgendaRow, note_id, populate_existing=True)
        return row if row is not None and row.next_due is not None and row.next_due <= now else None

    async def turn(self, row: AgendaRow, now: dt.datetime) -> None:
        """Done for this time: a single note goes, a recurring one moves to its next hour after now.

        To be called before the note is acted on, which may leave it again.
        """
        if row.rule is None:
            await self._session.delete(row)
            await self._session.flush()
            return
        assert row.next_due is not None
        row.last_occurrence, row.attempts = row.occurrence, 0
        row.next_due = Recurrence.from_json(row.rule).after(max(row.next_due, now), ZoneInfo(row.zone)).at
        await self._session.flush()

    async def failed(self, note_id: int, pause_after: int) -> int:
        """Counts an attempt that raised; it stays due until it is paused. Returns the count, 0 when it is gone."""
        row = await self._session.get(AgendaRow, note_id, populate_existing=True)
        if row is None:
            return 0
        row.attempts += 1
        if row.attempts >= pause_after:
            row.next_due = None
        await self._session.flush()
        return row.attempts

    async def _row(self, note: Note) -> AgendaRow:
        self.changed = True
        row = await self._find(note.key)
        if row is None:
            row = AgendaRow(account_id=self._account_id, key=note.key, attempts=0)
            self._session.add(row)
        row.kind, row.payload, row.zone = note.kind, note.fields, self._zone.key
        row.useful_seconds = None if note.useful_for is None else int(note.useful_for.total_seconds())
        return row

    async def _find(self, key: str) -> AgendaRow | None:
        query = select(AgendaRow).where(AgendaRow.account_id == self._account_id, AgendaRow.key == key)
        found: AgendaRow | None = await self._session.scalar(query)
        return found

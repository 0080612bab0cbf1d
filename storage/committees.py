"""Steering committees (COPIL): their day, what is to be spoken of, what was decided, and when that is told."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.courrier import Edition
from storage.database import Base, BigKey
from storage.errors import CommitteeIsOver, UnknownCommittee, UnknownLine
from storage.numbers import next_number
from storage.values import Ref

LETTER = "P"


class CommitteeState(StrEnum):
    """How far one has come."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class LineKind(StrEnum):
    """What a line of a committee is; the letter of its reference."""

    POINT = "Q"  # to be spoken of
    DECISION = "D"  # what came of it


class Committee(Base):
    """One meeting. Its rules are its methods; they raise BrokenRule."""

    __tablename__ = "committee"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    on: Mapped[dt.date] = mapped_column(Date, index=True)  # a local day
    state: Mapped[CommitteeState] = mapped_column(String(12), default=CommitteeState.PLANNED)
    minutes: Mapped[str | None] = mapped_column(Text)
    called_at: Mapped[dt.datetime | None]  # from then on the courrier calls for its agenda

    @property
    def ref(self) -> Ref:
        """Its short name."""
        return Ref(LETTER, self.number)

    @property
    def is_ahead(self) -> bool:
        """It has not been held, nor cancelled."""
        return self.state == CommitteeState.PLANNED

    def must_be_ahead(self) -> None:
        """Raises CommitteeIsOver."""
        if not self.is_ahead:
            raise CommitteeIsOver(self.ref)

    def move(self, on: dt.date) -> None:
        """To another day: its agenda is called for anew. Raises CommitteeIsOver."""
        self.must_be_ahead()
        self.on, self.called_at = on, None

    def hold(self) -> None:
        """It has taken place."""
        self.state = CommitteeState.HELD

    def cancel(self) -> None:
        """It does not take place. Raises CommitteeIsOver."""
        self.must_be_ahead()
        self.state = CommitteeState.CANCELLED


class CommitteeLine(Base):
    """A point of the agenda or a decision; ids grow, so the order is the order of typing."""

    __tablename__ = "committee_line"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committee.id"), index=True)
    kind: Mapped[LineKind] = mapped_column(String(1))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    tells_at: Mapped[dt.datetime | None]  # of a decision: from then on a courrier may tell it
    __table_args__ = (UniqueConstraint("kind", "number"), Index("ix_committee_line_tells", "tells_at"))

    @property
    def ref(self) -> Ref:
        """Its short name."""
        return Ref(str(self.kind), self.number)


class Committees:
    """All of them, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def plan(self, on: dt.date) -> Committee:
        """A new one, with the next reference."""
        made = Committee(number=await next_number(self._session, LETTER), on=on, state=CommitteeState.PLANNED)
        self._session.add(made)
        await self._session.flush()
        return made

    async def all(self) -> list[Committee]:
        """By reference."""
        return list(await self._session.scalars(select(Committee).order_by(Committee.number)))

    async def get(self, committee_id: int) -> Committee:
        """By row id."""
        return (await self._session.scalars(select(Committee).where(Committee.id == committee_id))).one()

    async def by_ref(self, ref: Ref) -> Committee:
        """Raises UnknownCommittee."""
        query = select(Committee).where(Committee.number == ref.number)
        found: Committee | None = await self._session.scalar(query) if ref.letter == LETTER else None
        if found is None:
            raise UnknownCommittee(ref)
        return found

    async def on(self, day: dt.date) -> Committee | None:
        """The one of that day that is not cancelled."""
        query = select(Committee).where(Committee.on == day, Committee.state != CommitteeState.CANCELLED)
        found: Committee | None = await self._session.scalar(query.order_by(Committee.number).limit(1))
        return found

    async def planned(self) -> list[Committee]:
        """Those that were neither held nor cancelled, the soonest first."""
        query = select(Committee).where(Committee.state == CommitteeState.PLANNED)
        return list(await self._session.scalars(query.order_by(Committee.on, Committee.number)))

    async def next_from(self, today: dt.date) -> Committee | None:
        """The next one that is ahead, today included."""
        return next((each for each in await self.planned() if each.on >= today), None)

    async def last_until(self, today: dt.date) -> Committee | None:
        """The last one whose day has come, today included, and that is not cancelled."""
        query = select(Committee).where(Committee.on <= today, Committee.state != CommitteeState.CANCELLED)
        found: Committee | None = await self._session.scalar(query.order_by(Committee.on.desc()).limit(1))
        return found

    # ── what is said there ──

    async def add(
        self, committee: Committee, kind: LineKind, text: str, tells_at: dt.datetime | None = None
    ) -> CommitteeLine:
        """A new line, with the next reference of its kind."""
        number = await next_number(self._session, str(kind))
        line = CommitteeLine(committee_id=committee.id, kind=kind, number=number, text=text, tells_at=tells_at)
        self._session.add(line)
        await self._session.flush()
        return line

    async def lines(self, committee: Committee, kind: LineKind) -> list[CommitteeLine]:
        """In the order of typing."""
        query = select(CommitteeLine).where(CommitteeLine.committee_id == committee.id, CommitteeLine.kind == kind)
        return list(await self._session.scalars(query.order_by(CommitteeLine.id)))

    async def line(self, ref: Ref) -> CommitteeLine:
        """Raises UnknownLine."""
        query = select(CommitteeLine).where(CommitteeLine.kind == ref.letter, CommitteeLine.number == ref.number)
        found: CommitteeLine | None = await self._session.scalar(query)
        if found is None:
            raise UnknownLine(ref)
        return found

    async def erase(self, line: CommitteeLine) -> None:
        """Nothing stays of it."""
        await self._session.execute(delete(CommitteeLine).where(CommitteeLine.id == line.id))

    # ── the courrier ──

    async def told_in(self, edition: Edition) -> list[tuple[CommitteeLine, Committee]]:
        """Decisions whose hour to be told has come since the last one."""
        query = select(CommitteeLine, Committee).join(Committee, CommitteeLine.committee_id == Committee.id)
        query = query.where(CommitteeLine.tells_at > edition.since, CommitteeLine.tells_at <= edition.until)
        rows = await self._session.execute(query.order_by(Committee.on, CommitteeLine.id))
        return [(line, committee) for line, committee in rows]

    async def called_in(self, edition: Edition) -> list[Committee]:
        """Those whose agenda is called for since the last one."""
        query = select(Committee).where(Committee.state == CommitteeState.PLANNED)
        query = query.where(Committee.called_at > edition.since, Committee.called_at <= edition.until)
        return list(await self._session.scalars(query.order_by(Committee.on)))

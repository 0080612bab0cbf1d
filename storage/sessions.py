"""Sessions of sanctuarised time: planned, answered, held; and who answered what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Date,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    Time,
    UniqueConstraint,
    and_,
    delete,
    func,
    or_,
    select,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.ilots import Ilot, Membership
from storage.numbers import next_number
from storage.pages import all_of
from storage.people import Person
from storage.slots import Stretch
from storage.values import Ref

LETTER = "T"
QUORUM = 2  # where the collective chose nothing else


class SessionState(StrEnum):
    """Where a session is in its life."""

    PLANNED = "planned"
    POLLED = "polled"  # asked who comes
    CONFIRMED = "confirmed"  # enough of them
    MOVED = "moved"  # to another one
    SKIPPED = "skipped"
    RUNNING = "running"  # the bot is quiet
    GATHERING = "gathering"  # a day for traces
    HELD = "held"


class Reply(StrEnum):
    """What somebody tapped."""

    COMES = "✋"
    ANOTHER_TIME = "⏰"
    NOT_THIS_TIME = "🌙"


class Skipped(StrEnum):
    """Why one was skipped."""

    QUORUM = "quorum"
    HOLIDAY = "holiday"
    ASKED = "asked"  # somebody typed it


_AHEAD = (SessionState.PLANNED, SessionState.POLLED, SessionState.CONFIRMED)
_A_MOMENT, _UNTIL_SAID = dt.timedelta(seconds=1), dt.timedelta(minutes=1)  # no longer, whatever becomes of the clock
_TO_COME = (*_AHEAD, SessionState.RUNNING)
_QUIET = (SessionState.PLANNED, SessionState.CONFIRMED, SessionState.RUNNING)  # what is only asked about may not be


class ReflectionSession(Base):
    """One time of an îlot. Local day and hours are what was agreed; the instants follow from them."""

    __tablename__ = "reflection_session"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    ilot_id: Mapped[int] = mapped_column(ForeignKey("ilot.id"))
    on: Mapped[dt.date] = mapped_column(Date)
    start: Mapped[dt.time] = mapped_column(Time)
    end: Mapped[dt.time] = mapped_column(Time)
    starts_at: Mapped[dt.datetime]
    ends_at: Mapped[dt.datetime]
    state: Mapped[SessionState] = mapped_column(String(12), default=SessionState.PLANNED)
    present: Mapped[int | None]
    prompt: Mapped[str | None] = mapped_column(Text)
    skipped: Mapped[Skipped | None] = mapped_column(String(12))
    moved_to: Mapped[int | None]  # the number of the session that took its place
    derived: Mapped[bool] = mapped_column(default=False)  # from the rhythm, by the bot
    reminded: Mapped[bool] = mapped_column(default=False)  # the day before
    asked: Mapped[bool] = mapped_column(default=False)  # whether to let it pass, for want of people
    __table_args__ = (
        Index("ix_reflection_session_ilot", "ilot_id", "ends_at"),
        Index("ix_reflection_session_on", "on"),
    )

    @property
    def ref(self) -> Ref:
        """`T6`."""
        return Ref(LETTER, self.number)

    @property
    def stretch(self) -> Stretch:
        """Its day and hours."""
        return Stretch(self.on, self.start, self.end)

    @property
    def is_ahead(self) -> bool:
        """It has not begun, and may still be moved or skipped."""
        return self.state in _AHEAD

    @property
    def takes_place(self) -> bool:
        """It did, or is to: it was neither moved nor skipped."""
        return self.state not in {SessionState.MOVED, SessionState.SKIPPED}

    def has_quorum(self, quorum: int = QUORUM) -> bool:
        """Enough people said that they come."""
        return (self.present or 0) >= quorum

    @property
    def is_told(self) -> bool:
        """Somebody heard of it, or it came with a document; else it follows from the rhythm again."""
        return not self.derived or self.state != SessionState.PLANNED

    def poll(self, prompt: str | None) -> None:
        """Who comes was asked, with a question to think about."""
        self.state, self.prompt, self.present = SessionState.POLLED, prompt or self.prompt, self.present or 0

    def count(self, change: int, quorum: int = QUORUM) -> None:
        """One more, or one less, who comes."""
        self.present = max(0, (self.present or 0) + change)
        if self.state in {SessionState.POLLED, SessionState.CONFIRMED}:
            self.state = SessionState.CONFIRMED if self.has_quorum(quorum) else SessionState.POLLED

    def take_place(self, stretch: Stretch, zone: ZoneInfo) -> None:
        """Then, and not when it was planned."""
        self.on, self.start, self.end = stretch.on, stretch.start, stretch.end
        self.starts_at, self.ends_at = stretch.starts_at(zone), stretch.ends_at(zone)

    def skip(self, why: Skipped) -> None:
        """It does not take place."""
        self.state, self.skipped = SessionState.SKIPPED, why


class SessionReply(Base):
    """Who answered what; told to nobody, and gone with the session's end."""

    __tablename__ = "session_reply"
    id: Mapped[int] = mapped_column(primary_key=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("reflection_session.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reply: Mapped[Reply] = mapped_column(String(8))
    __table_args__ = (UniqueConstraint("session_id", "person_id", "reply"),)


class Sessions:
    """All sessions, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def plan(self, ilot: Ilot, stretch: Stretch, zone: ZoneInfo) -> ReflectionSession:
        """A new one. Safe to repeat: the same day and hour is the same session."""
        known = await self._at(ilot, stretch)
        if known is not None:
            return known
        row = ReflectionSession(number=await next_number(self._session, LETTER), ilot_id=ilot.id)
        row.state, row.derived, row.reminded, row.asked = SessionState.PLANNED, True, False, False
        row.take_place(stretch, zone)
        self._session.add(row)
        await self._session.flush()
        return row

    async def find(self, ref: Ref) -> ReflectionSession | None:
        """By reference."""
        query = select(ReflectionSession).where(ReflectionSession.number == ref.number)
        found: ReflectionSession | None = await self._session.scalar(query)
        return found if ref.letter == LETTER else None

    async def next_of(self, ilot: Ilot, now: dt.datetime) -> ReflectionSession | None:
        """The first that has not ended and is to take place."""
        found = await self._session.scalars(self._coming(now).where(ReflectionSession.ilot_id == ilot.id))
        return next(iter(found), None)

    async def ahead_of(self, ilot: Ilot) -> list[ReflectionSession]:
        """Those that have not begun, in order."""
        query = select(ReflectionSession).where(ReflectionSession.ilot_id == ilot.id)
        query = query.where(ReflectionSession.state.in_(_AHEAD)).order_by(ReflectionSession.starts_at)
        return list(await self._session.scalars(query))

    async def unfinished(self) -> list[ReflectionSession]:
        """Those that the clock still has something to do about."""
        states = (*_TO_COME, SessionState.GATHERING)
        query = select(ReflectionSession).where(ReflectionSession.state.in_(states))
        return await all_of(self._session, query.order_by(ReflectionSession.starts_at))

    async def moved_to(self, session: ReflectionSession) -> ReflectionSession | None:
        """The one whose place it took."""
        query = select(ReflectionSession).where(ReflectionSession.moved_to == session.number)
        found: ReflectionSession | None = await self._session.scalar(query.limit(1))
        return found

    async def of_ilot(self, ilot: Ilot, most: int) -> list[ReflectionSession]:
        """The last ones, the newest first."""
        query = select(ReflectionSession).where(ReflectionSession.ilot_id == ilot.id)
        return list(await self._session.scalars(query.order_by(ReflectionSession.starts_at.desc()).limit(most)))

    async def gathering(self, ilot: Ilot, now: dt.datetime) -> ReflectionSession | None:
        """The one whose traces are being written."""
        states = (SessionState.RUNNING, SessionState.GATHERING)
        query = select(ReflectionSession).where(
            ReflectionSession.ilot_id == ilot.id, ReflectionSession.starts_at <= now
        )
        query = query.where(ReflectionSession.state.in_(states)).order_by(ReflectionSession.starts_at.desc())
        found: ReflectionSession | None = await self._session.scalar(query.limit(1))
        return found

    async def held_between(self, first: dt.date, last: dt.date) -> int:
        """How many took place on those days, both included."""
        states = (SessionState.GATHERING, SessionState.HELD)
        query = select(func.count()).select_from(ReflectionSession).where(ReflectionSession.state.in_(states))
        return int(await self._session.scalar(query.where(ReflectionSession.on.between(first, last))) or 0)

    async def forget(self, session: ReflectionSession) -> None:
        """One that nobody was told of."""
        await self._session.execute(delete(SessionReply).where(SessionReply.session_id == session.id))
        await self._session.delete(session)
        await self._session.flush()

    # ── quiet ──

    async def quiet_until_in(self, room_id: str, now: dt.datetime) -> dt.datetime | None:
        """The end of the time that this room's îlot is having (aware UTC), else None.

        At its very end a moment more, until that is said: what waited comes after it.
        """
        query = self._now(now).join(Ilot, Ilot.id == ReflectionSession.ilot_id).where(Ilot.room_id == room_id)
        return _after(now, await self._session.scalar(query))

    async def quiet_until_for(self, person_id: int, now: dt.datetime) -> dt.datetime | None:
        """The end of the time that one of this person's îlots is having."""
        query = self._now(now).join(Membership, Membership.ilot_id == ReflectionSession.ilot_id)
        return _after(now, await self._session.scalar(query.where(Membership.person_id == person_id)))

    def _now(self, now: dt.datetime) -> Select[dt.datetime]:
        query = select(func.max(ReflectionSession.ends_at)).where(ReflectionSession.state.in_(_QUIET))
        under_way = and_(ReflectionSession.state == SessionState.RUNNING, ReflectionSession.ends_at > now - _UNTIL_SAID)
        return query.where(ReflectionSession.starts_at <= now, or_(ReflectionSession.ends_at > now, under_way))

    def _coming(self, now: dt.datetime) -> Select[ReflectionSession]:
        query = select(ReflectionSession).where(ReflectionSession.state.in_(_TO_COME), ReflectionSession.ends_at > now)
        return query.order_by(ReflectionSession.starts_at)

    # ── replies ──

    async def reply(self, session: ReflectionSession, person: Person, reply: Reply) -> bool:
        """True when it is new."""
        known = await self._reply(session, person, reply)
        if known is None:
            self._session.add(SessionReply(session_id=session.id, person_id=person.id, reply=reply))
            await self._session.flush()
        return known is None

    async def take_back(self, session: ReflectionSession, person: Person, reply: Reply) -> bool:
        """True when it stood."""
        known = await self._reply(session, person, reply)
        if known is not None:
            await self._session.delete(known)
            await self._session.flush()
        return known is not None

    async def silent(self, session: ReflectionSession, members: Sequence[Person]) -> list[Person]:
        """Those who answered nothing."""
        query = select(SessionReply.person_id).where(SessionReply.session_id == session.id)
        answered = set(await self._session.scalars(query))
        return [person for person in members if person.id not in answered]

    async def forget_replies(self, session: ReflectionSession) -> None:
        """It is over: only how many came is kept."""
        await self._session.execute(delete(SessionReply).where(SessionReply.session_id == session.id))

    async def replies_of(self, person: Person) -> list[tuple[ReflectionSession, SessionReply]]:
        """What somebody answered about sessions that are not closed yet."""
        query = select(ReflectionSession, SessionReply).join(
            SessionReply, SessionReply.session_id == ReflectionSession.id
        )
        query = query.where(SessionReply.person_id == person.id).order_by(SessionReply.id)
        return [(session, reply) for session, reply in await self._session.execute(query)]

    async def forget_replies_of(self, person: Person) -> None:
        """Nobody's any more."""
        await self._session.execute(delete(SessionReply).where(SessionReply.person_id == person.id))

    async def _reply(self, session: ReflectionSession, person: Person, reply: Reply) -> SessionReply | None:
        mine = (SessionReply.session_id == session.id, SessionReply.person_id == person.id)
        found: SessionReply | None = await self._session.scalar(
            select(SessionReply).where(*mine, SessionReply.reply == reply)
        )
        return found

    async def _at(self, ilot: Ilot, stretch: Stretch) -> ReflectionSession | None:
        same = (ReflectionSession.ilot_id == ilot.id, ReflectionSession.on == stretch.on)
        query = select(ReflectionSession).where(*same, ReflectionSession.start == stretch.start)
        found: ReflectionSession | None = await self._session.scalar(query)
        return found


def _after(now: dt.datetime, end: dt.datetime | None) -> dt.datetime | None:
    return end if end is None else max(end, now + _A_MOMENT)

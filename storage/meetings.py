"""Meetings with the Tisseuse: who and when. What for is nobody's affair but theirs, and stands nowhere."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigKey
from storage.people import Person
from storage.values import Moment


class MeetingState(StrEnum):
    """Whose turn it is."""

    ASKED = "asked"  # the Tisseuse's
    PROPOSED = "proposed"  # another day, by the Tisseuse: the person's
    AGREED = "agreed"


class Meeting(Base):
    """One a person. `at` is a local day, perhaps with an hour."""

    __tablename__ = "meeting"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    at: Mapped[Moment]
    state: Mapped[MeetingState] = mapped_column(String(10))

    def move(self, at: Moment, state: MeetingState) -> None:
        """Another day, said by one of the two."""
        self.at, self.state = at, state


class Meetings:
    """All of them, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, person: Person) -> Meeting | None:
        """Somebody's own."""
        found: Meeting | None = await self._session.scalar(select(Meeting).where(Meeting.person_id == person.id))
        return found

    async def ask(self, person: Person, at: Moment) -> Meeting:
        """In place of the one they asked for before."""
        meeting = await self.of(person) or Meeting(person_id=person.id)
        meeting.move(at, MeetingState.ASKED)
        self._session.add(meeting)
        await self._session.flush()
        return meeting

    async def all(self) -> list[Meeting]:
        """The next one first."""
        return sorted(await self._session.scalars(select(Meeting).order_by(Meeting.id)), key=lambda each: each.at)

    async def cancel(self, person: Person) -> bool:
        """True when there was one."""
        gone = delete(Meeting).where(Meeting.person_id == person.id).returning(Meeting.id)
        return (await self._session.execute(gone)).first() is not None

    async def sweep(self, today: dt.date) -> None:
        """Those whose day is over."""
        for meeting in await self.all():
            if meeting.at.day < today:
                await self._session.delete(meeting)

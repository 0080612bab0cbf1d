"""What somebody asked to be reminded of, for themselves alone: sealed, told at its hour, and gone.

What comes round again stays until it is stopped.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, Sealed
from storage.errors import UnknownReminder
from storage.numbers import next_number
from storage.people import Person
from storage.recurrence import Cadence, instant_of
from storage.values import Moment, Ref

LETTER = "E"
USUAL_HOUR = dt.time(9)  # where nobody named one


def hour_of(on: Moment, zone: ZoneInfo) -> dt.datetime:
    """When it is told (aware UTC)."""
    return instant_of(dt.datetime.combine(on.day, on.time or USUAL_HOUR), zone)


def next_of(every: Cadence, after: dt.datetime, zone: ZoneInfo) -> Moment:
    """The first of them that is told after that instant."""
    day = after.astimezone(zone).date() - dt.timedelta(days=1)
    while True:
        day = every.day_after(day)
        on = Moment(day, every.anchor.time)
        if hour_of(on, zone) > after:
            return on


class Reminder(Base):
    """One of them. `on` is what was asked for, a local day or a day and its hour; `due_at` follows from it.

    Of what comes round again, `every` is how often, and `on` the next time.
    """

    __tablename__ = "reminder"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    words: Mapped[str] = mapped_column(Sealed)
    on: Mapped[Moment]
    due_at: Mapped[dt.datetime]
    every: Mapped[str | None] = mapped_column(String(32))  # as ISO 8601 writes it

    @property
    def ref(self) -> Ref:
        """Its short name."""
        return Ref(LETTER, self.number)

    @property
    def cadence(self) -> Cadence | None:
        """How often it comes round; None for once."""
        return Cadence.fromisoformat(self.every) if self.every else None

    def change(self, words: str, on: Moment, every: Cadence | None, zone: ZoneInfo) -> None:
        """Said better, or put off."""
        self.words, self.on, self.due_at = words, on, hour_of(on, zone)
        self.every = every.isoformat() if every is not None else None


class Reminders:
    """All of them, in one transaction; whoever reads one says who they are."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def keep(self, person: Person, words: str, on: Moment, every: Cadence | None, zone: ZoneInfo) -> Reminder:
        """A new one, with the next reference."""
        made = Reminder(number=await next_number(self._session, LETTER), person_id=person.id)
        made.change(words, on, every, zone)
        self._session.add(made)
        await self._session.flush()
        return made

    async def of(self, person: Person) -> list[Reminder]:
        """Theirs, the next first."""
        query = select(Reminder).where(Reminder.person_id == person.id)
        return list(await self._session.scalars(query.order_by(Reminder.due_at, Reminder.number)))

    async def own(self, ref: Ref, person: Person) -> Reminder:
        """Theirs, by reference. Raises UnknownReminder, for somebody else's too."""
        found = await self.find(ref)
        if found is None or found.person_id != person.id:
            raise UnknownReminder(ref)
        return found

    async def find(self, ref: Ref) -> Reminder | None:
        """By reference, for the clock."""
        query = select(Reminder).where(Reminder.number == ref.number)
        found: Reminder | None = await self._session.scalar(query) if ref.letter == LETTER else None
        return found

    async def all(self) -> list[Reminder]:
        """Everybody's, for the clock: their words stay sealed until they are read."""
        return list(await self._session.scalars(select(Reminder).order_by(Reminder.number)))

    async def erase(self, reminder: Reminder) -> None:
        """Nothing stays of it."""
        await self._session.delete(reminder)
        await self._session.flush()

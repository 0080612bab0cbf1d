"""What an îlot is asked to agree to about its own time: a new rhythm, or the end of it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.ilots import Ilot
from storage.numbers import next_number
from storage.people import Person
from storage.slots import Slot
from storage.values import Ref

LETTER = "A"
FEWEST = 2  # nobody decides alone for an îlot


class AgreementState(StrEnum):
    """What became of it."""

    OPEN = "open"
    AGREED = "agreed"
    DROPPED = "dropped"  # somebody objected, and not enough agreed
    WITHDRAWN = "withdrawn"  # by its author, or because another took its place


class Agreement(Base):
    """One proposal. `slot` is the new rhythm, None for no rhythm any more."""

    __tablename__ = "agreement"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    ilot_id: Mapped[int] = mapped_column(ForeignKey("ilot.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    slot: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    state: Mapped[AgreementState] = mapped_column(String(12), default=AgreementState.OPEN)
    until: Mapped[dt.datetime]

    @property
    def ref(self) -> Ref:
        """`A3`; the bot's own name for it."""
        return Ref(LETTER, self.number)

    @property
    def rhythm(self) -> Slot | None:
        """The new one; None for the end of it."""
        return Slot.from_json(self.slot)

    @property
    def is_open(self) -> bool:
        """Still to be decided."""
        return self.state == AgreementState.OPEN


class Assent(Base):
    """Somebody's word on it: for, or against."""

    __tablename__ = "assent"
    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agrees: Mapped[bool]
    __table_args__ = (UniqueConstraint("agreement_id", "person_id", "agrees"),)


def is_enough(agreeing: int, members: int) -> bool:
    """Half of the îlot, and never one person alone where there are others."""
    return agreeing * 2 >= members and agreeing >= min(FEWEST, members)


class Agreements:
    """All of them, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def propose(self, ilot: Ilot, author: Person, slot: Slot | None, until: dt.datetime) -> Agreement:
        """A new one, which its author agrees to."""
        row = Agreement(
            number=await next_number(self._session, LETTER),
            ilot_id=ilot.id,
            author_id=author.id,
            slot=slot.as_json() if slot else None,
            state=AgreementState.OPEN,
            until=until,
        )
        self._session.add(row)
        await self._session.flush()
        await self.say(row, author, agrees=True)
        return row

    async def find(self, ref: Ref) -> Agreement | None:
        """By reference."""
        found: Agreement | None = await self._session.scalar(select(Agreement).where(Agreement.number == ref.number))
        return found if ref.letter == LETTER else None

    async def open_in(self, ilot: Ilot) -> Agreement | None:
        """The one that waits."""
        query = select(Agreement).where(Agreement.ilot_id == ilot.id, Agreement.state == AgreementState.OPEN)
        found: Agreement | None = await self._session.scalar(query.order_by(Agreement.number.desc()).limit(1))
        return found

    async def say(self, agreement: Agreement, person: Person, *, agrees: bool) -> bool:
        """True when it is new."""
        known = await self._assent(agreement, person, agrees=agrees)
        if known is None:
            self._session.add(Assent(agreement_id=agreement.id, person_id=person.id, agrees=agrees))
            await self._session.flush()
        return known is None

    async def take_back(self, agreement: Agreement, person: Person, *, agrees: bool) -> None:
        """It stands no more."""
        known = await self._assent(agreement, person, agrees=agrees)
        if known is not None:
            await self._session.delete(known)
            await self._session.flush()

    async def start_over(self, agreement: Agreement) -> None:
        """It says something else now: only its author's word stands."""
        others = (Assent.agreement_id == agreement.id, Assent.person_id != agreement.author_id)
        await self._session.execute(delete(Assent).where(*others))

    async def count(self, agreement: Agreement, *, agrees: bool) -> int:
        """How many are for it, or against."""
        query = select(func.count()).select_from(Assent).where(Assent.agreement_id == agreement.id)
        return int(await self._session.scalar(query.where(Assent.agrees.is_(agrees))) or 0)

    async def of_author(self, person: Person) -> list[Agreement]:
        """Whatever became of them, by reference."""
        query = select(Agreement).where(Agreement.author_id == person.id).order_by(Agreement.number)
        return list(await self._session.scalars(query))

    async def forget_words_of(self, person: Person) -> None:
        """For or against: it counts no more."""
        await self._session.execute(delete(Assent).where(Assent.person_id == person.id))

    async def _assent(self, agreement: Agreement, person: Person, *, agrees: bool) -> Assent | None:
        mine = (Assent.agreement_id == agreement.id, Assent.person_id == person.id)
        found: Assent | None = await self._session.scalar(select(Assent).where(*mine, Assent.agrees.is_(agrees)))
        return found

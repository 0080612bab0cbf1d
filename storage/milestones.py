"""Milestones: what the collective promised, to itself and to its funders, and when."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Date, Text, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.values import Ref

LETTER = "J"


class Milestone(Base):
    """One of them. Days are local, both included; `approximate` where the founding document only says « fin mars »."""

    __tablename__ = "milestone"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    starts_on: Mapped[dt.date] = mapped_column(Date)
    ends_on: Mapped[dt.date] = mapped_column(Date)
    title: Mapped[str] = mapped_column(Text)
    approximate: Mapped[bool] = mapped_column(default=False)

    @property
    def ref(self) -> Ref:
        """Its short name."""
        return Ref(LETTER, self.number)


class Milestones:
    """All of them, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def all(self) -> list[Milestone]:
        """By reference."""
        return list(await self._session.scalars(select(Milestone).order_by(Milestone.number)))

    async def between(self, first: dt.date, last: dt.date) -> list[Milestone]:
        """Those that touch these days, both included; what ends first stands first."""
        query = select(Milestone).where(Milestone.starts_on <= last, Milestone.ends_on >= first)
        return list(await self._session.scalars(query.order_by(Milestone.ends_on, Milestone.number)))

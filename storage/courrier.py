"""How far each îlot has been told the news: nothing is told twice, and nothing is skipped."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.ilots import Ilot

FIRST_LOOK_BACK = dt.timedelta(days=7)  # what an îlot is told of in its first courrier


class CourrierMark(Base):
    """One îlot's place in the news."""

    __tablename__ = "courrier"
    ilot_id: Mapped[int] = mapped_column(ForeignKey("ilot.id"), primary_key=True, autoincrement=False)
    told_until: Mapped[dt.datetime]


class Courriers:
    """Every îlot's place, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def told_until(self, ilot: Ilot, now: dt.datetime) -> dt.datetime:
        """What came after it has not been told."""
        mark = await self._session.get(CourrierMark, ilot.id)
        return mark.told_until if mark is not None else now - FIRST_LOOK_BACK

    async def tell_until(self, ilot: Ilot, until: dt.datetime) -> None:
        """Told, or there was nothing to tell."""
        mark = await self._session.get(CourrierMark, ilot.id)
        if mark is None:
            self._session.add(CourrierMark(ilot_id=ilot.id, told_until=until))
        else:
            mark.told_until = until
        await self._session.flush()

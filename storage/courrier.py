"""How far each îlot, and each reader in private, has been told the news: nothing is told twice, nothing is skipped."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import ForeignKey
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.ilots import Ilot
from storage.people import Copies, Person

FIRST_LOOK_BACK = dt.timedelta(days=7)  # what a first courrier tells of


@dataclass(frozen=True, slots=True)
class Edition:
    """One courrier: what came after `since` and until `until` (aware UTC), elsewhere than in `own`, in `most` lines.

    `reader_id`: in private, to a person who is told nothing of their own listings.
    """

    own: tuple[int, ...]  # row ids of îlots
    since: dt.datetime
    until: dt.datetime
    most: int
    reader_id: int | None = None


class CourrierMark(Base):
    """One îlot's place in the news."""

    __tablename__ = "courrier"
    ilot_id: Mapped[int] = mapped_column(ForeignKey("ilot.id"), primary_key=True, autoincrement=False)
    told_until: Mapped[dt.datetime]


class Courriers:
    """Every îlot's place and every reader's, in one transaction."""

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

    # ── in private ──

    def copied_until(self, reader: Person, now: dt.datetime) -> dt.datetime:
        """What came after it has not been told to them in private."""
        return reader.copied_until or now - FIRST_LOOK_BACK

    def copy_until(self, reader: Person, until: dt.datetime) -> None:
        """Told, or there was nothing to tell."""
        reader.copied_until = until

    def choose(self, reader: Person, copies: Copies, now: dt.datetime) -> None:
        """The days of their copies from now on. After a time without any, they begin with the last days."""
        if reader.copies is Copies.NEVER:
            begins = now - FIRST_LOOK_BACK
            reader.copied_until = max(begins, reader.copied_until or begins)
        reader.set("courrier", str(copies))

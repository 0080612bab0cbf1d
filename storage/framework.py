"""Frame sheets: what the collective knows about contracts, rights and the rest, who answers for it, and until when."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Date, ForeignKey, String, Text, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.errors import UnknownFrameworkSheet
from storage.numbers import next_number
from storage.people import Person
from storage.values import Ref

LETTER = "X"
KEY_LENGTH = 64  # characters


class FrameworkSheet(Base):
    """One subject: a title, a few lines, who answers questions. Days are local."""

    __tablename__ = "framework_sheet"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    key: Mapped[str] = mapped_column(String(KEY_LENGTH), unique=True)  # `contrat_cape`: a name that stays, also typed
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    referent_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    updated_on: Mapped[dt.date] = mapped_column(Date)
    review_on: Mapped[dt.date] = mapped_column(Date, index=True)  # from then on somebody is to read it again

    @property
    def ref(self) -> Ref:
        """Its short name, by which messages about it are known."""
        return Ref(LETTER, self.number)

    def is_due(self, today: dt.date) -> bool:
        """Somebody is to read it again."""
        return self.review_on <= today

    def reword(self, title: str, text: str, referent: Person | None) -> None:
        """What was just typed is typed better: its days stay."""
        self.title, self.text, self.referent_id = title, text, referent.id if referent else None

    def renew(self, today: dt.date, review_on: dt.date, text: str | None = None) -> None:
        """Read again today, and right as it stands, or as it stands now."""
        self.text = self.text if text is None else text
        self.updated_on, self.review_on = today, review_on


class Framework:
    """All sheets, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def add(self, sheet: FrameworkSheet) -> FrameworkSheet:
        """A new one, with the next reference; its key is told from those that are there."""
        sheet.number = await next_number(self._session, LETTER)
        sheet.key = await self._free(sheet.key)
        self._session.add(sheet)
        await self._session.flush()
        return sheet

    async def _free(self, key: str) -> str:
        """Itself, or with a number behind it."""
        taken, wanted, count = {each.key for each in await self.all()}, key[:KEY_LENGTH].rstrip("_"), 1
        while key in taken or len(key) > KEY_LENGTH:
            count += 1
            key = f"{wanted[: KEY_LENGTH - 8]}_{count}"
        return key

    async def all(self) -> list[FrameworkSheet]:
        """In the order in which they were written."""
        return list(await self._session.scalars(select(FrameworkSheet).order_by(FrameworkSheet.number)))

    async def by_ref(self, ref: Ref) -> FrameworkSheet:
        """Raises UnknownFrameworkSheet."""
        query = select(FrameworkSheet).where(FrameworkSheet.number == ref.number)
        found: FrameworkSheet | None = await self._session.scalar(query) if ref.letter == LETTER else None
        if found is None:
            raise UnknownFrameworkSheet(ref)
        return found

    async def due(self, today: dt.date) -> list[FrameworkSheet]:
        """Those to be read again, the longest due first."""
        query = select(FrameworkSheet).where(FrameworkSheet.review_on <= today)
        return list(await self._session.scalars(query.order_by(FrameworkSheet.review_on, FrameworkSheet.number)))

    async def count_due(self, today: dt.date) -> int:
        """How many are to be read again."""
        query = select(func.count()).select_from(FrameworkSheet).where(FrameworkSheet.review_on <= today)
        return int(await self._session.scalar(query) or 0)

    async def of_referent(self, person: Person) -> list[FrameworkSheet]:
        """Those that somebody answers for."""
        query = select(FrameworkSheet).where(FrameworkSheet.referent_id == person.id)
        return list(await self._session.scalars(query.order_by(FrameworkSheet.number)))

    async def erase(self, sheet: FrameworkSheet) -> None:
        """Nothing stays of it."""
        await self._session.delete(sheet)
        await self._session.flush()

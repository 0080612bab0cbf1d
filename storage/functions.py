"""Functions: what somebody can be asked about, in their own words; the directory is everybody's."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ForeignKey, Text, UniqueConstraint, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigKey
from storage.people import Person


class PersonFunction(Base):
    """One of somebody's."""

    __tablename__ = "person_function"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(Text)
    __table_args__ = (UniqueConstraint("person_id", "name"),)


class Functions:
    """All of them, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def all(self) -> list[PersonFunction]:
        """In the order of their coming."""
        return list(await self._session.scalars(select(PersonFunction).order_by(PersonFunction.id)))

    async def of(self, person: Person) -> list[str]:
        """Somebody's own, in the order in which they were said."""
        query = select(PersonFunction.name).where(PersonFunction.person_id == person.id).order_by(PersonFunction.id)
        return list(await self._session.scalars(query))

    async def state(self, person: Person, names: Sequence[str]) -> None:
        """In place of what they said before; none takes them out of the directory."""
        await self._session.execute(delete(PersonFunction).where(PersonFunction.person_id == person.id))
        for name in dict.fromkeys(names):
            self._session.add(PersonFunction(person_id=person.id, name=name))
            await self._session.flush()  # one a time: row ids are the order in which they were said

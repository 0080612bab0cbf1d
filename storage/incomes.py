"""One's own expected incomings: sealed, and reached by nobody but whoever typed them; no export, no figure has them."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import NEVER_AGAIN, Base, BigKey, Sealed
from storage.people import Person
from storage.values import Ref

LETTER, WHOLE = "Y", "Z"  # one line, all of somebody's together: how their messages are known; never said
MOST = 60  # lines of one person


class Every(StrEnum):
    """How often an amount comes."""

    ONCE = "once"
    DAY = "day"  # each day of it, as a daily allowance does
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Incoming:
    """What one line says: `cents` each time, from `starts` on; until `ends`, that day included; None: it goes on.

    `label` are the person's own words. `number` is how they call it, from 1 on; 0 before it is kept.
    """

    label: str
    cents: int
    every: Every
    starts: dt.date
    ends: dt.date | None = None
    number: int = 0

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Incoming:
        """As it was kept."""
        ends = dt.date.fromisoformat(value["ends"]) if value["ends"] else None
        dates = {"starts": dt.date.fromisoformat(value["starts"]), "ends": ends}
        return cls(**{**value, **dates, "every": Every(value["every"])})

    def as_json(self) -> dict[str, Any]:
        """To be kept."""
        ends = self.ends.isoformat() if self.ends else None
        return {**asdict(self), "every": self.every.value, "starts": self.starts.isoformat(), "ends": ends}


class IncomeLine(Base):
    """One of them; whose it is stands beside the sealed rest."""

    __tablename__ = "income_line"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    _incoming: Mapped[dict[str, Any]] = mapped_column("incoming", Sealed)
    __table_args__ = (NEVER_AGAIN,)


class Incomes:
    """Every method is given whoever looks, and gives them their own: there is no way to somebody else's."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def of(self, owner: Person) -> dict[Ref, Incoming]:
        """Their lines, in the order of their coming."""
        return {Ref(LETTER, row.id): Incoming.from_json(row._incoming) for row in await self._rows(owner)}  # noqa: SLF001

    async def add(self, owner: Person, incoming: Incoming) -> tuple[Ref, Incoming]:
        """With a number that none of theirs has."""
        number = max((each.number for each in (await self.of(owner)).values()), default=0) + 1
        numbered = replace(incoming, number=number)
        row = IncomeLine(person_id=owner.id, _incoming=numbered.as_json())
        self._session.add(row)
        await self._session.flush()
        return Ref(LETTER, row.id), numbered

    async def change(self, owner: Person, ref: Ref, incoming: Incoming) -> bool:
        """What it says from now on; False where it is none of theirs."""
        for row in await self._rows(owner):
            if row.id == ref.number:
                row._incoming = incoming.as_json()  # noqa: SLF001 - this shelf is the way to it
                return True
        return False

    async def erase(self, owner: Person, *refs: Ref) -> None:
        """Those of theirs, and that there was something."""
        mine = (IncomeLine.person_id == owner.id, IncomeLine.id.in_([ref.number for ref in refs]))
        await self._session.execute(delete(IncomeLine).where(*mine))

    async def _rows(self, owner: Person) -> list[IncomeLine]:
        query = select(IncomeLine).where(IncomeLine.person_id == owner.id).order_by(IncomeLine.id)
        return list(await self._session.scalars(query))


def whole(owner: Person) -> Ref:
    """All of somebody's together, by which the messages that show it are known."""
    return Ref(WHOLE, owner.id)

"""The last number given for each letter: a reference is never used again."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.upsert import insert_into


class Counter(Base):
    """One letter: `O`, `B`, `I`, `T`…"""

    __tablename__ = "counter"
    letter: Mapped[str] = mapped_column(String(4), primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


async def next_number(session: AsyncSession, letter: str) -> int:
    """Counts on; safe beside other writers."""
    statement = (
        insert_into(session.get_bind().dialect.name, Counter)
        .values(letter=letter, last=1)
        .on_conflict_do_update(index_elements=["letter"], set_={"last": Counter.last + 1})
        .returning(Counter.last)
    )
    return int((await session.execute(statement)).scalar_one())


async def count_on(session: AsyncSession, letter: str, number: int) -> None:
    """What is given next comes after this one, which came from elsewhere."""
    row = await session.get(Counter, letter)
    if row is None:
        session.add(Counter(letter=letter, last=number))
    else:
        row.last = max(row.last, number)

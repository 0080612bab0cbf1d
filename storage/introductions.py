"""Two listings that could go together: each author is asked alone, and they learn of each other when both said yes."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigKey
from storage.listings import Listing
from storage.people import Person

LASTS = dt.timedelta(days=14)  # how long an answer is waited for
KEPT = dt.timedelta(days=365)  # so that nobody is asked the same again


class Introduction(Base):
    """One of them. `one` is the listing with the lower row id; what its author said, and the other's, or NULL."""

    __tablename__ = "introduction"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    one_id: Mapped[int] = mapped_column(ForeignKey("listing.id"))
    other_id: Mapped[int] = mapped_column(ForeignKey("listing.id"))
    asked_at: Mapped[dt.datetime]
    one_says: Mapped[bool | None]
    other_says: Mapped[bool | None]
    over: Mapped[bool] = mapped_column(default=False)  # settled, declined, or nobody answered
    __table_args__ = (UniqueConstraint("one_id", "other_id"),)

    @property
    def both_agree(self) -> bool:
        """Each author said yes."""
        return bool(self.one_says) and bool(self.other_says)

    @property
    def is_declined(self) -> bool:
        """One of them said no."""
        return self.one_says is False or self.other_says is False

    @property
    def lapses_at(self) -> dt.datetime:
        """Until then an answer is waited for."""
        return self.asked_at + LASTS

    def has_answer_of(self, listing: Listing) -> bool:
        """Its author said something."""
        return (self.one_says if listing.id == self.one_id else self.other_says) is not None

    def answer(self, listing: Listing, *, agrees: bool) -> None:
        """What the author of that listing says; once anybody says no, or both yes, it is over."""
        if listing.id == self.one_id:
            self.one_says = agrees
        else:
            self.other_says = agrees
        self.over = self.both_agree or self.is_declined


class Introductions:
    """All of them, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def ask(self, first: Listing, second: Listing, now: dt.datetime) -> Introduction:
        """From now on an answer is waited for."""
        one, other = sorted((first.id, second.id))
        made = Introduction(one_id=one, other_id=other, asked_at=now, over=False)
        self._session.add(made)
        await self._session.flush()
        return made

    async def find(self, introduction_id: int) -> Introduction | None:
        """By row id."""
        return await self._session.get(Introduction, introduction_id)

    async def between(self, first: Listing, second: Listing) -> Introduction | None:
        """Whatever became of it."""
        one, other = sorted((first.id, second.id))
        query = select(Introduction).where(Introduction.one_id == one, Introduction.other_id == other)
        found: Introduction | None = await self._session.scalar(query)
        return found

    async def known(self) -> set[tuple[int, int]]:
        """Every pair of listings that was ever asked about, by row id, the lower first."""
        rows = await self._session.execute(select(Introduction.one_id, Introduction.other_id))
        return {(one, other) for one, other in rows}

    async def under_way(self) -> list[Introduction]:
        """Those that somebody has not answered yet, in the order of asking."""
        query = select(Introduction).where(Introduction.over.is_(False)).order_by(Introduction.id)
        return list(await self._session.scalars(query))

    async def waits_for(self, person: Person) -> bool:
        """Somebody asked them, and they have not answered yet."""
        query = select(Introduction, Listing).join(
            Listing, or_(Listing.id == Introduction.one_id, Listing.id == Introduction.other_id)
        )
        query = query.where(Introduction.over.is_(False), Listing.author_id == person.id)
        rows = await self._session.execute(query)
        return any(not introduction.has_answer_of(listing) for introduction, listing in rows)

    async def of(self, person: Person) -> list[tuple[Introduction, Listing]]:
        """Those about listings of theirs, with that listing; in order."""
        query = select(Introduction, Listing).join(
            Listing, or_(Listing.id == Introduction.one_id, Listing.id == Introduction.other_id)
        )
        rows = await self._session.execute(query.where(Listing.author_id == person.id).order_by(Introduction.id))
        return [(introduction, listing) for introduction, listing in rows]

    async def listings(self, introduction: Introduction) -> tuple[Listing, Listing]:
        """Both."""
        one = await self._session.get_one(Listing, introduction.one_id)
        return one, await self._session.get_one(Listing, introduction.other_id)

    async def forget(self, introduction: Introduction) -> None:
        """It never was."""
        await self._session.delete(introduction)
        await self._session.flush()

    async def sweep(self, now: dt.datetime) -> None:
        """What was asked long ago."""
        await self._session.execute(delete(Introduction).where(Introduction.asked_at < now - KEPT))

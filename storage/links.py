"""Links between îlots: exchanges that were fulfilled, what they have in common, links told by hand; no solidarity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.commons import LETTER, Common, CommonIlot
from storage.database import Base, BigKey
from storage.listings import Listing
from storage.people import Person
from storage.values import CommonState, ListingState, Ref

_ORDER = "OBI" + LETTER
_OVER = frozenset({"done", "fulfilled", "running", "finished", "en_cours", "fait", "tenu"})


class LinkKind(StrEnum):
    """Why two îlots are linked."""

    EXCHANGE = "exchange"  # something was fulfilled between them
    COMMON = "common"  # people of both take part in it
    TOLD = "told"  # told by hand, and not come about yet


class Link(Base):
    """One that was told, and not deduced; `origin` names what it came from."""

    __tablename__ = "link"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("ilot.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("ilot.id"))
    origin: Mapped[str] = mapped_column(String(16))
    nature: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(32))
    __table_args__ = (UniqueConstraint("from_id", "to_id", "origin"),)

    @property
    def kind(self) -> LinkKind:
        """By its origin, once it has come about."""
        if self.state not in _OVER:
            return LinkKind.TOLD
        return LinkKind.COMMON if self.origin[0] == LETTER else LinkKind.EXCHANGE


@dataclass(frozen=True, slots=True)
class Tie:
    """Two îlots (row ids, the lower first), and one thing that links them."""

    pair: tuple[int, int]
    origin: Ref
    kind: LinkKind


def tie(one: int, other: int, origin: Ref, kind: LinkKind) -> Tie:
    """Whichever way round it was told."""
    return Tie((min(one, other), max(one, other)), origin, kind)


def in_order(origin: Ref) -> tuple[int, int]:
    """By letter, then by number."""
    return _ORDER.index(origin.letter), origin.number


class Links:
    """All links, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def told(self) -> list[Link]:
        """Those told by hand, in the order of their origins."""
        found = await self._session.scalars(select(Link).order_by(Link.id))
        return sorted(found, key=lambda link: in_order(Ref.parse(link.origin)))

    async def between_ilots(self) -> list[Tie]:
        """Every link, in the order of its origin; what was told and what is deduced of the same thing is one."""
        told = [tie(link.from_id, link.to_id, Ref.parse(link.origin), link.kind) for link in await self.told()]
        found = [*await self._exchanges(), *await self._commons(), *told]
        first = {(each.pair, each.origin): each for each in reversed(found)}
        return sorted(first.values(), key=lambda each: (in_order(each.origin), each.pair))

    async def _exchanges(self) -> list[Tie]:
        """The author's îlot is not the fulfiller's."""
        query = select(Listing.letter, Listing.number, Listing.ilot_id, Person.home_id)
        query = query.join(Person, Listing.fulfilled_by_id == Person.id).where(Listing.state == ListingState.FULFILLED)
        query = query.where(Person.home_id != Listing.ilot_id)
        rows = await self._session.execute(query)
        return [
            tie(here, there, Ref(letter, number), LinkKind.EXCHANGE)
            for letter, number, here, there in rows
            if there is not None
        ]

    async def _commons(self) -> list[Tie]:
        """What began, and what was finished."""
        query = select(Common.number, CommonIlot.ilot_id).join(CommonIlot, CommonIlot.common_id == Common.id)
        query = query.where(Common.state.in_([CommonState.RUNNING, CommonState.FINISHED]))
        together: dict[int, list[int]] = {}
        for number, ilot_id in await self._session.execute(query):
            together.setdefault(number, []).append(ilot_id)
        return list(_among(together))


def _among(together: dict[int, list[int]]) -> Iterator[Tie]:
    for number, ilots in together.items():
        for one, other in combinations(ilots, 2):
            yield tie(one, other, Ref(LETTER, number), LinkKind.COMMON)

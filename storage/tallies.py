"""Counts of everybody together, month by month: what a sheet of figures holds, and no name, title or reference."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.commons import Common
from storage.figures import Figures, Posted
from storage.traces import Traces
from storage.values import CommonKind, CommonState, Direction

_TENTH = Decimal("0.1")
_EVER = (dt.date(2000, 1, 1), dt.date(2999, 12, 31))


class Month(NamedTuple):
    """A calendar month."""

    year: int
    number: int

    @classmethod
    def of(cls, day: dt.date) -> Month:
        """The one that day is in."""
        return cls(day.year, day.month)

    @property
    def first(self) -> dt.date:
        """Its first day."""
        return dt.date(self.year, self.number, 1)


@dataclass(frozen=True, slots=True)
class ListingTally:
    """One direction in one month; `days` is the median from creation to fulfilment, None where none was fulfilled."""

    month: Month
    direction: Direction
    created: int
    fulfilled: int
    between: int
    days: Decimal | None


@dataclass(frozen=True, slots=True)
class CategoryTally:
    """The needs of one category since the beginning; None for those without one."""

    category: str | None
    live: int
    fulfilled: int


class Tallies:
    """All counts, in one transaction; of the facts that `Figures` reads, so that a report says the same."""

    def __init__(self, session: AsyncSession, zone: ZoneInfo) -> None:
        self._session = session
        self._zone = zone
        self._figures = Figures(session, zone)

    async def listings(self) -> list[ListingTally]:
        """By month, then by direction; months and directions without any are left out."""
        rows = await self._figures.listings(*_EVER)
        keys = {(Month.of(row.created_on), row.direction) for row in rows}
        keys |= {(Month.of(row.fulfilled_on), row.direction) for row in rows if row.fulfilled_on}
        order = list(Direction)
        return [_tally(rows, *key) for key in sorted(keys, key=lambda key: (key[0], order.index(key[1])))]

    async def needs(self) -> list[CategoryTally]:
        """By category, those without one last."""
        found: dict[str | None, list[Posted]] = {}
        for each in await self._figures.listings(*_EVER):
            if each.direction is Direction.NEED:
                found.setdefault(each.category, []).append(each)
        return [
            CategoryTally(
                name, sum(each.is_live for each in those), sum(each.fulfilled_on is not None for each in those)
            )
            for name, those in sorted(found.items(), key=lambda item: (item[0] is None, item[0] or ""))
        ]

    async def times_held(self) -> dict[Month, int]:
        """Of all îlots together, in order."""
        return _by_month(await self._figures.days_held(*_EVER))

    async def traces_shared(self) -> dict[Month, int]:
        """Consented to by their authors, in order, each once a month; what is private or was taken back, never."""
        agreed = await Traces(self._session).agreed()
        return _by_month(first for _, first in {(trace, Month.of(self._day(at)).first) for trace, at in agreed})

    async def commons(self) -> dict[tuple[CommonKind, CommonState], int]:
        """How many of each kind are in each state."""
        query = select(Common.kind, Common.state, func.count()).group_by(Common.kind, Common.state)
        rows = await self._session.execute(query)
        found = {(CommonKind(kind), CommonState(state)): count for kind, state, count in rows}
        keys = [(kind, state) for kind in CommonKind for state in CommonState]
        return {key: found[key] for key in keys if key in found}

    def _day(self, at: dt.datetime) -> dt.date:
        return at.astimezone(self._zone).date()


def _tally(rows: list[Posted], month: Month, direction: Direction) -> ListingTally:
    mine = [row for row in rows if row.direction is direction]
    done = [row for row in mine if row.fulfilled_on is not None and Month.of(row.fulfilled_on) == month]
    waited = [(row.fulfilled_on - row.created_on).days for row in done if row.fulfilled_on is not None]
    return ListingTally(
        month,
        direction,
        created=sum(Month.of(row.created_on) == month for row in mine),
        fulfilled=len(done),
        between=sum(row.is_between for row in done),
        days=_to_a_tenth(median(waited)) if waited else None,
    )


def _to_a_tenth(days: float) -> Decimal:
    """Whole where it is whole."""
    exact = Decimal(str(days)).quantize(_TENTH, ROUND_HALF_UP)
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact


def _by_month(days: Iterable[dt.date]) -> dict[Month, int]:
    return dict(sorted(Counter(map(Month.of, days)).items()))

"""Counts of everybody together, month by month: what a sheet of figures holds, and no name, title or reference.

The meanings are those of the collective's own definitions: created by the local day of `created_at`; fulfilled by its
day; between îlots where the author's îlot is not the fulfiller's; a time held by its day; a trace by the local day of
its author's consent.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.commons import Common
from storage.listings import Listing
from storage.people import Person
from storage.sessions import ReflectionSession, SessionState
from storage.traces import Consent, Scope, Trace
from storage.values import CommonKind, CommonState, Direction, ListingState

_TENTH = Decimal("0.1")


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


class _Row(NamedTuple):
    direction: Direction
    created_on: dt.date
    fulfilled_on: dt.date | None
    between: bool


class Tallies:
    """All counts, in one transaction."""

    def __init__(self, session: AsyncSession, zone: ZoneInfo) -> None:
        self._session = session
        self._zone = zone

    async def listings(self) -> list[ListingTally]:
        """By month, then by direction; months and directions without any are left out."""
        rows = await self._listing_rows()
        keys = {(Month.of(row.created_on), row.direction) for row in rows}
        keys |= {(Month.of(row.fulfilled_on), row.direction) for row in rows if row.fulfilled_on}
        order = list(Direction)
        return [_tally(rows, *key) for key in sorted(keys, key=lambda key: (key[0], order.index(key[1])))]

    async def _listing_rows(self) -> list[_Row]:
        query = select(
            *(Listing.direction, Listing.created_at, Listing.state, Listing.fulfilled_on),
            *(Listing.ilot_id, Person.home_id),
        ).outerjoin(Person, Listing.fulfilled_by_id == Person.id)
        return [
            _Row(
                Direction(direction),
                self._day(created_at),
                fulfilled_on if state == ListingState.FULFILLED else None,
                home_id is not None and home_id != ilot_id,
            )
            for direction, created_at, state, fulfilled_on, ilot_id, home_id in await self._session.execute(query)
        ]

    async def needs(self) -> list[CategoryTally]:
        """By category, those without one last."""
        query = select(Listing.category, Listing.state).where(Listing.direction == Direction.NEED)
        states: dict[str | None, list[ListingState]] = {}
        for category, state in await self._session.execute(query):
            states.setdefault(category, []).append(ListingState(state))
        return [
            CategoryTally(name, sum(each.is_live for each in found), found.count(ListingState.FULFILLED))
            for name, found in sorted(states.items(), key=lambda item: (item[0] is None, item[0] or ""))
        ]

    async def times_held(self) -> dict[Month, int]:
        """Of all îlots together, in order."""
        query = select(ReflectionSession.on).where(ReflectionSession.state == SessionState.HELD)
        return _by_month(await self._session.scalars(query))

    async def traces_shared(self) -> dict[Month, int]:
        """Consented to by their authors, in order; a trace that is private, or was taken back, never."""
        open_to_others = or_(Trace.base != Scope.PRIVATE, Trace.shared_at.is_not(None), Trace.offered_at.is_not(None))
        query = select(Trace.id, Consent.given_at).join(Consent, Consent.trace_id == Trace.id).where(open_to_others)
        agreed = {(trace, Month.of(self._day(at))) for trace, at in await self._session.execute(query)}
        return _by_month(month.first for _, month in agreed)

    async def commons(self) -> dict[tuple[CommonKind, CommonState], int]:
        """How many of each kind are in each state."""
        query = select(Common.kind, Common.state, func.count()).group_by(Common.kind, Common.state)
        rows = await self._session.execute(query)
        found = {(CommonKind(kind), CommonState(state)): count for kind, state, count in rows}
        keys = [(kind, state) for kind in CommonKind for state in CommonState]
        return {key: found[key] for key in keys if key in found}

    def _day(self, at: dt.datetime) -> dt.date:
        return at.astimezone(self._zone).date()


def _tally(rows: list[_Row], month: Month, direction: Direction) -> ListingTally:
    mine = [row for row in rows if row.direction is direction]
    done = [row for row in mine if row.fulfilled_on is not None and Month.of(row.fulfilled_on) == month]
    waited = [(row.fulfilled_on - row.created_on).days for row in done if row.fulfilled_on is not None]
    return ListingTally(
        month,
        direction,
        created=sum(Month.of(row.created_on) == month for row in mine),
        fulfilled=len(done),
        between=sum(row.between for row in done),
        days=_to_a_tenth(median(waited)) if waited else None,
    )


def _to_a_tenth(days: float) -> Decimal:
    """Whole where it is whole."""
    exact = Decimal(str(days)).quantize(_TENTH, ROUND_HALF_UP)
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact


def _by_month(days: Iterable[dt.date]) -> dict[Month, int]:
    return dict(sorted(Counter(map(Month.of, days)).items()))

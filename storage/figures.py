"""What the figures of a period are counted from: facts without words, read in one go. Who counts them is elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from storage.commons import LETTER as COMMON
from storage.commons import Common
from storage.fund import FundMovement
from storage.ilots import Ilot
from storage.links import Links, Tie
from storage.listings import Listing
from storage.people import Person
from storage.recurrence import instant_of
from storage.requests import RequestState, SolidarityRequest
from storage.sessions import ReflectionSession, SessionState
from storage.traces import Scope, Trace, Traces
from storage.values import Direction, ListingState, Ref


@dataclass(frozen=True, slots=True)
class Posted:
    """A listing, as far as it is counted. Days are local; îlots are row ids, and `partner` is the fulfiller's.

    `category`: as it was imported, else its first #word.
    """

    direction: Direction
    category: str | None
    created_on: dt.date
    is_live: bool
    fulfilled_on: dt.date | None
    ilot: int
    partner: int | None

    @property
    def is_between(self) -> bool:
        """Its fulfiller is of another îlot."""
        return self.partner is not None and self.partner != self.ilot


@dataclass(frozen=True, slots=True)
class Asked:
    """A solidarity request, as far as it is counted; `person` is None once nobody knows whose it was.

    `fund`: it asks the fund.
    """

    need: str
    person: int | None
    amount_cents: int | None
    fund: bool = False


@dataclass(frozen=True, slots=True)
class Bond:
    """Two îlots by name, what links them, and since which local day, where that is known."""

    pair: tuple[str, str]
    tie: Tie
    since: dt.date | None


class Figures:
    """Reads facts, in one transaction. `first` and `last` are local days, both included."""

    def __init__(self, session: AsyncSession, zone: ZoneInfo) -> None:
        self._session = session
        self._zone = zone

    async def listings(self, first: dt.date, last: dt.date) -> list[Posted]:
        """Created or fulfilled then, and needs that were created before its end and are still open."""
        partner = aliased(Person)
        columns = (Listing.direction, Listing.category, Listing.tags, Listing.created_at, Listing.state)
        query = select(*columns, Listing.fulfilled_on, Listing.ilot_id, partner.home_id)
        query = query.outerjoin(partner, Listing.fulfilled_by_id == partner.id)
        created = and_(Listing.created_at >= self._start(first), Listing.created_at < self._end(last))
        open_needs = and_(Listing.direction == Direction.NEED, Listing.created_at < self._end(last), _is_live())
        query = query.where(or_(created, Listing.fulfilled_on.between(first, last), open_needs)).order_by(Listing.id)
        return [
            Posted(
                direction=Direction(direction),
                category=category or next(iter(tags), None),
                created_on=self._day(at),
                is_live=ListingState(state).is_live,
                fulfilled_on=on,
                ilot=here,
                partner=there,
            )
            for direction, category, tags, at, state, on, here, there in await self._session.execute(query)
        ]

    async def days_held(self, first: dt.date, last: dt.date) -> list[dt.date]:
        """The day of each sanctuarised time that took place."""
        query = select(ReflectionSession.on).where(ReflectionSession.state == SessionState.HELD)
        return list(await self._session.scalars(query.where(ReflectionSession.on.between(first, last))))

    async def times(self, first: dt.date, last: dt.date) -> tuple[int, int]:
        """How many of those days' sanctuarised times took place, and how many were to; what was moved is another's."""
        states = (SessionState.HELD, SessionState.GATHERING, SessionState.SKIPPED)
        query = select(ReflectionSession.state).where(ReflectionSession.state.in_(states))
        found = list(await self._session.scalars(query.where(ReflectionSession.on.between(first, last))))
        return sum(state != SessionState.SKIPPED for state in found), len(found)

    async def without_hands(self, until: dt.date) -> list[Ref]:
        """Needs and covers posted on that day or before, for which nobody raises a hand; the oldest first."""
        query = select(Listing.letter, Listing.number).where(Listing.state == ListingState.OPEN)
        query = query.where(Listing.direction != Direction.OFFER, Listing.suspended.is_(False))
        query = query.where(Listing.created_at < self._end(until)).order_by(Listing.created_at, Listing.id)
        return [Ref(letter, number) for letter, number in await self._session.execute(query)]

    async def traces_shared(self, first: dt.date, last: dt.date) -> int:
        """Consented to then; private ones never."""
        return await Traces(self._session).count_shared(self._start(first), self._end(last))

    async def quotable(self, first: dt.date, last: dt.date) -> list[Trace]:
        """Consented to then, for the anthology and under its licence, in words their author agreed to; by reference."""
        query = select(Trace).where(Trace.scope == Scope.ANTHOLOGY, Trace.consented_at < self._end(last))
        query = query.where(Trace.consented_at >= self._start(first)).order_by(Trace.number)
        found = [each for each in await self._session.scalars(query) if each.resting is Scope.ANTHOLOGY]
        return [each for each in found if each.text and not each.awaits_approval]

    async def bonds(self, last: dt.date) -> list[Bond]:
        """Every link between îlots there was at the end of that day, in the order of what it came from.

        What nobody dated counts from the beginning.
        """
        names = {ilot.id: ilot.name for ilot in await self._session.scalars(select(Ilot))}
        ties = await Links(self._session).between_ilots()
        days = await self._days_of(ties)
        bonds = [Bond(_named(each, names), each, days.get((each.origin.letter, each.origin.number))) for each in ties]
        return [bond for bond in bonds if bond.since is None or bond.since <= last]

    async def began(self) -> dt.date | None:
        """The first day of which everybody knows something: an îlot opened, or a listing was posted."""
        opened: dt.date | None = await self._session.scalar(select(func.min(Ilot.opened_on)))
        posted: dt.datetime | None = await self._session.scalar(select(func.min(Listing.created_at)))
        return min((day for day in (opened, self._day(posted) if posted else None) if day), default=None)

    async def asked(self, first: dt.date, last: dt.date) -> list[Asked]:
        """Solidarity requests made then; what was withdrawn never was one."""
        query = select(SolidarityRequest).where(SolidarityRequest.state != RequestState.WITHDRAWN)
        query = query.where(SolidarityRequest.created_at >= self._start(first))
        found = await self._session.scalars(query.where(SolidarityRequest.created_at < self._end(last)))
        return [Asked(str(each.need), each.author_id, each.amount_cents, each.fund_case is not None) for each in found]

    async def movements(self, last: dt.date) -> list[FundMovement]:
        """All that was declared of the fund up to that day, by reference."""
        query = select(FundMovement).where(FundMovement.on <= last).order_by(FundMovement.number)
        return list(await self._session.scalars(query))

    async def _days_of(self, ties: Iterable[Tie]) -> dict[tuple[str, int], dt.date]:
        """When what links them came about: a listing was fulfilled (or, not yet, posted), a common began."""
        numbers = sorted({tie.origin.number for tie in ties})
        listings = select(Listing.letter, Listing.number, Listing.fulfilled_on, Listing.created_at)
        found: dict[tuple[str, int], dt.date] = {}
        for letter, number, on, at in await self._session.execute(listings.where(Listing.number.in_(numbers))):
            found[letter, number] = on or self._day(at)
        commons = select(Common.number, Common.started_at, Common.created_at).where(Common.number.in_(numbers))
        for number, started_at, created_at in await self._session.execute(commons):
            began = started_at or created_at
            if began is not None:
                found[COMMON, number] = self._day(began)
        return found

    def _start(self, day: dt.date) -> dt.datetime:
        return instant_of(dt.datetime.combine(day, dt.time()), self._zone)

    def _end(self, day: dt.date) -> dt.datetime:
        return self._start(day + dt.timedelta(days=1))

    def _day(self, at: dt.datetime) -> dt.date:
        return at.astimezone(self._zone).date()


def _is_live() -> ColumnElement[bool]:
    return Listing.state.in_([ListingState.OPEN, ListingState.IN_DISCUSSION])


def _named(tie: Tie, names: dict[int, str]) -> tuple[str, str]:
    one, other = sorted(names[ilot] for ilot in tie.pair)
    return one, other

"""Listings of the bourse du travail: offers, needs and covers, with the rules of their life."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import (
    JSON,
    ColumnElement,
    Date,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    Time,
    UniqueConstraint,
    and_,
    bindparam,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.courrier import Edition
from storage.database import Base, BigKey
from storage.drafts import Draft, Search, expiry_of
from storage.errors import AlreadyClosed, NotTheAuthor, TooLateToReopen, UnknownReference
from storage.folding import fold
from storage.ilots import Ilot
from storage.numbers import next_number
from storage.pages import all_of
from storage.people import Person
from storage.recurrence import instant_of
from storage.values import (
    Direction,
    ListingState,
    Moment,
    Price,
    PriceKind,
    PriceUnit,
    Reach,
    Ref,
    Span,
    Tax,
)

_Row = TypeVar("_Row")

KEEP_CLOSED = dt.timedelta(days=365)  # where the collective chose nothing else
REOPEN_EXPIRED_DAYS = 30
REOPEN_FULFILLED_DAYS = 14
URGENT_WITHIN = dt.timedelta(hours=72)
_LIVE = [ListingState.OPEN, ListingState.IN_DISCUSSION]
_IS_LIVE = text("state IN ('open', 'in_discussion')")  # the board walks an index of these alone


class Listing(Base):
    """One offer, need or cover. Its rules are its methods; they raise BrokenRule."""

    __tablename__ = "listing"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    letter: Mapped[str] = mapped_column(String(4))
    number: Mapped[int]
    direction: Mapped[Direction] = mapped_column(String(8))
    title: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text, default="")
    category: Mapped[str | None] = mapped_column(String(64))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ilot_id: Mapped[int] = mapped_column(ForeignKey("ilot.id"))
    reach: Mapped[Reach] = mapped_column(String(16))
    place: Mapped[str | None] = mapped_column(Text)
    remote: Mapped[bool] = mapped_column(default=False)
    starts: Mapped[Moment | None]
    ends: Mapped[Moment | None]
    approximate: Mapped[bool] = mapped_column(default=False)
    permanent: Mapped[bool] = mapped_column(default=False)
    price_kind: Mapped[PriceKind | None] = mapped_column(String(16))
    price_min_cents: Mapped[int | None]
    price_max_cents: Mapped[int | None]
    price_unit: Mapped[PriceUnit | None] = mapped_column(String(16))
    price_tax: Mapped[Tax | None] = mapped_column(String(8))
    state: Mapped[ListingState] = mapped_column(String(16))
    created_at: Mapped[dt.datetime]
    published_at: Mapped[dt.datetime | None]  # since when the whole Archipel may see it
    expires_on: Mapped[dt.date | None] = mapped_column(Date)
    until: Mapped[dt.time | None] = mapped_column(Time)
    fulfilled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    fulfilled_on: Mapped[dt.date | None] = mapped_column(Date)
    closed_at: Mapped[dt.datetime | None]
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    suspended: Mapped[bool] = mapped_column(default=False)
    folded: Mapped[str] = mapped_column(Text, default="")
    __table_args__ = (
        UniqueConstraint("letter", "number"),
        Index("ix_listing_board", "expires_on", "letter", "number", sqlite_where=_IS_LIVE, postgresql_where=_IS_LIVE),
        Index("ix_listing_ilot", "ilot_id", "state"),
        Index("ix_listing_published", "published_at"),
    )

    @property
    def ref(self) -> Ref:
        """Its short name."""
        return Ref(self.letter, self.number)

    @property
    def span(self) -> Span | None:
        """When it takes place."""
        return None if self.starts is None else Span(self.starts, self.ends, self.approximate)

    @property
    def price(self) -> Price | None:
        """What it costs or pays."""
        if self.price_kind is None:
            return None
        return Price(
            PriceKind(self.price_kind),
            self.price_min_cents,
            self.price_max_cents,
            PriceUnit(self.price_unit) if self.price_unit else None,
            Tax(self.price_tax) if self.price_tax else None,
        )

    @property
    def is_erased(self) -> bool:
        """Nothing but figures is left of it."""
        return not self.title

    @property
    def is_live(self) -> bool:
        """True while somebody may still raise a hand."""
        return ListingState(self.state).is_live

    def set_price(self, price: Price | None) -> None:
        """Spreads a price over its columns."""
        self.price_kind = price.kind if price else None
        self.price_min_cents = price.min_cents if price else None
        self.price_max_cents = price.max_cents if price else None
        self.price_unit = price.unit if price else None
        self.price_tax = price.tax if price else None

    def refold(self) -> None:
        """Keeps the searchable text in step with what is shown."""
        words = (self.title, self.description, self.place or "", self.category or "", *self.tags)
        self.folded = fold(" ".join(words))

    def fades_at(self, zone: ZoneInfo) -> dt.datetime | None:
        """The instant it expires: its hour when one is known, else the end of its last day; a cover, its start."""
        if self.expires_on is None:
            return None
        hour = self.until
        if self.direction == Direction.COVER and self.starts and self.starts.day == self.expires_on:
            hour = self.starts.time
        if hour is not None:
            return instant_of(dt.datetime.combine(self.expires_on, hour), zone)
        return instant_of(dt.datetime.combine(self.expires_on + dt.timedelta(days=1), dt.time()), zone)

    def is_urgent(self, now: dt.datetime, zone: ZoneInfo) -> bool:
        """A cover that starts within 72 hours."""
        if self.direction != Direction.COVER or self.starts is None:
            return False
        start = instant_of(dt.datetime.combine(self.starts.day, self.starts.time or dt.time()), zone)
        return start - now <= URGENT_WITHIN

    def must_be_live(self) -> None:
        """Raises AlreadyClosed."""
        if not self.is_live:
            raise AlreadyClosed(self.ref, Direction(self.direction), ListingState(self.state))

    def must_be_by(self, person: Person, *, or_tisseuse: bool = False) -> None:
        """Raises NotTheAuthor."""
        if self.author_id != person.id and not or_tisseuse:
            raise NotTheAuthor(self.ref)

    def fulfil(self, by: Person | None, now: dt.datetime, today: dt.date) -> None:
        """Settled, with somebody or without saying with whom."""
        self.must_be_live()
        self.state, self.fulfilled_on, self.closed_at = ListingState.FULFILLED, today, now
        self.fulfilled_by_id = by.id if by else None

    def amend(self, draft: Draft, now: dt.datetime, today: dt.date, life: dt.timedelta | None = None) -> None:
        """Says what its author says now; hands, state and reference stay. Raises AlreadyClosed.

        An end that was moved since stays, unless the days or the deadline change.
        """
        self.must_be_live()
        told = (draft.span, draft.permanent, draft.until)
        if told != (self.span, self.permanent, None):
            self.expires_on = expiry_of(Direction(self.direction), draft, today, life)
            self.until = draft.until.time if draft.until else None
        self.describe(draft)
        self.reaches(draft.reach, now)

    def describe(self, draft: Draft) -> None:
        """Its words, days, place and price."""
        self.title, self.description = draft.title, draft.description
        self.place = draft.place.name if draft.place else None
        self.remote = draft.place.remote if draft.place else False
        self.starts, self.ends = (draft.span.starts, draft.span.ends) if draft.span else (None, None)
        self.approximate = draft.span.approximate if draft.span else False
        self.permanent, self.tags = draft.permanent, list(draft.tags)
        self.set_price(draft.price)
        self.refold()

    def reaches(self, reach: Reach, now: dt.datetime) -> None:
        """Who may see it from now on; what is opened to the Archipel is news to it."""
        if reach == Reach.ILOT:
            self.published_at = None
        elif self.published_at is None:
            self.published_at = now
        self.reach = reach

    def hold_back(self) -> None:
        """Only its own îlot sees it for now, whatever its reach."""
        self.published_at = None

    def erase(self, now: dt.datetime) -> None:
        """Its author deleted it: no word of it stays. What was fulfilled still counts as that."""
        if self.is_live or self.state == ListingState.EXPIRED:
            self.state, self.closed_at = ListingState.WITHDRAWN, now
        self.wipe()

    def wipe(self) -> None:
        """Only figures stay."""
        starts, permanent = self.starts, self.permanent
        self.describe(Draft(title=""))
        self.starts, self.permanent, self.category = starts, permanent, None

    def withdraw(self, now: dt.datetime) -> None:
        """Taken back by its author; also after it expired."""
        if self.state != ListingState.EXPIRED:
            self.must_be_live()
        self.state, self.closed_at = ListingState.WITHDRAWN, now

    def expire(self, now: dt.datetime) -> None:
        """Its time has passed. Does nothing to what is closed."""
        if self.is_live:
            self.state, self.closed_at = ListingState.EXPIRED, now

    def extend(self, until: Moment, *, has_hands: bool, now: dt.datetime) -> None:
        """Lives on until then; expired within 30 days or fulfilled within 14, it opens again."""
        if not self.is_live:
            self._must_be_reopenable(now)
            self.published_at = self.published_at and now  # it is news again, if it ever was
            self.state = ListingState.IN_DISCUSSION if has_hands else ListingState.OPEN
            self.fulfilled_by_id, self.fulfilled_on, self.closed_at = None, None, None
        self.expires_on, self.until, self.permanent = until.day, until.time, False

    def _must_be_reopenable(self, now: dt.datetime) -> None:
        days = {ListingState.EXPIRED: REOPEN_EXPIRED_DAYS, ListingState.FULFILLED: REOPEN_FULFILLED_DAYS}.get(
            ListingState(self.state)
        )
        if days is None:
            raise AlreadyClosed(self.ref, Direction(self.direction), ListingState(self.state))
        if self.closed_at is not None and now - self.closed_at > dt.timedelta(days=days):
            raise TooLateToReopen(self.ref, days)


class Listings:
    """All listings, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def post(
        self,
        direction: Direction,
        draft: Draft,
        author: Person,
        ilot: Ilot,
        now: dt.datetime,
        today: dt.date,
        life: dt.timedelta | None = None,
    ) -> Listing:
        """A new open listing with the next reference of its letter."""
        listing = Listing(
            letter=direction.letter,
            number=await next_number(self._session, direction.letter),
            direction=direction,
            author_id=author.id,
            ilot_id=ilot.id,
            state=ListingState.OPEN,
            created_at=now,
            expires_on=expiry_of(direction, draft, today, life),
            until=draft.until.time if draft.until else None,
            suspended=False,
        )
        listing.describe(draft)
        listing.reaches(draft.reach, now)
        self._session.add(listing)
        await self._session.flush()
        return listing

    async def find(self, ref: Ref) -> Listing | None:
        """By reference, whoever asks."""
        query = select(Listing).where(Listing.letter == ref.letter, Listing.number == ref.number)
        found: Listing | None = await self._session.scalar(query)
        return found

    async def seen_by(self, ref: Ref, person: Person, ilot_ids: Sequence[int], *, everything: bool = False) -> Listing:
        """By reference, if that member of those îlots may see it. Raises UnknownReference.

        What is suspended only its author sees.
        """
        listing = await self.find(ref)
        if listing is None or listing.is_erased:
            raise UnknownReference(ref)
        if listing.published_at is None and listing.ilot_id not in ilot_ids and not everything:
            raise UnknownReference(ref)
        if listing.suspended and listing.author_id != person.id:
            raise UnknownReference(ref)
        return listing

    async def board(
        self, search: Search, ilot_ids: Sequence[int], limit: int, offset: int, *, everything: bool = False
    ) -> list[Listing]:
        """Live listings in order of expiry (permanent ones last), then reference.

        Both halves are read in the order of an index, so that a page is found without looking at what follows it.
        """
        query = self._matching(select(Listing), search, ilot_ids, everything)
        query = query.order_by(Listing.expires_on, Listing.letter, Listing.number)
        dated, lasting = query.where(Listing.expires_on.is_not(None)), query.where(Listing.expires_on.is_(None))
        found = list(await self._session.scalars(dated.limit(limit).offset(offset)))
        if len(found) == limit:
            return found
        before = offset + len(found) if found or not offset else await self._count(dated)
        rest = lasting.limit(limit - len(found)).offset(max(0, offset - before))
        return [*found, *await self._session.scalars(rest)]

    async def _count(self, query: Select[Listing]) -> int:
        counted = select(func.count()).select_from(query.order_by(None).subquery())
        return int(await self._session.scalar(counted) or 0)

    def _matching(self, query: Select[_Row], search: Search, ilot_ids: Sequence[int], everything: bool) -> Select[_Row]:
        query = query.where(_is_live(), Listing.suspended.is_(False))
        if not everything:
            query = query.where(or_(Listing.published_at.is_not(None), Listing.ilot_id.in_(ilot_ids)))
        if search.directions:
            query = query.where(Listing.direction.in_(sorted(search.directions)))
        if search.remote:
            query = query.where(Listing.remote.is_(True))
        return query.where(*(_holds(word) for word in search.words))

    async def of_author(self, person: Person, ilot: Ilot | None = None) -> list[Listing]:
        """What somebody has open, in that îlot if one is named; by reference."""
        query = select(Listing).where(_is_live(), Listing.author_id == person.id)
        if ilot is not None:
            query = query.where(Listing.ilot_id == ilot.id)
        return list(await self._session.scalars(query.order_by(Listing.letter, Listing.number)))

    # ── the courrier ──

    async def posted_elsewhere(self, edition: Edition) -> tuple[list[Listing], int]:
        """What is open of what other îlots published then, oldest first; and how many more there are."""
        query = _elsewhere(edition).where(_is_live(), Listing.suspended.is_(False))
        query = query.where(Listing.published_at > edition.since, Listing.published_at <= edition.until)
        ordered = query.order_by(Listing.published_at, Listing.id).limit(edition.most)
        found = list(await self._session.scalars(ordered))
        return found, max(0, await self._count(query) - edition.most) if len(found) == edition.most else 0

    async def settled_elsewhere(self, edition: Edition) -> list[Listing]:
        """What was fulfilled then of what had been published before, oldest first."""
        since, until = edition.since, edition.until
        query = _elsewhere(edition).where(Listing.state == ListingState.FULFILLED, Listing.title != "")
        query = query.where(Listing.closed_at > since, Listing.closed_at <= until, Listing.published_at <= since)
        return list(await self._session.scalars(query.order_by(Listing.closed_at, Listing.id).limit(edition.most)))

    # ── all of somebody's, and all that is old ──

    async def all_of(self, person: Person) -> list[Listing]:
        """Whatever became of them, but for what is erased; by reference."""
        query = select(Listing).where(Listing.author_id == person.id, Listing.title != "")
        return list(await self._session.scalars(query.order_by(Listing.letter, Listing.number)))

    async def fulfilled_by(self, person: Person) -> list[Listing]:
        """What they took on, by reference."""
        query = select(Listing).where(Listing.fulfilled_by_id == person.id)
        return list(await self._session.scalars(query.order_by(Listing.letter, Listing.number)))

    async def long_closed(self, now: dt.datetime, keep: dt.timedelta = KEEP_CLOSED) -> list[Listing]:
        """What closed longer ago than that, and still has its words."""
        query = select(Listing).where(Listing.title != "", Listing.state.not_in(_LIVE))
        return list(await self._session.scalars(query.where(_closed_before(now - keep)).order_by(Listing.id)))

    async def live(self) -> list[Listing]:
        """Everything open, in the order of posting."""
        return await all_of(self._session, select(Listing).where(_is_live()).order_by(Listing.id))


def _elsewhere(edition: Edition) -> Select[Listing]:
    query = select(Listing).where(Listing.published_at.is_not(None), Listing.ilot_id.not_in(edition.own))
    return query if edition.reader_id is None else query.where(Listing.author_id != edition.reader_id)


def _closed_before(limit: dt.datetime) -> ColumnElement[bool]:
    """What was imported closed says only on which day it ended."""
    days = (Listing.fulfilled_on, Listing.expires_on)
    ended = and_(*(or_(day.is_(None), day < limit.date()) for day in days))
    return or_(Listing.closed_at < limit, and_(Listing.closed_at.is_(None), Listing.created_at < limit, ended))


def _holds(word: str) -> ColumnElement[bool]:
    pattern = "%" + fold(word).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    ilots = select(Ilot.id).where(Ilot.folded.like(pattern, escape="\\"))
    return or_(Listing.folded.like(pattern, escape="\\"), Listing.ilot_id.in_(ilots))


def _is_live() -> ColumnElement[bool]:
    """Written out, not bound: only then does a database see that its index of live listings is meant."""
    return Listing.state.in_(bindparam("live", _LIVE, unique=True, expanding=True, literal_execute=True))

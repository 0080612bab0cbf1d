"""Raised hands: who is in for a listing. Several may be; the author chooses by talking."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base, BigKey
from storage.errors import OwnListing
from storage.listings import Listing
from storage.people import Person
from storage.values import ListingState


class Hand(Base):
    """Somebody's raised hand; ids grow, so the order is the order of raising."""

    __tablename__ = "hand"
    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    __table_args__ = (UniqueConstraint("listing_id", "person_id"),)


class Hands:
    """All hands, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def raise_hand(self, listing: Listing, person: Person) -> bool:
        """True when it was not raised yet. Raises OwnListing or AlreadyClosed."""
        if listing.author_id == person.id:
            raise OwnListing(listing.ref)
        listing.must_be_live()
        if person.id in [other.id for other in await self.of(listing)]:
            return False
        self._session.add(Hand(listing_id=listing.id, person_id=person.id))
        listing.state = ListingState.IN_DISCUSSION
        await self._session.flush()
        return True

    async def lower_hand(self, listing: Listing, person: Person) -> bool:
        """True when it was raised; without any other, the listing is open again."""
        mine = (Hand.listing_id == listing.id, Hand.person_id == person.id)
        found = await self._session.execute(delete(Hand).where(*mine).returning(Hand.id))
        if found.first() is None:
            return False
        if listing.state == ListingState.IN_DISCUSSION and not await self.of(listing):
            listing.state = ListingState.OPEN
        await self._session.flush()
        return True

    async def raised_by(self, person: Person) -> list[Listing]:
        """For what they raised theirs, by reference."""
        query = select(Listing).join(Hand, Hand.listing_id == Listing.id).where(Hand.person_id == person.id)
        return list(await self._session.scalars(query.order_by(Listing.letter, Listing.number)))

    async def forget(self, listing: Listing) -> None:
        """Nobody's any more."""
        await self._session.execute(delete(Hand).where(Hand.listing_id == listing.id))

    async def of(self, listing: Listing) -> list[Person]:
        """Who raised a hand, first first."""
        query = select(Person).join(Hand, Hand.person_id == Person.id).where(Hand.listing_id == listing.id)
        return list(await self._session.scalars(query.order_by(Hand.id)))

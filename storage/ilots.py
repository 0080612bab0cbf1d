"""Îlots and their members; the members of an îlot are the people in its room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, String, Text, UniqueConstraint, bindparam, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.errors import BrokenIlot
from storage.folding import fold
from storage.pages import all_of
from storage.people import Person
from storage.slots import Slot

POSTING = (dt.time(9), dt.time(18, 30))  # where an îlot chose nothing else
POSTING_DAYS = (0, 1, 2, 3, 4)  # Monday to Friday


class Stage(StrEnum):
    """How far an îlot has come; the names are those of the interchange format."""

    DIAGNOSIS = "diagnosis"
    INDIVIDUAL = "individual_path"
    COLLECTIVE = "collective_path"


@dataclass(frozen=True, slots=True)
class RoomHours:
    """When news may be posted in a room: local hours, whose holidays, and on which weekdays (0 is Monday)."""

    start: dt.time = POSTING[0]
    end: dt.time = POSTING[1]
    alsace_moselle: bool = False
    days: tuple[int, ...] = POSTING_DAYS


USUAL_HOURS = RoomHours()


class Ilot(Base):
    """A micro-collective. `room_id` is its Matrix room once it is bound."""

    __tablename__ = "ilot"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(Text)
    proximity: Mapped[str] = mapped_column(String(32), default="geographic")
    territory: Mapped[str | None] = mapped_column(Text)
    opened_on: Mapped[dt.date | None] = mapped_column(Date)
    slot: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    stage: Mapped[str | None] = mapped_column(String(64))
    posting: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    room_id: Mapped[str | None] = mapped_column(String(255), unique=True)
    welcomed: Mapped[bool] = mapped_column(default=False)
    folded: Mapped[str] = mapped_column(Text, default="")

    @property
    def hours(self) -> RoomHours:
        """When news may be posted in its room; what cannot be read counts as nothing chosen."""
        chosen = self.posting or {}
        try:
            start, end = (dt.time.fromisoformat(chosen[name]) for name in ("start", "end"))
        except (KeyError, TypeError, ValueError):
            start, end = POSTING
        days = tuple(chosen.get("days") or POSTING_DAYS)
        return RoomHours(start, end, bool(chosen.get("alsace_moselle")), days)

    def post_within(self, hours: RoomHours) -> None:
        """From now on."""
        self.posting = {
            "start": f"{hours.start:%H:%M}",
            "end": f"{hours.end:%H:%M}",
            "alsace_moselle": hours.alsace_moselle,
            **({"days": list(hours.days)} if hours.days != POSTING_DAYS else {}),
        }

    def must_be_readable(self) -> None:
        """Raises BrokenIlot: what cannot be read would count as nothing chosen."""
        if self.slot is not None and self.rhythm is None:
            raise BrokenIlot(f"the rhythm of the îlot {self.slug} cannot be read (ilot.slot)")
        if self.posting is not None and not {"start", "end"} <= set(self.posting):
            raise BrokenIlot(f"the posting hours of the îlot {self.slug} cannot be read (ilot.posting)")

    @property
    def rhythm(self) -> Slot | None:
        """Of its sanctuarised time."""
        return Slot.from_json(self.slot)

    def refold(self) -> None:
        """Keeps the searchable text in step with name and territory."""
        self.folded = fold(f"{self.name} {self.territory or ''}")


class Membership(Base):
    """Somebody in an îlot; ids grow, so the order is the order of coming."""

    __tablename__ = "membership"
    id: Mapped[int] = mapped_column(primary_key=True)
    ilot_id: Mapped[int] = mapped_column(ForeignKey("ilot.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    __table_args__ = (UniqueConstraint("ilot_id", "person_id"),)


# made once, because every command asks
_OF_ROOM = select(Ilot).where(Ilot.room_id == bindparam("room"))
_OF_PERSON = select(Ilot).join(Membership, Membership.ilot_id == Ilot.id)
_OF_PERSON = _OF_PERSON.where(Membership.person_id == bindparam("person")).order_by(Membership.id)
_MEMBERSHIP = select(Membership.id).where(
    Membership.ilot_id == bindparam("ilot"), Membership.person_id == bindparam("person")
)


class Ilots:
    """All îlots, in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def all(self) -> list[Ilot]:
        """By slug."""
        return await all_of(self._session, select(Ilot).order_by(Ilot.slug))

    async def by_slug(self, slug: str) -> Ilot | None:
        """The îlot of that short name."""
        found: Ilot | None = await self._session.scalar(select(Ilot).where(Ilot.slug == slug))
        return found

    async def get(self, ilot_id: int) -> Ilot:
        """By row id, which must exist."""
        return await self._session.get_one(Ilot, ilot_id)

    async def find(self, ilot_id: int) -> Ilot | None:
        """By row id, whatever became of it."""
        return await self._session.get(Ilot, ilot_id)

    async def of_room(self, room_id: str) -> Ilot | None:
        """The îlot that lives in that room."""
        found: Ilot | None = await self._session.scalar(_OF_ROOM, {"room": room_id})
        return found

    async def create(self, slug: str, name: str, territory: str | None, opened_on: dt.date) -> Ilot:
        """A new one, bound to no room yet."""
        ilot = Ilot(slug=slug, name=name, territory=territory, opened_on=opened_on, proximity="geographic")
        ilot.welcomed = False
        ilot.refold()
        self._session.add(ilot)
        await self._session.flush()
        return ilot

    async def members(self, ilot: Ilot) -> list[Person]:
        """In the order of their coming."""
        query = select(Person).join(Membership, Membership.person_id == Person.id)
        query = query.where(Membership.ilot_id == ilot.id).order_by(Membership.id)
        return list(await self._session.scalars(query))

    async def everybody(self) -> list[Person]:
        """Who is a member of any îlot, by row id."""
        query = select(Person).where(Person.id.in_(select(Membership.person_id)))
        return await all_of(self._session, query.order_by(Person.id))

    async def of_person(self, person: Person) -> list[Ilot]:
        """The home îlot first, then in the order of coming."""
        found = list(await self._session.scalars(_OF_PERSON, {"person": person.id}))
        return sorted(found, key=lambda ilot: ilot.id != person.home_id)

    async def has_member(self, ilot: Ilot, person: Person) -> bool:
        """True when the person belongs to it."""
        return await self._membership(ilot, person) is not None

    async def welcome(self, ilot: Ilot, person: Person) -> bool:
        """Makes them a member; True when they were not yet. The first îlot is their home."""
        if await self._membership(ilot, person) is not None:
            return False
        self._session.add(Membership(ilot_id=ilot.id, person_id=person.id))
        person.apart_since = None
        if person.home_id is None:
            person.home_id = ilot.id
        await self._session.flush()
        return True

    async def part(self, ilot: Ilot, person: Person) -> bool:
        """Ends the membership; the next îlot becomes their home. True when they were a member."""
        if await self._membership(ilot, person) is None:
            return False
        mine = (Membership.ilot_id == ilot.id, Membership.person_id == person.id)
        await self._session.execute(delete(Membership).where(*mine))
        if person.home_id == ilot.id:
            others = [other for other in await self.of_person(person) if other.id != ilot.id]
            person.home_id = others[0].id if others else None
        await self._session.flush()
        return True

    async def apart(self) -> list[int]:
        """Row ids of people who are in none, and have no office."""
        query = select(Person.id).where(Person.office.is_(None), Person.id.not_in(select(Membership.person_id)))
        return list(await self._session.scalars(query))

    async def bind(self, ilot: Ilot, room_id: str | None) -> None:
        """The room where it lives from now on."""
        ilot.room_id = room_id
        await self._session.flush()

    async def count(self) -> int:
        """How many there are."""
        return int(await self._session.scalar(select(func.count()).select_from(Ilot)) or 0)

    async def places(self) -> Sequence[str]:
        """Territories and members' towns, as written: the places that reading knows."""
        territories = await self._session.scalars(select(Ilot.territory).where(Ilot.territory.is_not(None)))
        return [*filter(None, territories), *await self.towns()]

    async def towns(self) -> list[str]:
        """Where members live, as written."""
        towns = await self._session.scalars(select(Person.town).where(Person.town.is_not(None)).distinct())
        return [town for town in towns if town]

    async def _membership(self, ilot: Ilot, person: Person) -> int | None:
        found: int | None = await self._session.scalar(_MEMBERSHIP, {"ilot": ilot.id, "person": person.id})
        return found

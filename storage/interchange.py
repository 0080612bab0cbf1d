"""The interchange format `navette/1`: the whole collective as one JSON document, in and out, byte for byte."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import plain_json
from storage.errors import StorageFault
from storage.ilots import Ilot, Ilots, Membership
from storage.listings import Counter, Hand, Listing
from storage.people import DEFAULT_SETTINGS, Office, People, Person
from storage.values import Direction, ListingState, Moment, Price, PriceKind, PriceUnit, Reach, Ref, Tax

FORMAT = "navette/1"
_NAMED = 10


class BadDocument(StorageFault):
    """The document cannot be taken in; the message names the first ten reasons. Nothing was written."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class PersonEntry(_Section):
    """One of `people`."""

    id: str = Field(pattern=r"^@[^:\s]+:\S+$")
    first_name: str
    last_name: str | None = None
    pronoun: str | None = None
    ilot: str | None = None
    town: str | None = None
    activities: list[str] = []
    status: str | None = None
    skills: list[str] = []
    settings: dict[str, Any] = Field(default_factory=lambda: dict(DEFAULT_SETTINGS))
    absences: list[dict[str, str]] = []


class RoleEntry(_Section):
    """One of `roles`: somebody with an office."""

    id: str = Field(pattern=r"^@[^:\s]+:\S+$")
    first_name: str
    last_name: str | None = None
    pronoun: str | None = None
    role: Office


class IlotEntry(_Section):
    """One of `ilots`; members in the order of their coming."""

    slug: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=64)
    name: str
    proximity: str = "geographic"
    territory: str | None = None
    members: list[str] = []
    opened_on: dt.date | None = None
    slot: dict[str, Any] | None = None
    stage: str | None = None


class PriceEntry(_Section):
    """A price; amounts in whole cents."""

    kind: PriceKind
    min_cents: int | None = Field(default=None, ge=0)
    max_cents: int | None = Field(default=None, ge=0)
    unit: PriceUnit | None = None
    tax: Tax | None = None


class ListingEntry(_Section):
    """One of `listings`."""

    ref: str = Field(pattern=r"^[OBI][1-9]\d*$")
    direction: Direction
    title: str
    description: str = ""
    category: str | None = None
    author: str
    ilot: str
    reach: Reach = Reach.ARCHIPEL
    place: str | None = None
    remote: bool = False
    starts: str | None = Field(default=None, pattern=r"^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$")
    ends: str | None = Field(default=None, pattern=r"^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$")
    permanent: bool = False
    price: PriceEntry | None = None
    state: ListingState
    created_at: dt.datetime
    expires_on: dt.date | None = None
    until: dt.time | None = None
    hands: list[str] = []
    fulfilled_by: str | None = None
    fulfilled_on: dt.date | None = None
    closed_at: dt.datetime | None = None
    tags: list[str] = []
    suspended: bool = False
    approximate: bool = False


class Document(BaseModel):
    """What is known of the format so far; later features add sections."""

    model_config = ConfigDict(extra="allow", frozen=True)

    format: str
    reference_now: dt.datetime | None = None
    zone: str = "Europe/Paris"
    note: str | None = None
    ilots: list[IlotEntry] = []
    people: list[PersonEntry] = []
    roles: list[RoleEntry] = []
    listings: list[ListingEntry] = []


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did: how many entries were new or known already, and which sections were not kept."""

    new: int
    known: int
    not_kept: tuple[str, ...]


def read(text: str) -> Document:
    """A checked document. Raises BadDocument."""
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadDocument(f"not JSON: line {error.lineno}, {error.msg}") from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        got = value.get("format") if isinstance(value, dict) else type(value).__name__
        raise BadDocument(f"format: got {got!r}, want {FORMAT!r}")
    try:
        document = Document.model_validate(value)
    except ValidationError as error:
        raise BadDocument(_ten([_reason(each) for each in error.errors()])) from error
    _check(document)
    return document


def sections_not_kept(document: Document) -> tuple[str, ...]:
    """Sections of a later version, by name."""
    return tuple(document.model_extra or ())


def write(value: dict[str, Any]) -> str:
    """The one way it is written, so that two exports are equal to the byte."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


class Interchange:
    """Import and export, in one transaction."""

    def __init__(self, session: AsyncSession, zone: ZoneInfo) -> None:
        self._session = session
        self._zone = zone
        self._people = People(session)
        self._ilots = Ilots(session)

    # ── in ──

    async def take_in(self, document: Document) -> Taken:
        """Adds what is new, skips what is known and equal. Raises BadDocument when anything known differs."""
        before = await self.give_out(document.reference_now)
        new, known = _compare(_as_written(document, self._zone), before)
        for entry in document.ilots:
            if entry.slug in new["ilots"]:
                self._add_ilot(entry)
        await self._session.flush()
        await self._add_people(document, new)
        await self._add_members(document, new)
        await self._add_listings(document, new)
        await self._count_on(document)
        return Taken(sum(map(len, new.values())), known, sections_not_kept(document))

    def _add_ilot(self, entry: IlotEntry) -> None:
        fields = entry.model_dump(exclude={"members"})
        ilot = Ilot(**fields, welcomed=False)
        ilot.refold()
        self._session.add(ilot)

    async def _add_people(self, document: Document, new: dict[str, set[str]]) -> None:
        slugs = {ilot.slug: ilot.id for ilot in await self._ilots.all()}
        for entry in document.people:
            if entry.id in new["people"]:
                fields = entry.model_dump(exclude={"id", "ilot"})
                home = slugs[entry.ilot] if entry.ilot else None
                self._session.add(Person(user_id=entry.id, home_id=home, **fields))
        await self._session.flush()
        for role in document.roles:
            if role.id in new["roles"]:
                await self._appoint(role)
        await self._session.flush()

    async def _appoint(self, role: RoleEntry) -> None:
        """Somebody may hold an office and be a member too."""
        person = await self._people.by_id(role.id)
        if person is None:
            self._session.add(_officer(role))
        else:
            person.office = role.role

    async def _add_members(self, document: Document, new: dict[str, set[str]]) -> None:
        known = await self._known()
        for entry in document.ilots:
            if entry.slug in new["ilots"]:
                members = [Membership(ilot_id=known[entry.slug], person_id=known[each]) for each in entry.members]
                self._session.add_all(members)
                await self._session.flush()  # an îlot a time: row ids are the order of coming

    async def _add_listings(self, document: Document, new: dict[str, set[str]]) -> None:
        known = await self._known()
        entries = [entry for entry in document.listings if entry.ref in new["listings"]]
        listings = [_listing(entry, known) for entry in entries]
        self._session.add_all(listings)
        await self._session.flush()
        for entry, listing in zip(entries, listings, strict=True):
            self._session.add_all(Hand(listing_id=listing.id, person_id=known[each]) for each in entry.hands)
        await self._session.flush()

    async def _known(self) -> dict[str, int]:
        """Row ids of îlots by slug and of people by Matrix id."""
        slugs = {ilot.slug: ilot.id for ilot in await self._ilots.all()}
        return slugs | {person.user_id: person.id for person in await self._people.all()}

    async def _count_on(self, document: Document) -> None:
        """New references come after the imported ones."""
        highest: dict[str, int] = {}
        for entry in document.listings:
            ref = Ref.parse(entry.ref)
            highest[ref.letter] = max(highest.get(ref.letter, 0), ref.number)
        for letter, number in highest.items():
            row = await self._session.get(Counter, letter)
            if row is None:
                self._session.add(Counter(letter=letter, last=number))
            else:
                row.last = max(row.last, number)

    # ── out ──

    async def give_out(self, now: dt.datetime | None) -> dict[str, Any]:
        """The whole collective; `write` gives its text."""
        return {
            "format": FORMAT,
            "reference_now": now.astimezone(self._zone).isoformat(timespec="seconds") if now else None,
            "zone": self._zone.key,
            "ilots": [await self._ilot_out(ilot) for ilot in await self._ilots.all()],
            "people": await self._people_out(),
            "roles": await self._roles_out(),
            "listings": await self._listings_out(),
        }

    async def _ilot_out(self, ilot: Ilot) -> dict[str, Any]:
        return {
            "slug": ilot.slug,
            "name": ilot.name,
            "proximity": ilot.proximity,
            "territory": ilot.territory,
            "members": [person.user_id for person in await self._ilots.members(ilot)],
            "opened_on": _iso(ilot.opened_on),
            "slot": ilot.slot,
            "stage": ilot.stage,
        }

    async def _people_out(self) -> list[dict[str, Any]]:
        slugs = {ilot.id: ilot.slug for ilot in await self._ilots.all()}
        outside = Person.office.is_(None) | Person.home_id.is_not(None)
        query = select(Person).where(outside).order_by(Person.user_id)
        return [_person_out(person, slugs) for person in await self._session.scalars(query)]

    async def _roles_out(self) -> list[dict[str, Any]]:
        query = select(Person).where(Person.office.is_not(None)).order_by(Person.user_id)
        return [_role_out(person) for person in await self._session.scalars(query)]

    async def _listings_out(self) -> list[dict[str, Any]]:
        people = {person.id: person.user_id for person in await self._session.scalars(select(Person))}
        slugs = {ilot.id: ilot.slug for ilot in await self._ilots.all()}
        hands: dict[int, list[str]] = {}
        for hand in await self._session.scalars(select(Hand).order_by(Hand.id)):
            hands.setdefault(hand.listing_id, []).append(people[hand.person_id])
        query = select(Listing).order_by(Listing.letter, Listing.number)
        found = await self._session.scalars(query)
        return [self._listing_out(listing, people, slugs, hands.get(listing.id, [])) for listing in found]

    def _listing_out(
        self, listing: Listing, people: dict[int, str], slugs: dict[int, str], hands: list[str]
    ) -> dict[str, Any]:
        fields: dict[str, Any] = {
            "ref": str(listing.ref),
            "direction": listing.direction,
            "title": listing.title,
            "description": listing.description,
            "category": listing.category,
            "author": people[listing.author_id],
            "ilot": slugs[listing.ilot_id],
            "reach": listing.reach,
            "place": listing.place,
            "remote": listing.remote,
            "starts": _iso(listing.starts),
            "ends": _iso(listing.ends),
            "permanent": listing.permanent,
            "price": _price_out(listing.price),
            "state": listing.state,
            "created_at": self._instant(listing.created_at),
            "expires_on": _iso(listing.expires_on),
            "hands": hands,
            "fulfilled_by": people[listing.fulfilled_by_id] if listing.fulfilled_by_id else None,
            "fulfilled_on": _iso(listing.fulfilled_on),
            "tags": list(listing.tags),
            "suspended": listing.suspended,
            "approximate": listing.approximate,
        }
        if listing.until is not None:
            fields["until"] = f"{listing.until:%H:%M}"
        if listing.closed_at is not None:
            fields["closed_at"] = self._instant(listing.closed_at)
        return fields

    def _instant(self, at: dt.datetime) -> str:
        return at.astimezone(self._zone).isoformat(timespec="seconds")


def _listing(entry: ListingEntry, known: dict[str, int]) -> Listing:
    plain = {"direction", "title", "description", "category", "reach", "place", "remote", "permanent", "state"}
    plain |= {"created_at", "expires_on", "until", "fulfilled_on", "closed_at", "tags", "suspended", "approximate"}
    ref = Ref.parse(entry.ref)
    listing = Listing(
        **entry.model_dump(include=plain),
        letter=ref.letter,
        number=ref.number,
        author_id=known[entry.author],
        ilot_id=known[entry.ilot],
        starts=_moment(entry.starts),
        ends=_moment(entry.ends),
        fulfilled_by_id=known[entry.fulfilled_by] if entry.fulfilled_by else None,
    )
    listing.set_price(Price(**entry.price.model_dump()) if entry.price else None)
    listing.refold()
    return listing


def _officer(role: RoleEntry) -> Person:
    fields = role.model_dump(exclude={"id", "role"})
    person = Person(user_id=role.id, office=role.role, **fields)
    person.settings, person.activities, person.skills, person.absences = dict(DEFAULT_SETTINGS), [], [], []
    return person


def _person_out(person: Person, slugs: dict[int, str]) -> dict[str, Any]:
    return {
        "id": person.user_id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "pronoun": person.pronoun,
        "ilot": slugs[person.home_id] if person.home_id else None,
        "town": person.town,
        "activities": list(person.activities),
        "status": person.status,
        "skills": list(person.skills),
        "settings": dict(person.settings),
        "absences": list(person.absences),
    }


def _role_out(person: Person) -> dict[str, Any]:
    return {
        "id": person.user_id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "pronoun": person.pronoun,
        "role": person.office,
    }


def _price_out(price: Price | None) -> dict[str, Any] | None:
    if price is None:
        return None
    fields = {
        "min_cents": price.min_cents,
        "max_cents": price.max_cents,
        "unit": price.unit,
        "tax": price.tax,
    }
    return {"kind": price.kind, **{name: value for name, value in fields.items() if value is not None}}


def _moment(text: str | None) -> Moment | None:
    return Moment.fromisoformat(text) if text else None


def _iso(value: dt.date | Moment | None) -> str | None:
    return None if value is None else value.isoformat()


# ── checking a document ──

_KEYS = {"ilots": "slug", "people": "id", "roles": "id", "listings": "ref"}


def _reason(error: Any) -> str:
    place = ".".join(str(step) for step in error["loc"])
    return f"{place}: got {str(error.get('input'))[:60]!r}, {error['msg']}"


def _ten(reasons: list[str]) -> str:
    shown = "; ".join(reasons[:_NAMED])
    return shown if len(reasons) <= _NAMED else f"{shown}; and {len(reasons) - _NAMED} more"


def _check(document: Document) -> None:
    """Whoever and whatever is named must be in the document, once."""
    reasons = [*_doubles(document), *_dangling(document), *_impossible(document)]
    if reasons:
        raise BadDocument(_ten(reasons))


def _doubles(document: Document) -> list[str]:
    reasons = []
    for section, key in _KEYS.items():
        seen: set[str] = set()
        for entry in getattr(document, section):
            name = getattr(entry, key)
            if name in seen:
                reasons.append(f"{section}: {name} stands there twice")
            seen.add(name)
    return reasons


def _dangling(document: Document) -> list[str]:
    people = {entry.id for entry in document.people} | {role.id for role in document.roles}
    slugs = {entry.slug for entry in document.ilots}
    named = [(f"ilots.{entry.slug}.members", user_id) for entry in document.ilots for user_id in entry.members]
    for entry in document.listings:
        who = [entry.author, *entry.hands, *([entry.fulfilled_by] if entry.fulfilled_by else [])]
        named += [(f"listings.{entry.ref}", user_id) for user_id in who]
    reasons = [f"{place}: {user_id} is not in people" for place, user_id in named if user_id not in people]
    homes = [(f"people.{entry.id}.ilot", entry.ilot) for entry in document.people if entry.ilot]
    homes += [(f"listings.{entry.ref}.ilot", entry.ilot) for entry in document.listings]
    return reasons + [f"{place}: {slug} is not in ilots" for place, slug in homes if slug not in slugs]


def _impossible(document: Document) -> list[str]:
    reasons = []
    for entry in document.listings:
        for name in ("starts", "ends"):
            try:
                _moment(getattr(entry, name))
            except ValueError:
                reasons.append(f"listings.{entry.ref}.{name}: got {getattr(entry, name)!r}, want a real day")
        if entry.created_at.tzinfo is None:
            reasons.append(f"listings.{entry.ref}.created_at: wants an offset, such as +02:00")
        if Direction(entry.direction).letter != entry.ref[0]:
            reasons.append(f"listings.{entry.ref}: a {entry.direction} is named {Direction(entry.direction).letter}…")
    return reasons


def _as_written(document: Document, zone: ZoneInfo) -> dict[str, dict[str, Any]]:
    """Every entry as an export would write it, by section and key: what equality is measured on."""
    written: dict[str, dict[str, Any]] = {}
    for section, key in _KEYS.items():
        entries = getattr(document, section)
        written[section] = {getattr(entry, key): _normal(entry.model_dump(mode="json"), zone) for entry in entries}
    return written


def _normal(entry: dict[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    """Instants in the zone, absent optional parts absent."""
    for name in ("created_at", "closed_at"):
        if entry.get(name):
            at = dt.datetime.fromisoformat(re.sub(r"Z$", "+00:00", entry[name]))
            entry[name] = at.astimezone(zone).isoformat(timespec="seconds")
    if entry.get("until"):
        entry["until"] = entry["until"][:5]
    if isinstance(entry.get("price"), dict):
        entry["price"] = {name: value for name, value in entry["price"].items() if value is not None}
    return {name: value for name, value in entry.items() if name not in {"until", "closed_at"} or value is not None}


def _compare(wanted: dict[str, dict[str, Any]], have: dict[str, Any]) -> tuple[dict[str, set[str]], int]:
    """Which keys are new, and how many are known. Raises BadDocument for what is known but differs."""
    new: dict[str, set[str]] = {}
    known, clashes = 0, []
    for section, key in _KEYS.items():
        present = {entry[key]: plain_json(entry) for entry in have[section]}
        new[section] = {name for name in wanted[section] if name not in present}
        for name in wanted[section].keys() & present.keys():
            known += 1
            if wanted[section][name] != present[name]:
                clashes.append(f"{section}: {name} is there already, and differs")
    if clashes:
        raise BadDocument(_ten(sorted(clashes)))
    return new, known

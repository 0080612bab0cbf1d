"""Import and export: the whole collective as one document of the format `navette/1`, byte for byte."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage import fund_entries, office_entries, path_entries, request_entries, steering_entries
from storage.broughtback import refuse_forgotten
from storage.common_entries import add_commons, add_links, commons_out, links_out, written_common, written_link
from storage.continuity import NAME, add_continuity, continuity_out
from storage.document import FORMAT, BadDocument, Document, as_written, compare, moment, read, sections_not_kept, write
from storage.entries import IlotEntry, ListingEntry, RoleEntry
from storage.erasures import Erasures, Forgetting
from storage.framework_entries import add_sheets, sheets_out, written_sheet
from storage.hands import Hand
from storage.ilots import Ilot, Ilots, Membership
from storage.listings import Listing
from storage.mechanism_entries import add_mechanisms, mechanisms_out, written_mechanism
from storage.numbers import count_on
from storage.people import DEFAULT_SETTINGS, Office, People, Person
from storage.requests import Requests, SolidarityRequest
from storage.session_entries import session_of, session_out
from storage.sessions import ReflectionSession
from storage.trace_entries import entry_of, trace_of, wordless, written
from storage.traces import Consent, Trace, TraceState
from storage.values import Direction, Moment, Price, Reach, Ref

__all__ = ["BadDocument", "Document", "Interchange", "Taken", "read", "write"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did: how many entries were new or known already, and which sections were not kept."""

    new: int
    known: int
    not_kept: tuple[str, ...]


class Interchange:
    """Import and export, in one transaction."""

    def __init__(self, session: AsyncSession, zone: ZoneInfo) -> None:
        self._session = session
        self._zone = zone
        self._people = People(session)
        self._ilots = Ilots(session)

    # ── in ──

    async def take_in(self, document: Document, journal: Sequence[Forgetting] = ()) -> Taken:
        """Adds what is new, skips what is known and equal.

        Raises BadDocument when anything known differs, or would bring back what the journal says is forgotten.
        """
        if document.zone not in {None, self._zone.key}:  # « 14:00 » would mean another hour
            raise BadDocument(f"zone: got {document.zone!r}, but the collective lives in {self._zone.key!r}")
        before = await self.give_out(document.reference_now)
        refuse_forgotten(document, before, journal)
        wanted = as_written(document, self._zone)
        wanted["solidarity_requests"] = {
            entry.ref: request_entries.written(entry, self._instant) for entry in document.solidarity_requests
        }
        wanted["traces"] = {entry.ref: written(entry, self._instant) for entry in document.traces}
        wanted["commons"] = {entry.ref: written_common(entry, self._instant) for entry in document.commons}
        wanted["mechanisms"] = {entry.ref: written_mechanism(entry) for entry in document.mechanisms}
        wanted["framework"] = {entry.key: written_sheet(entry) for entry in document.framework}
        wanted["links"] = {entry.key: written_link(entry) for entry in document.links}
        wanted |= steering_entries.written(document.milestones, document.steering_committees)
        wanted["diagnoses"] = {each.key: path_entries.written_diagnosis(each) for each in document.diagnoses}
        office = office_entries.written(document.settings, document.bulletins, self._instant)
        wanted |= office_entries.parts_of(office)
        wanted |= fund_entries.parts_of(fund_entries.written(document.fund, self._instant))
        apart = fund_entries.parts_of(before["fund"]) | office_entries.parts_of(before)
        new, known = compare(wanted, before, apart)
        if not before["people"]:
            await self._settle(journal)
        for entry in document.ilots:
            if entry.slug in new["ilots"]:
                self._add_ilot(entry)
        await self._session.flush()
        await self._add_people(document, new)
        await self._add_members(document, new)
        await self._add_listings(document, new)
        known_ids = await self._known()
        await add_commons(self._session, (each for each in document.commons if each.ref in new["commons"]), known_ids)
        mechanisms = [each for each in document.mechanisms if each.ref in new["mechanisms"]]
        await add_mechanisms(self._session, mechanisms, known_ids)
        await add_sheets(self._session, document.framework, new["framework"], known_ids)
        await add_links(self._session, (each for each in document.links if each.key in new["links"]), known_ids)
        await self._add_sessions(document, new)
        await self._add_traces(document, new)
        await self._add_requests(document, new)
        await self._add_fund(document, new)
        await path_entries.add(self._session, document.diagnoses, document.functions, new, await self._known())
        await steering_entries.add(self._session, document.milestones, document.steering_committees, new)
        await office_entries.add(self._session, document.settings, document.bulletins, new)
        await self._count_on(document)
        await add_continuity(self._session, document.continuity, await self._known(), self._zone)
        return Taken(sum(map(len, new.values())), known, sections_not_kept(document))

    async def _settle(self, journal: Sequence[Forgetting]) -> None:
        """An empty database knows nothing older than the document, which brings nothing back: it is all behind it."""
        erasures = Erasures(self._session)
        for done in journal:
            await erasures.settle(done)

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

    async def _add_fund(self, document: Document, new: dict[str, set[str]]) -> None:
        missing = await fund_entries.add(self._session, document.fund, new, self._instant)
        if missing:
            raise BadDocument("; ".join(f"fund.cases: {name} is no request" for name in missing[:10]))

    async def _add_sessions(self, document: Document, new: dict[str, set[str]]) -> None:
        known = await self._known()
        for entry in document.reflection_sessions:
            if entry.id in new["reflection_sessions"]:
                self._session.add(session_of(entry, known[entry.ilot], self._zone))
        await self._session.flush()

    async def _add_traces(self, document: Document, new: dict[str, set[str]]) -> None:
        known = await self._known()
        made = [trace_of(entry, known) for entry in document.traces if entry.ref in new["traces"]]
        self._session.add_all(trace for trace, _ in made)
        await self._session.flush()
        for trace, consents in made:
            for consent in consents:
                consent.trace_id = trace.id
            self._session.add_all(consents)
            await self._session.flush()  # a trace a time: row ids are the order of consents

    async def _add_requests(self, document: Document, new: dict[str, set[str]]) -> None:
        known = await self._known()
        entries = [entry for entry in document.solidarity_requests if entry.ref in new["solidarity_requests"]]
        self._session.add_all(request_entries.request_of(entry, known) for entry in entries)
        await self._session.flush()

    async def _known(self) -> dict[str, int]:
        """Row ids of îlots by slug and of people by Matrix id."""
        slugs = {ilot.slug: ilot.id for ilot in await self._ilots.all()}
        return slugs | {person.user_id: person.id for person in await self._session.scalars(select(Person))}

    async def _count_on(self, document: Document) -> None:
        """New references come after the imported ones."""
        highest: dict[str, int] = {}
        named = [*(entry.ref for entry in document.listings), *(entry.ref for entry in document.traces)]
        named += [*(each.ref for each in document.commons), *(each.ref for each in document.mechanisms)]
        named += [*(each.ref for each in document.milestones), *(each.ref for each in document.steering_committees)]
        named += [entry.ref for entry in document.bulletins]
        named += [each.ref for each in document.fund.movements] if document.fund else []
        for ref in map(Ref.parse, [*named, *(entry.id for entry in document.reflection_sessions)]):
            highest[ref.letter] = max(highest.get(ref.letter, 0), ref.number)
        for letter, number in highest.items():
            await count_on(self._session, letter, number)

    # ── out ──

    async def give_out(self, now: dt.datetime | None, *, sealed: bool = True) -> dict[str, Any]:
        """The whole collective; `write` gives its text. Without what is `sealed`, it cannot be taken in again whole."""
        names, slugs = await self._names()
        whole = {
            "format": FORMAT,
            "reference_now": now.astimezone(self._zone).isoformat(timespec="seconds") if now else None,
            "zone": self._zone.key,
            "ilots": await self._ilots_out(),
            "people": await self._people_out(),
            "roles": await self._roles_out(),
            "functions": await path_entries.functions_out(self._session, names),
            "listings": await self._listings_out(),
            "solidarity_requests": await self._requests_out(sealed=sealed),
            "fund": await fund_entries.give_out(self._session, self._instant, sealed=sealed),
            "commons": await commons_out(self._session, names, slugs, self._instant),
            "mechanisms": await mechanisms_out(self._session, names),
            "reflection_sessions": await self._sessions_out(),
            "traces": await self._traces_out(sealed=sealed),
            "framework": await sheets_out(self._session, names),
            **await steering_entries.give_out(self._session),
            "diagnoses": await path_entries.diagnoses_out(self._session, names, slugs, sealed=sealed),
            "links": await links_out(self._session, slugs),
            **await office_entries.give_out(self._session, self._instant),
        }
        if sealed and (goes_on := await continuity_out(self._session, names, slugs, _references(whole))):
            whole[NAME] = goes_on
        return whole

    async def _ilots_out(self) -> list[dict[str, Any]]:
        """In the order of their coming, as people are: an import keeps it."""
        return [await self._ilot_out(ilot) for ilot in await self._session.scalars(select(Ilot).order_by(Ilot.id))]

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
            **({"posting": ilot.posting} if ilot.posting else {}),
        }

    async def _people_out(self) -> list[dict[str, Any]]:
        slugs = {ilot.id: ilot.slug for ilot in await self._ilots.all()}
        outside = Person.office.is_(None) | Person.home_id.is_not(None)
        query = select(Person).where(outside).order_by(Person.id)
        return [_person_out(person, slugs) for person in await self._session.scalars(query)]

    async def _roles_out(self) -> list[dict[str, Any]]:
        """The Tisseuse first: whoever is a member too would come in another order after an import."""
        officers = await self._session.scalars(select(Person).where(Person.office.is_not(None)))
        rank = {office: number for number, office in enumerate(Office)}
        ordered = sorted(officers, key=lambda person: (rank[Office(str(person.office))], person.user_id))
        return [_role_out(person) for person in ordered]

    async def _sessions_out(self) -> list[dict[str, Any]]:
        slugs = {ilot.id: ilot.slug for ilot in await self._ilots.all()}
        found = await self._session.scalars(select(ReflectionSession).order_by(ReflectionSession.number))
        return [session_out(each, slugs[each.ilot_id]) for each in found if each.is_told]

    async def _listings_out(self) -> list[dict[str, Any]]:
        people, slugs = await self._names()
        hands: dict[int, list[str]] = {}
        for hand in await self._session.scalars(select(Hand).order_by(Hand.id)):
            hands.setdefault(hand.listing_id, []).append(people[hand.person_id])
        rank = {direction: number for number, direction in enumerate(Direction)}
        found = sorted(
            await self._session.scalars(select(Listing)),
            key=lambda listing: (rank[Direction(listing.direction)], listing.number),
        )
        return [self._listing_out(listing, people, slugs, hands.get(listing.id, [])) for listing in found]

    async def _names(self) -> tuple[dict[int, str], dict[int, str]]:
        """Matrix ids of people and slugs of îlots, by row id."""
        names = {person.id: person.user_id for person in await self._session.scalars(select(Person))}
        return names, {ilot.id: ilot.slug for ilot in await self._ilots.all()}

    async def _traces_out(self, *, sealed: bool) -> list[dict[str, Any]]:
        names, slugs = await self._names()
        said: dict[int, list[Consent]] = {}
        for consent in await self._session.scalars(select(Consent).order_by(Consent.id)):
            said.setdefault(consent.trace_id, []).append(consent)
        found = await self._session.scalars(select(Trace).order_by(Trace.number))
        entries = [entry_of(trace, said.get(trace.id, []), names, slugs) for trace in found]
        told = entries if sealed else [wordless(entry) for entry in entries if entry.state is not TraceState.PRIVATE]
        return [written(entry, self._instant) for entry in told]

    async def _requests_out(self, *, sealed: bool) -> list[dict[str, Any]]:
        names = {person.id: person.user_id for person in await self._session.scalars(select(Person))}
        words = Requests(self._session).sealed_words
        found = await self._session.scalars(select(SolidarityRequest).order_by(SolidarityRequest.id))
        entries = [request_entries.entry_of(each, words(each), names) for each in found]
        told = entries if sealed else [request_entries.wordless(entry) for entry in entries]
        return [request_entries.written(entry, self._instant) for entry in told]

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


def _references(whole: dict[str, Any]) -> list[str]:
    """Those that things of the document go by."""
    sections = ("listings", "traces", "commons", "mechanisms", "milestones", "steering_committees")
    return [each["ref"] for each in (*(each for name in sections for each in whole[name]), *_movements(whole))]


def _movements(whole: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (whole["fund"] or {}).get("movements", [])
    return found


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
        starts=moment(entry.starts),
        ends=moment(entry.ends),
        fulfilled_by_id=known[entry.fulfilled_by] if entry.fulfilled_by else None,
    )
    listing.set_price(Price(**entry.price.model_dump()) if entry.price else None)
    listing.refold()
    listing.reaches(Reach(entry.reach), entry.created_at)
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


def _iso(value: dt.date | Moment | None) -> str | None:
    return None if value is None else value.isoformat()

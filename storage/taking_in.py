"""Import: a document is compared with what is there, and what is new is added; whoever was forgotten stays so."""

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
from storage.common_entries import add_commons, add_links, written_common, written_link
from storage.continuity import add_continuity
from storage.document import BadDocument, Document, as_written, compare, moment, sections_not_kept
from storage.entries import IlotEntry, ListingEntry, RoleEntry
from storage.erasures import Erasures, Forgetting
from storage.framework_entries import add_sheets, written_sheet
from storage.giving_out import GivingOut
from storage.hands import Hand
from storage.ilots import Ilot, Ilots, Membership
from storage.listings import Listing
from storage.mechanism_entries import add_mechanisms, written_mechanism
from storage.numbers import count_on
from storage.people import DEFAULT_SETTINGS, People, Person
from storage.session_entries import session_of
from storage.trace_entries import trace_of, written
from storage.values import Price, Reach, Ref


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did: how many entries were new or known already, and which sections were not kept."""

    new: int
    known: int
    not_kept: tuple[str, ...]


class TakingIn:
    """One import, in the transaction of whoever asks."""

    def __init__(self, session: AsyncSession, zone: ZoneInfo) -> None:
        self._session = session
        self._zone = zone
        self._people = People(session)
        self._ilots = Ilots(session)

    async def take_in(self, document: Document, journal: Sequence[Forgetting] = ()) -> Taken:
        """Adds what is new, skips what is known and equal.

        Raises BadDocument when anything known differs, or would bring back what the journal says is forgotten.
        """
        if document.zone not in {None, self._zone.key}:  # « 14:00 » would mean another hour
            raise BadDocument(f"zone: got {document.zone!r}, but the collective lives in {self._zone.key!r}")
        before = await GivingOut(self._session, self._zone).give_out(document.reference_now)
        refuse_forgotten(document, before, journal)
        apart = fund_entries.parts_of(before["fund"]) | office_entries.parts_of(before)
        new, known = compare(self._wanted(document), before, apart)
        if not before["people"]:
            await self._settle(journal)
        await self._add_collective(document, new)
        await self._add_things(document, new)
        await self._count_on(document)
        await add_continuity(self._session, document.continuity, await self._known(), self._zone)
        return Taken(sum(map(len, new.values())), known, sections_not_kept(document))

    def _wanted(self, document: Document) -> dict[str, dict[str, Any]]:
        """Every entry by its key, as an export would write it."""
        at, wanted = self._instant, as_written(document, self._zone)
        asked, office = document.solidarity_requests, (document.settings, document.bulletins)
        wanted["solidarity_requests"] = {each.ref: request_entries.written(each, at) for each in asked}
        wanted["traces"] = {each.ref: written(each, at) for each in document.traces}
        wanted["commons"] = {each.ref: written_common(each, at) for each in document.commons}
        wanted["mechanisms"] = {each.ref: written_mechanism(each) for each in document.mechanisms}
        wanted["framework"] = {each.key: written_sheet(each) for each in document.framework}
        wanted["links"] = {each.key: written_link(each) for each in document.links}
        wanted["diagnoses"] = {each.key: path_entries.written_diagnosis(each) for each in document.diagnoses}
        wanted |= steering_entries.written(document.milestones, document.steering_committees)
        wanted |= office_entries.parts_of(office_entries.written(*office, at))
        return wanted | fund_entries.parts_of(fund_entries.written(document.fund, at))

    async def _add_collective(self, document: Document, new: dict[str, set[str]]) -> None:
        """Who there is, which everything else names."""
        for entry in document.ilots:
            if entry.slug in new["ilots"]:
                self._add_ilot(entry)
        await self._session.flush()
        await self._add_people(document, new)
        await self._add_members(document, new)

    async def _add_things(self, document: Document, new: dict[str, set[str]]) -> None:
        session, known = self._session, await self._known()
        await self._add_listings(document, new)
        await add_commons(session, (each for each in document.commons if each.ref in new["commons"]), known)
        await add_mechanisms(session, [each for each in document.mechanisms if each.ref in new["mechanisms"]], known)
        await add_sheets(session, document.framework, new["framework"], known)
        await add_links(session, (each for each in document.links if each.key in new["links"]), known)
        await self._add_sessions(document, new)
        await self._add_traces(document, new)
        await self._add_requests(document, new)
        await self._add_fund(document, new)
        await path_entries.add(session, document.diagnoses, document.functions, new, known)
        await steering_entries.add(session, document.milestones, document.steering_committees, new)
        await office_entries.add(session, document.settings, document.bulletins, new)

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

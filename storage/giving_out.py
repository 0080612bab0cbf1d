"""Export: the whole collective as one document, section by section, in an order that never changes."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage import fund_entries, office_entries, path_entries, request_entries, steering_entries
from storage.common_entries import commons_out, links_out
from storage.continuity import NAME, continuity_out
from storage.document import FORMAT
from storage.framework_entries import sheets_out
from storage.hands import Hand
from storage.ilots import Ilot, Ilots
from storage.listings import Listing
from storage.mechanism_entries import mechanisms_out
from storage.people import Office, Person
from storage.requests import Requests, SolidarityRequest
from storage.session_entries import session_out
from storage.sessions import ReflectionSession
from storage.trace_entries import entry_of, wordless, written
from storage.traces import Consent, Trace, TraceState
from storage.values import Direction, Moment, Price


class GivingOut:
    """One export, in the transaction of whoever asks."""

    def __init__(self, session: AsyncSession, zone: ZoneInfo) -> None:
        self._session = session
        self._zone = zone
        self._ilots = Ilots(session)

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
    sections = ("listings", "traces", "commons", "mechanisms", "milestones", "steering_committees", "bulletins")
    return [each["ref"] for each in (*(each for name in sections for each in whole.get(name, [])), *_movements(whole))]


def _movements(whole: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (whole["fund"] or {}).get("movements", [])
    return found


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

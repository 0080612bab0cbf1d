"""What people have in common, and links between îlots, in the interchange format: their entries, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Annotated, Any

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.commons import Common, CommonIlot, Participant
from storage.links import Link, Links
from storage.values import CommonKind, CommonState, Ref

_YEARS = range(dt.MINYEAR + 1, dt.MAXYEAR)  # which a clock of any zone can show


def _of_this_world(at: dt.datetime) -> dt.datetime:
    if at.year not in _YEARS:
        raise ValueError("wants a year of this world")
    return at


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


Instant = Callable[[dt.datetime], str]
_Instant = Annotated[AwareDatetime, AfterValidator(_of_this_world)]


class CommonEntry(_Section):
    """One of `commons`. What stands after `missing` is written only where there is something to tell."""

    ref: str = Field(pattern=r"^C[1-9][0-9]{0,8}$")
    kind: CommonKind
    title: str
    ilots: list[str] = []
    state: CommonState
    holder: str
    participants: list[str] = []
    missing: str | None = None
    description: str = ""
    created_at: _Instant | None = None
    started_at: _Instant | None = None
    closed_at: _Instant | None = None
    suspended: bool = False

    @property
    def names(self) -> list[str]:
        """Whatever may stand in it only once."""
        return [*self.ilots, *self.participants]


class LinkEntry(_Section):
    """One of `links`: what it came from is a listing or something in common, never a request for solidarity."""

    from_: str = Field(alias="from")
    to: str
    origin: str = Field(pattern=r"^[OBIC][1-9][0-9]{0,8}$")
    nature: Annotated[str, Field(max_length=64)]
    state: Annotated[str, Field(max_length=32)]

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return f"{self.from_} {self.to} {self.origin}"


def misnamed_commons(
    commons: Iterable[CommonEntry], links: Iterable[LinkEntry], people: set[str], slugs: set[str]
) -> list[str]:
    """Whoever and whatever is named, and not in the document."""
    who = [(f"commons.{entry.ref}", each) for entry in commons for each in (entry.holder, *entry.participants)]
    where = [(f"commons.{entry.ref}.ilots", slug) for entry in commons for slug in entry.ilots]
    where += [(f"links.{link.origin}", slug) for link in links for slug in (link.from_, link.to)]
    reasons = [f"{place}: {user_id} is not in people" for place, user_id in who if user_id not in people]
    return reasons + [f"{place}: {slug} is not in ilots" for place, slug in where if slug not in slugs]


# ── in ──


async def add_commons(session: AsyncSession, entries: Iterable[CommonEntry], known: dict[str, int]) -> None:
    """With those who take part; `known` are row ids of îlots and people."""
    for entry in entries:
        common = _common(entry, known)
        session.add(common)
        await session.flush()
        session.add_all(Participant(common_id=common.id, person_id=known[each]) for each in entry.participants)
        session.add_all(CommonIlot(common_id=common.id, ilot_id=known[slug]) for slug in entry.ilots)
        await session.flush()  # one a time: row ids are the order of joining


async def add_links(session: AsyncSession, entries: Iterable[LinkEntry], known: dict[str, int]) -> None:
    """As they were told."""
    for entry in entries:
        told = entry.model_dump(include={"origin", "nature", "state"})
        session.add(Link(from_id=known[entry.from_], to_id=known[entry.to], **told))
    await session.flush()


_PLAIN = ("kind", "title", "description", "missing", "state", "created_at", "started_at", "closed_at", "suspended")


def _common(entry: CommonEntry, known: dict[str, int]) -> Common:
    """The first îlot is where it was proposed."""
    return Common(
        **entry.model_dump(include=set(_PLAIN)),
        number=Ref.parse(entry.ref).number,
        holder_id=known[entry.holder],
        ilot_id=known[entry.ilots[0]] if entry.ilots else None,
    )


# ── out ──


async def commons_out(
    session: AsyncSession, names: dict[int, str], slugs: dict[int, str], instant: Instant
) -> list[dict[str, Any]]:
    """All of them, as they are written."""
    people: dict[int, list[str]] = {}
    for each in await session.scalars(select(Participant).order_by(Participant.id)):
        people.setdefault(each.common_id, []).append(names[each.person_id])
    ilots: dict[int, list[str]] = {}
    for part in await session.scalars(select(CommonIlot).order_by(CommonIlot.id)):
        ilots.setdefault(part.common_id, []).append(slugs[part.ilot_id])
    found = await session.scalars(select(Common).order_by(Common.number))
    entries = [_entry(each, names[each.holder_id], people.get(each.id, []), ilots.get(each.id, [])) for each in found]
    return [written_common(entry, instant) for entry in entries]


async def links_out(session: AsyncSession, slugs: dict[int, str]) -> list[dict[str, Any]]:
    """Those told by hand: the others are deduced again."""
    return [
        {"from": slugs[link.from_id], "to": slugs[link.to_id], **_told(link)} for link in await Links(session).told()
    ]


def _told(link: Link) -> dict[str, Any]:
    return {"origin": link.origin, "nature": link.nature, "state": link.state}


def _entry(common: Common, holder: str, participants: list[str], ilots: list[str]) -> CommonEntry:
    plain = {name: getattr(common, name) for name in _PLAIN}
    return CommonEntry(ref=str(common.ref), holder=holder, participants=participants, ilots=ilots, **plain)


def written_common(entry: CommonEntry, instant: Instant) -> dict[str, Any]:
    """In the order of the format; what there is nothing to tell of is left out."""
    fields = entry.model_dump(mode="python")
    for name in ("created_at", "started_at", "closed_at"):
        fields[name] = instant(fields[name]) if fields[name] is not None else None
    optional = {"description", "created_at", "started_at", "closed_at", "suspended"}
    return {name: value for name, value in fields.items() if value or name not in optional}


def written_link(entry: LinkEntry) -> dict[str, Any]:
    """In the order of the format."""
    return entry.model_dump(mode="python", by_alias=True)


def key_of_link(entry: dict[str, Any]) -> str:
    """Of one that is written."""
    return LinkEntry.model_validate(entry).key

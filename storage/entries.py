"""The entries of a document of the interchange format `navette/1`, one class a section."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from storage.people import DEFAULT_SETTINGS, Office
from storage.requests import Need, RequestState, Signed, Within
from storage.sessions import SessionState
from storage.traces import Scope, Signature, TraceFormat, TraceState
from storage.values import Direction, ListingState, PriceKind, PriceUnit, Reach, Tax

# as long as the columns are
_Line = Annotated[str, Field(max_length=255)]
_Word = Annotated[str, Field(max_length=64)]
_Short = Annotated[str, Field(max_length=32)]
_UserId = Annotated[str, Field(pattern=r"^@[^:\s]+:\S+$", max_length=255)]
_Cents = Annotated[int, Field(ge=0, le=2**31 - 1)]
_MomentText = Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$")]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


class PersonEntry(_Section):
    """One of `people`."""

    id: _UserId
    first_name: _Line
    last_name: _Line | None = None
    pronoun: _Short | None = None
    ilot: str | None = None
    town: _Line | None = None
    activities: list[str] = []
    status: _Word | None = None
    skills: list[str] = []
    settings: dict[str, Any] = Field(default_factory=lambda: dict(DEFAULT_SETTINGS))
    absences: list[dict[str, str]] = []


class RoleEntry(_Section):
    """One of `roles`: somebody with an office."""

    id: _UserId
    first_name: _Line
    last_name: _Line | None = None
    pronoun: _Short | None = None
    role: Office


class IlotEntry(_Section):
    """One of `ilots`; members in the order of their coming."""

    slug: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=64)
    name: _Line
    proximity: _Short = "geographic"
    territory: _Line | None = None
    members: list[str] = []
    opened_on: dt.date | None = None
    slot: dict[str, Any] | None = None
    stage: _Word | None = None
    posting: dict[str, Any] | None = None


class SessionEntry(_Section):
    """One of `reflection_sessions`: a local day and hours."""

    id: str = Field(pattern=r"^T[1-9][0-9]{0,8}$")
    ilot: str
    on: dt.date
    start: dt.time
    end: dt.time
    state: SessionState
    present: Annotated[int, Field(ge=0, le=1000)] | None = None
    prompt: str | None = None


class PriceEntry(_Section):
    """A price; amounts in whole cents."""

    kind: PriceKind
    min_cents: _Cents | None = None
    max_cents: _Cents | None = None
    unit: PriceUnit | None = None
    tax: Tax | None = None


class ListingEntry(_Section):
    """One of `listings`."""

    ref: str = Field(pattern=r"^[OBI][1-9][0-9]{0,8}$")
    direction: Direction
    title: str
    description: str = ""
    category: _Word | None = None
    author: str
    ilot: str
    reach: Reach = Reach.ARCHIPEL
    place: _Line | None = None
    remote: bool = False
    starts: _MomentText | None = None
    ends: _MomentText | None = None
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


class ConsentEntry(_Section):
    """One « oui » to a trace."""

    given_at: dt.datetime
    scope: Scope
    signature: Signature | None = None
    licence: _Short | None = None


class TraceEntry(_Section):
    """One of `traces`. What stands after `attachment` is written only where the rest does not tell it."""

    ref: str = Field(pattern=r"^R[1-9][0-9]{0,8}$")
    author: str
    session: Annotated[str, Field(max_length=16)] | None = None
    ilot: str | None = None
    text: str
    scope: Scope
    licence: _Short | None = None
    signature: Signature | None = None
    consented_at: dt.datetime | None = None
    state: TraceState
    format: TraceFormat = TraceFormat.TEXT
    attachment: str | None = None
    base: Scope | None = None
    shared_at: dt.datetime | None = None
    offered_at: dt.datetime | None = None
    published_at: dt.datetime | None = None
    edited: str | None = None
    approved_at: dt.datetime | None = None
    collective: bool = False
    media: _Word | None = None
    consents: list[ConsentEntry] = []


class StepEntry(_Section):
    """A state that a request entered; `by` is null for its author, whom the history does not name."""

    state: RequestState
    at: dt.datetime
    by: str | None = None


class RequestEntry(_Section):
    """One of `solidarity_requests`. What stands after `erase_content_on` is written only where it is said."""

    ref: str = Field(pattern=r"^S-[A-Z0-9]{3}$")
    kind: Need
    author: str | None = None
    signed: Signed
    urgency: Within = Within.NONE
    amount_cents: _Cents | None = None
    state: RequestState
    created_at: dt.datetime
    history: list[StepEntry] = []
    text: str | None = None
    relay_text: str | None = None
    relay_consent: bool = False
    erase_content_on: dt.date | None = None
    relayed_at: dt.datetime | None = None
    relay_home: bool = False
    oriented: str | None = None
    untold: bool = False
    recalled: Annotated[int, Field(ge=0, le=1000)] = 0
    read_by: list[str] = []

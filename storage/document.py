"""A document of the interchange format `navette/1`: its sections, and the checks it passes before a line is written."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, ValidationError

from storage.common_entries import CommonEntry, LinkEntry, key_of_link, misnamed_commons
from storage.continuity import ContinuityEntry, faults_of_continuity
from storage.database import plain_json
from storage.entries import IlotEntry, ListingEntry, PersonEntry, RequestEntry, RoleEntry, SessionEntry, TraceEntry
from storage.errors import StorageFault
from storage.framework_entries import FrameworkEntry, faults_of_framework
from storage.fund_entries import FundEntry, faults_of
from storage.mechanism_entries import MechanismEntry, faults_of_mechanisms
from storage.office_entries import BulletinEntry
from storage.office_entries import faults_of as office_faults_of
from storage.path_entries import DiagnosisEntry, FunctionEntry, faults_of_paths, key_of_diagnosis, key_of_function
from storage.steering_entries import CommitteeEntry, MilestoneEntry
from storage.strictjson import read_strictly
from storage.traces import Scope, TraceState
from storage.values import Moment, PriceKind

FORMAT = "navette/1"
_NAMED = 10
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # no database takes a NUL or half a character


class BadDocument(StorageFault):
    """The document cannot be taken in; the message names the first ten reasons. Nothing was written."""


class Document(BaseModel):
    """What is known of the format so far; later features add sections.

    `reference_now` is the hour at which a rehearsal of the document begins. It belongs to the document, not to the
    collective: an import does not keep it, and `navette export` writes null, so that two exports are equal.
    """

    model_config = ConfigDict(extra="allow", frozen=True, defer_build=True)

    format: str
    reference_now: dt.datetime | None = None
    zone: str | None = None
    ilots: list[IlotEntry] = []
    people: list[PersonEntry] = []
    roles: list[RoleEntry] = []
    functions: list[FunctionEntry] = []
    listings: list[ListingEntry] = []
    fund: FundEntry | None = None
    commons: list[CommonEntry] = []
    mechanisms: list[MechanismEntry] = []
    reflection_sessions: list[SessionEntry] = []
    traces: list[TraceEntry] = []
    solidarity_requests: list[RequestEntry] = []
    framework: list[FrameworkEntry] = []
    milestones: list[MilestoneEntry] = []
    steering_committees: list[CommitteeEntry] = []
    diagnoses: list[DiagnosisEntry] = []
    links: list[LinkEntry] = []
    continuity: ContinuityEntry | None = None
    settings: dict[str, Any] = {}
    bulletins: list[BulletinEntry] = []


def read(text: str) -> Document:
    """A checked document. Raises BadDocument."""
    value = _parsed(text)
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        got = value.get("format") if isinstance(value, dict) else type(value).__name__
        raise BadDocument(f"format: got {got!r}, want {FORMAT!r}")
    try:
        document = Document.model_validate(value)
    except ValidationError as error:
        raise BadDocument(ten([_reason(each) for each in error.errors()])) from error
    _check(document)
    return document


def _parsed(text: str) -> Any:
    try:
        value = read_strictly(text)
    except json.JSONDecodeError as error:
        raise BadDocument(f"not JSON: line {error.lineno}, {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise BadDocument(f"not JSON that can be kept: {error}") from error
    if _UNSTORABLE.search(_all_text(value)):
        raise BadDocument("a text holds a NUL or half a character")
    return value


def _all_text(value: Any) -> str:
    """Every text of a JSON value, keys included."""
    if isinstance(value, dict):
        return "".join(f"{name}{_all_text(each)}" for name, each in value.items())
    if isinstance(value, list):
        return "".join(map(_all_text, value))
    return value if isinstance(value, str) else ""


def moment(text: str | None) -> Moment | None:
    """A day, perhaps with an hour. Raises ValueError for one that does not exist."""
    return Moment.fromisoformat(text) if text else None


def sections_not_kept(document: Document) -> tuple[str, ...]:
    """Sections of a later version, by name."""
    return tuple(document.model_extra or ())


def write(value: dict[str, Any]) -> str:
    """The one way it is written, so that two exports are equal to the byte."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


_KEYS = {
    "ilots": "slug",
    "people": "id",
    "roles": "id",
    "functions": "key",
    "listings": "ref",
    "commons": "ref",
    "mechanisms": "ref",
    "reflection_sessions": "id",
    "traces": "ref",
    "solidarity_requests": "ref",
    "framework": "key",
    "milestones": "ref",
    "steering_committees": "ref",
    "diagnoses": "key",
    "links": "key",
}
_MADE_KEYS = {"functions": key_of_function, "diagnoses": key_of_diagnosis, "links": key_of_link}  # of what is written


def _reason(error: Any) -> str:
    place = ".".join(str(step) for step in error["loc"])
    return f"{place}: got {str(error.get('input'))[:60]!r}, {error['msg']}"


def ten(reasons: list[str]) -> str:
    """The first ten of them, and how many more there are."""
    shown = "; ".join(reasons[:_NAMED])
    return shown if len(reasons) <= _NAMED else f"{shown}; and {len(reasons) - _NAMED} more"


def _check(document: Document) -> None:
    """Whoever and whatever is named must be in the document, once."""
    reasons = [*_doubles(document), *_dangling(document), *_impossible(document)]
    if reasons:
        raise BadDocument(ten(reasons))


def _doubles(document: Document) -> list[str]:
    named = [(section, getattr(entry, key)) for section, key in _KEYS.items() for entry in getattr(document, section)]
    named += [(f"ilots.{entry.slug}.members", user_id) for entry in document.ilots for user_id in entry.members]
    named += [(f"listings.{entry.ref}.hands", user_id) for entry in document.listings for user_id in entry.hands]
    named += [(f"commons.{entry.ref}", each) for entry in document.commons for each in entry.names]
    return [f"{place}: {name} stands there twice" for (place, name), count in Counter(named).items() if count > 1]


def _dangling(document: Document) -> list[str]:
    people = {entry.id for entry in document.people} | {role.id for role in document.roles}
    slugs = {entry.slug for entry in document.ilots}
    named = [(f"ilots.{entry.slug}.members", user_id) for entry in document.ilots for user_id in entry.members]
    for entry in document.listings:
        who = [entry.author, *entry.hands, *([entry.fulfilled_by] if entry.fulfilled_by else [])]
        named += [(f"listings.{entry.ref}", user_id) for user_id in who]
    named += [(f"traces.{entry.ref}", entry.author) for entry in document.traces]
    for request in document.solidarity_requests:
        who = [each for each in (request.author, request.oriented) if each is not None]
        named += [(f"solidarity_requests.{request.ref}", user_id) for user_id in who]
    reasons = [f"{place}: {user_id} is not in people" for place, user_id in named if user_id not in people]
    homes = [(f"people.{entry.id}.ilot", entry.ilot) for entry in document.people if entry.ilot]
    homes += [(f"listings.{entry.ref}.ilot", entry.ilot) for entry in document.listings]
    homes += [(f"reflection_sessions.{entry.id}.ilot", entry.ilot) for entry in document.reflection_sessions]
    homes += [(f"traces.{entry.ref}.ilot", entry.ilot) for entry in document.traces if entry.ilot]
    reasons += misnamed_commons(document.commons, document.links, people, slugs)
    reasons += faults_of_mechanisms(document.mechanisms, people)
    reasons += faults_of_framework(document.framework, people)
    reasons += faults_of_paths(document.diagnoses, document.functions, people, slugs)
    reasons += faults_of(document.fund, people)
    refs = {each.ref for each in document.listings} | {each.ref for each in document.steering_committees}
    reasons += faults_of_continuity(document.continuity, people, slugs, refs)
    reasons += office_faults_of(document.settings, document.bulletins)
    return reasons + [f"{place}: {slug} is not in ilots" for place, slug in homes if slug not in slugs]


def _impossible(document: Document) -> list[str]:
    reasons = [f"listings.{entry.ref}{reason}" for entry in document.listings for reason in _impossible_in(entry)]
    reasons += [f"traces.{entry.ref}{reason}" for entry in document.traces for reason in _beyond_consent(entry)]
    for request in document.solidarity_requests:
        instants = [request.created_at, *(each.at for each in request.history)]
        if not all(_is_instant(at) for at in (*instants, *filter(None, [request.relayed_at]))):
            reasons.append(f"solidarity_requests.{request.ref}.created_at: wants an offset, such as +02:00")
    if document.reference_now is not None and not _is_instant(document.reference_now):
        reasons.append("reference_now: wants an offset, such as +02:00")
    return reasons


_BEYOND = {TraceState.SHARED_ARCHIPEL, TraceState.OFFERED_ANTHOLOGY, TraceState.PUBLISHED}


def _beyond_consent(entry: TraceEntry) -> list[str]:
    """Beyond its îlot a trace goes only with a consent, its signature and its licence."""
    reasons = []
    if entry.state in _BEYOND and None in {entry.consented_at, entry.signature, entry.licence}:
        reasons.append(f".state: {entry.state} wants consented_at, signature and licence")
    if entry.state is TraceState.PUBLISHED and entry.published_at is None:
        reasons.append(".published_at: wants the instant of publication")
    if entry.base not in {None, Scope.PRIVATE, Scope.ILOT}:
        reasons.append(f".base: got {entry.base!r}, want private or ilot")
    instants = [entry.consented_at, entry.shared_at, entry.offered_at, entry.published_at, entry.approved_at]
    instants += [each.given_at for each in entry.consents]
    if not all(_is_instant(at) for at in instants if at is not None):
        reasons.append(".consented_at: wants an offset, such as +02:00")
    return reasons


def _impossible_in(entry: ListingEntry) -> list[str]:
    reasons = [
        f".{name}: got {getattr(entry, name)!r}, want a real day" for name in ("starts", "ends") if _unreal(entry, name)
    ]
    for name in ("created_at", "closed_at"):
        at = getattr(entry, name)
        if at is not None and not _is_instant(at):
            reasons.append(f".{name}: wants an offset, such as +02:00")
    if entry.direction.letter != entry.ref[0]:
        reasons.append(f": a {entry.direction} is named {entry.direction.letter}…")
    if entry.price is not None and entry.price.kind is PriceKind.PAID and entry.price.min_cents is None:
        reasons.append(".price: a paid one wants min_cents")
    if entry.ends is not None and (entry.starts is None or entry.ends < entry.starts[: len(entry.ends)]):
        reasons.append(".ends: got an end before its start")
    return reasons


def _unreal(entry: ListingEntry, name: str) -> bool:
    try:
        moment(getattr(entry, name))
    except ValueError:
        return True
    return False


def _is_instant(at: dt.datetime) -> bool:
    """True when it names one instant, which a clock of any zone can show."""
    try:
        return at.tzinfo is not None and dt.MINYEAR < at.astimezone(dt.UTC).year < dt.MAXYEAR
    except OverflowError:
        return False


_OPTIONAL = frozenset({"until", "closed_at", "posting"})  # not written where there is none


def as_written(document: Document, zone: ZoneInfo) -> dict[str, dict[str, Any]]:
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
    for name in ("until", "start", "end"):
        if entry.get(name):
            entry[name] = entry[name][:5]
    if isinstance(entry.get("price"), dict):
        entry["price"] = {name: value for name, value in entry["price"].items() if value is not None}
    return {name: value for name, value in entry.items() if name not in _OPTIONAL or value is not None}


def _name(section: str, entry: dict[str, Any]) -> str:
    """Its key; some are made of several of its parts."""
    made = _MADE_KEYS.get(section)
    return str(entry[_KEYS[section]]) if made is None else made(entry)


def compare(
    wanted: dict[str, dict[str, Any]], have: dict[str, Any], apart: dict[str, dict[str, Any]]
) -> tuple[dict[str, set[str]], int]:
    """Which keys are new, and how many are known; `apart` is what is there of no list's. Raises BadDocument for what
    is known but differs.
    """
    new: dict[str, set[str]] = {}
    known, clashes = 0, []
    listed = {section: {_name(section, entry): entry for entry in have[section]} for section in _KEYS}
    for section, entries in (listed | apart).items():
        present = {name: plain_json(entry) for name, entry in entries.items()}
        new[section] = {name for name in wanted[section] if name not in present}
        for name in wanted[section]:
            known += name in present
            if name in present and wanted[section][name] != present[name]:
                clashes.append(f"{section}: {name} is there already, and differs")
    if clashes:
        raise BadDocument(ten(clashes))
    return new, known

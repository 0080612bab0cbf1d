"""Traces in the interchange format: one of them, with its consents, as an entry and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from storage.entries import ConsentEntry, TraceEntry
from storage.traces import Consent, Scope, Trace, TraceFormat, TraceState
from storage.values import Ref

Instant = Callable[[dt.datetime], str]
_ONLY_WHEN_SAID = (
    "base",
    "shared_at",
    "offered_at",
    "published_at",
    "edited",
    "approved_at",
    "collective",
    "media",
    "consents",
)


def trace_of(entry: TraceEntry, known: dict[str, int]) -> tuple[Trace, list[Consent]]:
    """With what the entry leaves out filled in: nobody reads more than its state says."""
    state, agreed = entry.state, entry.consented_at
    trace = Trace(
        number=Ref.parse(entry.ref).number,
        author_id=known[entry.author],
        ilot_id=known[entry.ilot] if entry.ilot is not None else None,
        session=entry.session,
        text=entry.text,
        base=entry.base or _usual_base(state),
        scope=entry.scope,
        signature=entry.signature,
        licence=entry.licence,
        collective=entry.collective,
        consented_at=agreed,
        shared_at=entry.shared_at or (agreed if state is TraceState.SHARED_ARCHIPEL else None),
        offered_at=entry.offered_at or (agreed if state in _OFFERED else None),
        published_at=entry.published_at,
        edited=entry.edited,
        approved_at=entry.approved_at,
        format=entry.format,
        attachment=entry.attachment,
        media=entry.media,
    )
    return trace, [Consent(**each.model_dump()) for each in entry.consents or _only_consent(entry)]


_OFFERED = {TraceState.OFFERED_ANTHOLOGY, TraceState.PUBLISHED}


def _usual_base(state: TraceState) -> Scope:
    return Scope.ILOT if state is TraceState.SHARED_ILOT else Scope.PRIVATE


def _only_consent(entry: TraceEntry) -> list[ConsentEntry]:
    """What the entry tells by itself."""
    if entry.consented_at is None:
        return []
    return [
        ConsentEntry(given_at=entry.consented_at, scope=entry.scope, signature=entry.signature, licence=entry.licence)
    ]


def entry_of(trace: Trace, consents: Sequence[Consent], names: dict[int, str], slugs: dict[int, str]) -> TraceEntry:
    """The inverse."""
    told = [
        ConsentEntry(given_at=each.given_at, scope=each.scope, signature=each.signature, licence=each.licence)
        for each in consents
    ]
    return TraceEntry(
        ref=str(trace.ref),
        author=names[trace.author_id],
        session=trace.session,
        ilot=slugs[trace.ilot_id] if trace.ilot_id is not None else None,
        text=trace.text,
        scope=trace.scope,
        licence=trace.licence,
        signature=trace.signature,
        consented_at=trace.consented_at,
        state=trace.state,
        format=TraceFormat(trace.format),
        attachment=trace.attachment,
        base=trace.base,
        shared_at=trace.shared_at,
        offered_at=trace.offered_at,
        published_at=trace.published_at,
        edited=trace.edited,
        approved_at=trace.approved_at,
        collective=trace.collective,
        media=trace.media,
        consents=told,
    )


def wordless(entry: TraceEntry) -> TraceEntry:
    """Without what stands sealed in the database."""
    return entry.model_copy(update={"text": "", "edited": None, "approved_at": None, "attachment": None, "media": None})


def written(entry: TraceEntry, instant: Instant) -> dict[str, Any]:
    """In the order of the format; what the rest already tells is left out."""
    fields = entry.model_dump(mode="python")
    for name in ("consented_at", "shared_at", "offered_at", "published_at", "approved_at"):
        fields[name] = instant(fields[name]) if fields[name] is not None else None
    fields["consents"] = [{**each, "given_at": instant(each["given_at"])} for each in fields["consents"]]
    for name in _ONLY_WHEN_SAID:
        if _goes_without_saying(name, entry):
            del fields[name]
    return fields


def _goes_without_saying(name: str, entry: TraceEntry) -> bool:
    usual = {
        "base": _usual_base(entry.state),
        "shared_at": entry.consented_at if entry.state is TraceState.SHARED_ARCHIPEL else None,
        "offered_at": entry.consented_at if entry.state in _OFFERED else None,
        "consents": _only_consent(entry),
    }
    value = getattr(entry, name)
    return not value or value == usual.get(name)

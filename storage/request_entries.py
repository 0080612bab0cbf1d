"""Solidarity requests in the interchange format: one of them as an entry and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from storage.entries import RequestEntry
from storage.requests import RequestState, Signed, SolidarityRequest
from storage.values import Ref

Instant = Callable[[dt.datetime], str]
_ONLY_WHEN_SAID = ("relayed_at", "relay_home", "oriented", "untold", "recalled", "read_by")


def request_of(entry: RequestEntry, known: dict[str, int]) -> SolidarityRequest:
    """With what the entry leaves out filled in: the Tisseuse knows of it."""
    request = SolidarityRequest(
        code=Ref.parse(entry.ref).code,
        need=entry.kind,
        author_id=known[entry.author] if entry.author is not None else None,
        signed=entry.signed,
        within=entry.urgency,
        amount_cents=entry.amount_cents,
        state=entry.state,
        created_at=entry.created_at,
        history=[{"state": each.state.value, "at": each.at.isoformat(), "by": each.by} for each in entry.history],
        relay_text=entry.relay_text,
        relay_consent=entry.relay_consent,
        relay_home=entry.relay_home,
        relayed_at=entry.relayed_at or _usually_relayed(entry),
        oriented_id=known[entry.oriented] if entry.oriented is not None else None,
        erase_on=entry.erase_content_on,
        told_at=None if entry.untold else entry.created_at,
        read_by=list(entry.read_by),
        recalled=entry.recalled,
    )
    request.rewrite(entry.text)
    return request


def _usually_relayed(entry: RequestEntry) -> dt.datetime | None:
    """When its history says that it was."""
    found = [each.at for each in entry.history if each.state is RequestState.RELAYED]
    return found[-1] if found and entry.relay_consent else None


def entry_of(request: SolidarityRequest, text: str | None, names: dict[int, str]) -> RequestEntry:
    """The inverse."""
    return RequestEntry.model_validate(
        {
            "ref": str(request.ref),
            "kind": request.need,
            "author": names[request.author_id] if request.author_id is not None else None,
            "signed": request.signed,
            "urgency": request.within,
            "amount_cents": request.amount_cents,
            "state": request.state,
            "created_at": request.created_at,
            "history": request.history,
            "text": text,
            "relay_text": request.relay_text,
            "relay_consent": request.relay_consent,
            "erase_content_on": request.erase_on,
            "relayed_at": request.relayed_at,
            "relay_home": request.relay_home,
            "oriented": names[request.oriented_id] if request.oriented_id is not None else None,
            "untold": request.told_at is None,
            "recalled": request.recalled,
            "read_by": request.read_by,
        }
    )


def wordless(entry: RequestEntry) -> RequestEntry:
    """Without what stands sealed in the database, and without the name behind a pseudonym."""
    hidden: dict[str, Any] = {"text": None, "relay_text": None, "amount_cents": None, "oriented": None}
    if entry.signed is Signed.PSEUDONYM:
        hidden["author"] = None
    return entry.model_copy(update=hidden)


def written(entry: RequestEntry, instant: Instant) -> dict[str, Any]:
    """In the order of the format; what the rest already tells is left out."""
    fields = entry.model_dump(mode="json")
    fields["created_at"] = instant(entry.created_at)
    fields["history"] = [{**each.model_dump(mode="json"), "at": instant(each.at)} for each in entry.history]
    fields["relayed_at"] = instant(entry.relayed_at) if entry.relayed_at else None
    usual = _usually_relayed(entry)
    for name in _ONLY_WHEN_SAID:
        if not fields[name] or (name == "relayed_at" and usual is not None and instant(usual) == fields[name]):
            del fields[name]
    return fields

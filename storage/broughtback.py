"""What an import would bring back: people who were forgotten since, and things that were erased since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from storage.document import BadDocument, Document, ten
from storage.erasures import Forgetting, digest

_SECTIONS = ("listings", "solidarity_requests", "commons", "traces")
_ADVICE = "import a newer export, or take their entries out of this one"


def refuse_forgotten(document: Document, have: dict[str, Any], journal: Sequence[Forgetting]) -> None:
    """Of what the document has and the database, as an export has it, has not. Raises BadDocument."""
    reasons = [*_people(document, have, journal), *_things(document, have, journal)]
    if reasons:
        raise BadDocument(f"{ten(reasons)}: {_ADVICE}")


def _people(document: Document, have: dict[str, Any], journal: Sequence[Forgetting]) -> Iterator[str]:
    forgotten = {done.who: done.at for done in journal if done.who}
    known = {entry["id"] for entry in have["people"]}
    for entry in document.people:
        at = forgotten.get(digest(entry.id)) if entry.id not in known else None
        if at is not None:
            yield f"people: {entry.id} was forgotten on {at.date().isoformat()}"


def _things(document: Document, have: dict[str, Any], journal: Sequence[Forgetting]) -> Iterator[str]:
    """A number that a database put back gave again, to something else, was made later than the erasure."""
    erased = {done.what: done.at for done in journal if done.what}
    worded = {
        entry["ref"] for section in _SECTIONS for entry in have[section] if entry.get("title") or entry.get("text")
    }
    for section, ref, made in _worded(document):
        at = erased.get(ref) if ref not in worded else None
        if at is not None and (made is None or made <= at):
            yield f"{section}: {ref} was erased on {at.date().isoformat()}"


def _worded(document: Document) -> Iterator[tuple[str, str, dt.datetime | None]]:
    """Whatever has words: section, reference, when it was made where that is known."""
    for listing in document.listings:
        if listing.title:
            yield "listings", listing.ref, listing.created_at
    for request in document.solidarity_requests:
        if request.text is not None:
            yield "solidarity_requests", request.ref, request.created_at
    for common in document.commons:
        if common.title:
            yield "commons", common.ref, common.created_at
    for trace in document.traces:
        yield "traces", trace.ref, None

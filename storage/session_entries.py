"""Sessions of sanctuarised time in the interchange format: their entries, and back."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from storage.entries import SessionEntry
from storage.sessions import ReflectionSession, SessionState
from storage.slots import Stretch
from storage.values import Ref


def session_of(entry: SessionEntry, ilot_id: int, zone: ZoneInfo) -> ReflectionSession:
    """As it is kept: what came with a document is not planned anew from the rhythm."""
    stretch = Stretch(entry.on, entry.start, entry.end)
    fields = entry.model_dump(exclude={"id", "ilot"})
    instants = {"starts_at": stretch.starts_at(zone), "ends_at": stretch.ends_at(zone)}
    number = Ref.parse(entry.id).number
    return ReflectionSession(
        number=number, ilot_id=ilot_id, derived=False, reminded=False, asked=False, **fields, **instants
    )


def session_out(session: ReflectionSession, slug: str) -> dict[str, Any]:
    """As it is written."""
    return {
        "id": str(session.ref),
        "ilot": slug,
        "on": session.on.isoformat(),
        "start": f"{session.start:%H:%M}",
        "end": f"{session.end:%H:%M}",
        "state": str(SessionState(session.state)),
        "present": session.present,
        "prompt": session.prompt,
    }

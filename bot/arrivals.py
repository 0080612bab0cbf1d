"""What was heard, as a row of the inbox, and back."""

from __future__ import annotations

from dataclasses import replace

from bot.discretion import discreet
from bot.transport import Incoming
from storage.delivery import Arrival
from storage.letters import InboxRow

LONGEST_BODY = 20_000
LONGEST_NAME = 255


def arrival_of(heard: Incoming) -> Arrival:
    """Of words of distress, only that there were some; nothing is longer than a table takes."""
    event = discreet(heard)
    members = tuple(replace(member, name=_storable(member.name)) for member in event.members)
    body = _storable(event.body, LONGEST_BODY) or ""
    kept = replace(event, body=body, members=members, room_name=_storable(event.room_name))
    return Arrival(event.event_id, event.room_id, event.sender, kept.as_json(), event.at)


def _storable(text: str | None, longest: int = LONGEST_NAME) -> str | None:
    """Cut, and without what PostgreSQL cannot keep: NUL, and half a surrogate pair."""
    return None if text is None else text[:longest].replace("\0", "").encode("utf-8", "replace").decode()


def incoming_of(row: InboxRow) -> Incoming:
    """Of a row that is not handled yet."""
    assert row.body is not None
    return Incoming.from_json(row.body, event_id=row.event_id, room_id=row.room_id, sender=row.sender, at=row.origin_ts)

"""What waits to leave for a room that was replaced by another."""

from __future__ import annotations

from sqlalchemy import select

from storage.desk import Desk
from storage.letters import OutboxRow


async def readdress(desk: Desk, room_id: str, successor: str) -> None:
    """What was never tried goes to the new room, outside threads that stayed behind; the rest is given up."""
    mine = select(OutboxRow).where(OutboxRow.account_id == desk.account_id, OutboxRow.room_id == room_id)
    for row in await desk.session.scalars(mine.where(OutboxRow.state == "new")):
        content = row.content or {}
        if row.attempts or row.target_seq is not None or content.get("target"):
            row.state, row.error = "dead", "the room was replaced"
        else:
            row.room_id, row.content = successor, {**content, "thread": None, "reply_to": None}
    await desk.session.flush()

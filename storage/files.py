"""Which sealed files the database still speaks of: the voices of traces, and what waits to be sent."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.delivery import FILES
from storage.letters import OutboxRow
from storage.traces import Traces


async def spoken_of(session: AsyncSession) -> set[str]:
    """Their names; every other file may go."""
    waiting = select(OutboxRow.content).where(OutboxRow.state == "new", OutboxRow.kind.in_(FILES))
    contents = await session.scalars(waiting.where(OutboxRow.content.is_not(None)))
    return {content["file"]["kept"] for content in contents if content} | await Traces(session).media()

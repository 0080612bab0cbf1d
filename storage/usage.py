"""How much each mechanism is used, counted from the exchanges themselves; what is private is counted by quarter."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.commons import Common
from storage.listings import Listing
from storage.traces import Trace
from storage.values import Direction


class Usage:
    """Counts, in one transaction. Nobody is named, and no îlot."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def listings(self, directions: set[Direction], since: dt.datetime, first: dt.date) -> tuple[int, int]:
        """Posted since that instant; fulfilled on that day or later."""
        ours = Listing.direction.in_(directions)
        posted = select(func.count()).select_from(Listing).where(ours, Listing.created_at >= since)
        fulfilled = select(func.count()).select_from(Listing).where(ours, Listing.fulfilled_on >= first)
        return await self._one(posted), await self._one(fulfilled)

    async def traces(self, since: dt.datetime) -> int:
        """That went further than their îlot since."""
        return await self._one(select(func.count()).select_from(Trace).where(Trace.shared_at >= since))

    async def commons(self, since: dt.datetime) -> int:
        """That began since."""
        return await self._one(select(func.count()).select_from(Common).where(Common.started_at >= since))

    async def _one(self, query: Select[int]) -> int:
        return int(await self._session.scalar(query) or 0)

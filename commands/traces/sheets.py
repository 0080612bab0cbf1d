"""How many traces were shared, for `!export`; private ones are in no figure."""

from __future__ import annotations

from commands.kit.sheets import Sheet, month_of
from commands.traces import messages as say
from storage.desk import Desk


async def shared(desk: Desk) -> Sheet:
    """By month."""
    rows = tuple((month_of(month.first), count) for month, count in (await desk.tallies.traces_shared()).items())
    return Sheet("traces", say.TracesShared(), rows)

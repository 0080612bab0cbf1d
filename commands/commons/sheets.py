"""What people have in common, counted, for `!export`."""

from __future__ import annotations

from commands.commons import messages as say
from commands.kit.sheets import Sheet
from storage.desk import Desk


async def by_state(desk: Desk) -> Sheet:
    """By kind and state."""
    found = await desk.tallies.commons()
    rows = tuple((say.KindSaid(kind=kind), say.StateSaid(state=state), count) for (kind, state), count in found.items())
    return Sheet("communs", say.CommonsByState(), rows)

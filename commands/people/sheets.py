"""The îlots, for `!export`: their names, and of nobody in them."""

from __future__ import annotations

from commands.kit.sheets import Sheet
from commands.people import messages as say
from storage.desk import Desk


async def ilots(desk: Desk) -> Sheet:
    """By name."""
    found = sorted(await desk.ilots.all(), key=lambda ilot: ilot.folded)
    return Sheet("ilots", say.IlotsListed(), tuple((each.name, each.territory, each.opened_on) for each in found))

"""Milestones and steering committees, as figures and as dates: they are nobody's, and everybody's."""

from __future__ import annotations

from collections.abc import Sequence

from commands.exports import messages as say
from commands.kit.almanac import Dated, Days, Horizon
from commands.kit.sheets import Sheet
from storage.committees import CommitteeState
from storage.desk import Desk
from storage.ilots import Ilot


async def listed(desk: Desk) -> Sheet:
    """By reference."""
    rows = tuple(
        (str(each.ref), each.starts_on, each.ends_on, say.AboutDay(approximate=each.approximate), each.title)
        for each in await desk.milestones.all()
    )
    return Sheet("jalons", say.MilestonesListed(), rows)


async def dates(desk: Desk, _ilots: Sequence[Ilot], horizon: Horizon) -> list[Dated]:
    """Those that touch the horizon, whole days."""
    found = await desk.milestones.between(horizon.first, horizon.last)
    milestones = [
        Dated(
            f"{each.ref}",
            say.MilestoneInAlmanac(title=each.title, approximate=each.approximate),
            Days(each.starts_on, each.ends_on),
        )
        for each in found
    ]
    committees = [
        Dated(f"{each.ref}", say.CommitteeInAlmanac(), Days(each.on, each.on))
        for each in await desk.committees.all()
        if each.state != CommitteeState.CANCELLED and horizon.touches(each.on, each.on)
    ]
    return [*milestones, *committees]

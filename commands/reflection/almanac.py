"""The times of îlots in a calendar, and how many there were of all îlots together."""

from __future__ import annotations

from collections.abc import Sequence

from commands.kit.almanac import Dated, Horizon, of_slot
from commands.kit.sheets import Sheet, month_of
from commands.reflection import messages as say
from storage.desk import Desk
from storage.ilots import Ilot
from storage.sessions import ReflectionSession
from storage.slots import Slot

_LOOKED_AT = 200  # sessions of an îlot, the newest


async def dates(desk: Desk, ilots: Sequence[Ilot], horizon: Horizon) -> list[Dated]:
    """Each îlot's rhythm, and what was planned, moved or skipped beside it."""
    return [each for ilot in ilots for each in await _of(desk, ilot, horizon)]


async def _of(desk: Desk, ilot: Ilot, horizon: Horizon) -> list[Dated]:
    found = await desk.sessions.of_ilot(ilot, _LOOKED_AT)
    sessions = [each for each in found if horizon.touches(each.on, each.stretch.last_day)]
    what, slot = say.TimeOfIlot(ilot=ilot.name), ilot.rhythm
    single = [each for each in sessions if each.takes_place and not (slot and _is_of(slot, each))]
    entries = [Dated(f"{each.ref}-{ilot.slug}", what, each.stretch) for each in single]
    if slot is None:
        return entries
    off = [each.on for each in sessions if not each.takes_place and _is_of(slot, each)]
    rhythm = of_slot(f"rhythm-{ilot.slug}", what, slot, horizon, without=off, alsace_moselle=ilot.hours.alsace_moselle)
    return [*([rhythm] if rhythm else []), *entries]


def _is_of(slot: Slot, session: ReflectionSession) -> bool:
    """One that the rhythm brings by itself, at its own hours."""
    weeks, rest = divmod((session.on - slot.anchor_on).days, 7)
    return (rest, weeks % slot.every_weeks) == (0, 0) and (session.start, session.end) == (slot.start, slot.end)


async def held(desk: Desk) -> Sheet:
    """By month."""
    rows = tuple((month_of(month.first), count) for month, count in (await desk.tallies.times_held()).items())
    return Sheet("temps", say.TimesHeld(), rows)

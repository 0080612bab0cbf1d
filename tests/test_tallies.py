"""The tables of `!export` and the report count the same facts, and never say two things of one month."""

from __future__ import annotations

import datetime as dt

from commands.kit.periods import Period
from commands.report.counting import bourse, needs_by_category
from storage.figures import Figures
from storage.tallies import Month, Tallies
from storage.values import Direction
from tests.playing import Play

_MONTHS = [
    Period(dt.date(2021, number, 1), dt.date(2021, number + 1, 1) - dt.timedelta(days=1)) for number in (1, 2, 3)
]
_EVER = Period(dt.date(2021, 1, 1), dt.date(2021, 12, 31))


async def test_a_month_of_the_tables_is_that_month_of_the_report(play_on_both: Play) -> None:
    play = play_on_both
    async with play.bot.bench.database.transaction() as session:
        zone = play.bot.bench.zone
        figures, tallies = Figures(session, zone), Tallies(session, zone)
        listed, held, shared = await tallies.listings(), await tallies.times_held(), await tallies.traces_shared()
        for days in _MONTHS:
            month, told = Month.of(days.first), bourse(await figures.listings(days.first, days.last), days)
            mine = [each for each in listed if each.month == month]
            assert {each.direction: each.created for each in mine if each.created} == _counted(told.created)
            assert sum(each.fulfilled for each in mine) == told.fulfilled
            assert sum(each.between for each in mine) == told.between
            assert held.get(month, 0) == len(await figures.days_held(days.first, days.last))
            assert shared.get(month, 0) == await figures.traces_shared(days.first, days.last)


async def test_a_need_goes_by_the_same_name_in_both(play: Play) -> None:
    await play.says("noa", "ilot:granit", "!besoin un vélo cargo #transport")
    async with play.bot.bench.database.transaction() as session:
        figures, tallies = Figures(session, play.bot.bench.zone), Tallies(session, play.bot.bench.zone)
        told = needs_by_category(await figures.listings(_EVER.first, _EVER.last), _EVER)
        listed = {each.category: (each.live, each.fulfilled) for each in await tallies.needs()}
    assert {each.name: (each.open, each.fulfilled) for each in told} == {
        name: counts for name, counts in listed.items() if any(counts)
    }
    assert "transport" in listed


def _counted(created: dict[Direction, int]) -> dict[Direction, int]:
    return {direction: count for direction, count in created.items() if count}

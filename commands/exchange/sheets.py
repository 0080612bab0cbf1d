"""What the bourse has to count, for `!export`: by month and direction, and needs by category."""

from __future__ import annotations

from commands.exchange import sheet_words as say
from commands.kit.sheets import Sheet, month_of
from storage.desk import Desk


async def monthly(desk: Desk) -> Sheet:
    """Posted, fulfilled, between îlots, and how many days that took."""
    rows = tuple(
        (
            month_of(each.month.first),
            say.DirectionHead(direction=each.direction),
            *(each.created, each.fulfilled, each.between, each.days),
        )
        for each in await desk.tallies.listings()
    )
    return Sheet("annonces", say.MonthlyListings(), rows)


async def needs(desk: Desk) -> Sheet:
    """What is looked for, and how much of it was found."""
    rows = tuple((each.category, each.live, each.fulfilled) for each in await desk.tallies.needs())
    return Sheet("besoins", say.NeedsByCategory(), rows)


SHEETS = (monthly, needs)

"""What the fund held when each quarter ended, for `!export`: of nobody and of no payment."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from commands.fund import messages as say
from commands.kit.sheets import Sheet
from storage.desk import Desk
from storage.fund import quarter_before

_QUARTERS = 20


async def balances(desk: Desk) -> Sheet:
    """Quarters that are over, the last five years."""
    rows: list[tuple[dt.date, Decimal]] = []
    day = quarter_before(desk.visit.today)
    for _ in range(_QUARTERS):
        cents = await desk.fund.balance(day)
        if cents is None:
            break
        rows.append((day, Decimal(cents) / 100))
        day = quarter_before(day)
    return Sheet("caisse", say.BalanceByQuarter(), tuple(reversed(rows)))

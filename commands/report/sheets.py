"""The report's figures in rows, for `!export`: what is said of a period, and what was told of solidarity by quarter.

Each row says of which days it is, so that rows of several files can stand in one table.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from commands.kit.periods import Period
from commands.kit.sheets import Cell, Sheet
from commands.report import sheet_words as say
from commands.report.counting import Purse, linking
from commands.report.gathering import Gathered, gather, quarters_told
from commands.report.messages import NeedNamed
from commands.report.picturing import category_named
from commands.report.sheet_words import FigureKind
from storage.desk import Desk
from storage.links import LinkKind
from storage.quarters import FEWEST, Counted
from storage.requests import Need

_Row = tuple[Cell, ...]  # from, to, which figure, of what, how much
_LINKS = {
    LinkKind.EXCHANGE: FigureKind.EXCHANGES,
    LinkKind.COMMON: FigureKind.COMMONS,
    LinkKind.TOLD: FigureKind.TOLD,
}


async def period(desk: Desk, days: Period) -> Sheet:
    """What `!bilan` says of these days, but for solidarity, which has a sheet; no row where there is nothing to say."""
    found = await gather(desk, days)
    rows = tuple(_rows(found))
    return Sheet("bilan", say.PeriodCounted(), rows if any(value for *_, value in rows) else ())


async def solidarity(desk: Desk) -> Sheet:
    """Of each whole quarter that is over, what was told of it, once and for all."""
    rows = [row for quarter, counted in await quarters_told(desk) for row in _solidarity(quarter, counted)]
    return Sheet("solidarite", say.SolidarityByQuarter(), tuple(rows))


def _row(days: Period, kind: FigureKind, value: Cell, of: Cell = None) -> _Row:
    return days.first, days.last, say.FigureNamed(figure=kind), of, value


def _rows(found: Gathered) -> Iterator[_Row]:
    yield from _bourse(found)
    days = found.period
    yield _row(days, FigureKind.HELD, found.held)
    yield _row(days, FigureKind.SHARED, found.shared)
    yield from _mechanisms(found)
    yield from _links(found)
    for quarter, purse in found.fund:
        yield from _purse(quarter, purse)


def _bourse(found: Gathered) -> Iterator[_Row]:
    days, bourse = found.period, found.bourse
    for direction, count in bourse.created.items():
        yield _row(days, FigureKind.POSTED, count, say.DirectionNamed(direction=direction))
    yield _row(days, FigureKind.FULFILLED, bourse.fulfilled)
    yield _row(days, FigureKind.BETWEEN, bourse.between)
    yield _row(days, FigureKind.SHARE, bourse.share)
    yield _row(days, FigureKind.DELAY, _number(bourse.delay))
    for each in found.categories:
        yield _row(days, FigureKind.NEEDS_OPEN, each.open, category_named(each))
        yield _row(days, FigureKind.NEEDS_FULFILLED, each.fulfilled, category_named(each))


def _mechanisms(found: Gathered) -> Iterator[_Row]:
    days, mechanisms = found.period, found.mechanisms
    yield _row(days, FigureKind.IN_PLACE, mechanisms.in_place)
    if mechanisms.target is not None:
        yield _row(days, FigureKind.AIMED_LOW, mechanisms.target.low)
        yield _row(days, FigureKind.AIMED_HIGH, mechanisms.target.high)
    for each in mechanisms.reviews:
        yield _row(days, FigureKind.HELP, _number(each.usefulness), f"{each.ref} {each.name}")


def _links(found: Gathered) -> Iterator[_Row]:
    yield _row(found.period, FigureKind.PAIRS, len(found.edges))
    for kind, figure in _LINKS.items():
        yield _row(found.period, figure, linking(found.edges, kind))
    for edge in found.edges:
        yield _row(found.period, FigureKind.LINKS, edge.weight, " – ".join(edge.pair))


def _purse(quarter: Period, purse: Purse) -> Iterator[_Row]:
    yield _row(quarter, FigureKind.CAME_IN, _euros(purse.came_in))
    yield _row(quarter, FigureKind.PAID, say.OnePayment() if purse.paid is None else _euros(purse.paid))
    yield _row(quarter, FigureKind.BALANCE, _euros(purse.balance))


def _solidarity(quarter: Period, counted: Counted) -> Iterator[_Row]:
    if counted.requests is None or counted.people is None:
        yield _row(quarter, FigureKind.ASKERS, say.FewerPeople(fewest=FEWEST))
        return
    yield _row(quarter, FigureKind.REQUESTS, counted.requests)
    yield _row(quarter, FigureKind.ASKERS, counted.people)
    for need, count in counted.needs.items():
        yield _row(quarter, FigureKind.REQUESTS_OF, count, NeedNamed(need=Need(need)))
    if counted.band is not None:
        low, high = counted.band
        yield _row(quarter, FigureKind.ASKED_FROM, _euros(low))
        yield _row(quarter, FigureKind.ASKED_BELOW, None if high is None else _euros(high))


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value:g}")


def _euros(cents: int) -> Decimal:
    return Decimal(cents) / 100

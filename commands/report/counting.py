"""Every figure of a period, from facts alone; pure. What each one means stands in its name and nowhere else."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from commands.kit.periods import Period
from storage.figures import Bond, Posted
from storage.fund import FundMovement, Way
from storage.links import LinkKind
from storage.values import Direction, Ref

_HUNDRED = 100_00  # cents


@dataclass(frozen=True, slots=True)
class Bourse:
    """Listings created in the period by direction, and those fulfilled in it. `delay`: the median, in days."""

    created: dict[Direction, int]
    fulfilled: int
    between: int
    delay: float | None

    @property
    def all_created(self) -> int:
        """Of every direction."""
        return sum(self.created.values())

    @property
    def share(self) -> int | None:
        """What part of the fulfilled went between îlots, in percent."""
        return round(100 * self.between / self.fulfilled) if self.fulfilled else None


def bourse(posted: Iterable[Posted], period: Period) -> Bourse:
    """Created: its local day. Fulfilled: the day it was said. Between îlots: its fulfiller is of another one."""
    found = list(posted)
    created = Counter(each.direction for each in found if _within(each.created_on, period))
    fulfilled = [(each, each.fulfilled_on) for each in found if each.fulfilled_on is not None]
    settled = [(each, day) for each, day in fulfilled if _within(day, period)]
    delays = [(day - each.created_on).days for each, day in settled]
    return Bourse(
        created={direction: created[direction] for direction in Direction},
        fulfilled=len(settled),
        between=sum(each.is_between for each, _ in settled),
        delay=median(delays) if delays else None,
    )


@dataclass(frozen=True, slots=True)
class Category:
    """Needs of one kind: open still, fulfilled in the period. `name` is None for those of no kind."""

    name: str | None
    open: int
    fulfilled: int


def needs_by_category(posted: Iterable[Posted], period: Period) -> list[Category]:
    """Those with most needs first, then by name."""
    needs = [each for each in posted if each.direction is Direction.NEED]
    still_open = Counter(each.category for each in needs if each.is_live and each.created_on <= period.last)
    done = Counter(each.category for each in needs if each.fulfilled_on and _within(each.fulfilled_on, period))
    found = [Category(name, still_open[name], done[name]) for name in {*still_open, *done}]
    return sorted(found, key=lambda each: (-(each.open + each.fulfilled), each.name is None, each.name or ""))


@dataclass(frozen=True, slots=True)
class Edge:
    """Two îlots by name, and what links them, by kind."""

    pair: tuple[str, str]
    origins: dict[LinkKind, tuple[Ref, ...]]

    @property
    def weight(self) -> int:
        """How many things."""
        return sum(map(len, self.origins.values()))


def edges(bonds: Iterable[Bond]) -> list[Edge]:
    """One for each two îlots that are linked, those with most first."""
    found: dict[tuple[str, str], dict[LinkKind, tuple[Ref, ...]]] = {}
    for bond in bonds:
        origins = found.setdefault(bond.pair, {})
        origins[bond.tie.kind] = (*origins.get(bond.tie.kind, ()), bond.tie.origin)
    return sorted((Edge(*each) for each in found.items()), key=lambda each: (-each.weight, each.pair))


def linking(found: Iterable[Edge], kind: LinkKind) -> int:
    """How many things of that kind link îlots: one that links three of them counts once."""
    return len({origin for edge in found for origin in edge.origins.get(kind, ())})


@dataclass(frozen=True, slots=True)
class Purse:
    """One quarter of the fund, each to the nearest 100 €. `paid` is None when it would tell a single payment."""

    came_in: int
    paid: int | None
    balance: int


def purse(movements: Sequence[FundMovement], quarter: Period) -> Purse | None:
    """None when nothing had been declared by its end."""
    known = [each for each in movements if each.on <= quarter.last]
    if not known:
        return None
    then = [each for each in known if each.on >= quarter.first]
    paid = [each.amount_cents for each in then if each.way == Way.OUT]
    return Purse(
        came_in=_rounded(sum(each.amount_cents for each in then if each.way == Way.IN)),
        paid=None if len(paid) == 1 else _rounded(sum(paid)),
        balance=_rounded(sum(each.signed_cents for each in known)),
    )


def _rounded(cents: int) -> int:
    return (cents + _HUNDRED // 2) // _HUNDRED * _HUNDRED


def _within(day: dt.date, period: Period) -> bool:
    return period.first <= day <= period.last

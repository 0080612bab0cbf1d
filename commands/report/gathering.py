"""One period's figures, all of them, as one value: what is said, drawn and printed is read from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from commands.kit.messages import SignedAs
from commands.kit.periods import Period, quarter_of
from commands.kit.signing import signed_as
from commands.report.counting import Bourse, Category, Edge, Purse, bourse, edges, needs_by_category, purse
from commands.report.targets import Step, Target, steps, target_on, targets_of
from storage.desk import Desk
from storage.quarters import Counted
from storage.values import Ref

_LONGEST_BACK = dt.timedelta(days=5 * 365)
LONGEST_QUOTE = 280  # characters; a longer one is left out: the licence lets nobody shorten it


@dataclass(frozen=True, slots=True)
class Quote:
    """A trace as it may be quoted."""

    ref: Ref
    words: str
    by: SignedAs


@dataclass(frozen=True, slots=True)
class Promise:
    """A milestone."""

    ref: Ref
    title: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The last evaluation of a mechanism; `usefulness` is a mean from 1 to 4."""

    ref: Ref
    name: str
    on: dt.date
    answers: int
    usefulness: float | None


@dataclass(frozen=True, slots=True)
class Mechanisms:
    """Those in place on `day`, the last of the period or today; what was to be; what was said of them, newest first."""

    day: dt.date
    in_place: int
    steps: list[Step]
    targets: list[Target]
    target: Target | None
    reviews: list[Reviewed]


@dataclass(frozen=True, slots=True)
class Gathered:
    """A report's figures. Of solidarity and of the fund, only whole calendar quarters that are over."""

    period: Period
    today: dt.date
    bourse: Bourse
    categories: list[Category]
    edges: list[Edge]
    ilots: list[str]
    mechanisms: Mechanisms
    held: int
    shared: int
    solidarity: list[tuple[Period, Counted]]
    fund: list[tuple[Period, Purse]]
    milestones: list[Promise]
    quotes: list[Quote]

    @property
    def is_under_way(self) -> bool:
        """Its days are not over."""
        return self.period.last >= self.today


async def gather(desk: Desk, period: Period) -> Gathered:
    """Reads and counts."""
    first, last, figures = period.first, period.last, desk.figures
    posted = await figures.listings(first, last)
    quarters = period.quarters(desk.visit.today)
    return Gathered(
        period=period,
        today=desk.visit.today,
        bourse=bourse(posted, period),
        categories=needs_by_category(posted, period),
        edges=edges(await figures.bonds(last)),
        ilots=sorted(ilot.name for ilot in await desk.ilots.all()),
        mechanisms=await mechanisms_on(desk, min(last, desk.visit.today)),
        held=len(await figures.days_held(first, last)),
        shared=await figures.traces_shared(first, last),
        solidarity=[(quarter, await solidarity_of(desk, quarter)) for quarter in quarters],
        fund=await _fund(desk, quarters),
        milestones=await _milestones(desk, period),
        quotes=await _quotes(desk, period),
    )


async def mechanisms_on(desk: Desk, day: dt.date) -> Mechanisms:
    """As things stood at the end of that day."""
    known, said = await desk.mechanisms.all(), await desk.mechanisms.all_evaluations()
    until = [(each, [one for one in said.get(each.id, []) if one.on <= day]) for each in known]
    last = [(each, found[-1]) for each, found in until if found]
    reviews = [Reviewed(each.ref, each.name, found.on, found.answers, found.usefulness) for each, found in last]
    targets = targets_of(await desk.milestones.all())
    return Mechanisms(
        day=day,
        in_place=len(await desk.mechanisms.in_place(day)),
        steps=steps((await desk.mechanisms.histories()).values(), day),
        targets=targets,
        target=target_on(targets, day),
        reviews=sorted(reviews, key=lambda each: (each.on, each.ref.number), reverse=True),
    )


async def solidarity_of(desk: Desk, quarter: Period) -> Counted:
    """Counted when it is first asked for, or the night after its end; the same from then on."""
    return await desk.quarters.of(quarter.first, quarter.last)


async def quarters_told(desk: Desk) -> list[tuple[Period, Counted]]:
    """What may be told of each whole quarter since the collective began, of the last five years."""
    began, today = await desk.figures.began(), desk.visit.today
    if began is None:
        return []
    quarters = Period(quarter_of(max(began, today - _LONGEST_BACK)).first, today).quarters(today)
    return [(quarter, await solidarity_of(desk, quarter)) for quarter in quarters]


async def keep_last_quarter(desk: Desk) -> None:
    """At night, before anybody's request loses its author: the quarter that is over is counted."""
    await solidarity_of(desk, quarter_of(quarter_of(desk.visit.today).first - dt.timedelta(days=1)))


async def _fund(desk: Desk, quarters: list[Period]) -> list[tuple[Period, Purse]]:
    if not quarters:
        return []
    movements = await desk.figures.movements(quarters[-1].last)
    found = [(quarter, purse(movements, quarter)) for quarter in quarters]
    return [(quarter, held) for quarter, held in found if held is not None]


async def _milestones(desk: Desk, period: Period) -> list[Promise]:
    found = await desk.milestones.between(period.first, period.last)
    return [Promise(each.ref, each.title, each.starts_on, each.ends_on) for each in found]


async def _quotes(desk: Desk, period: Period) -> list[Quote]:
    found = await desk.figures.quotable(period.first, period.last)
    short = [trace for trace in found if len(trace.for_print) <= LONGEST_QUOTE]
    return [Quote(trace.ref, trace.for_print, await signed_as(trace, desk.people, desk.ilots)) for trace in short]

"""A period's figures, said in a message: a line a subject, twelve at most."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from commands.kit.message import Joined, Lines, Message
from commands.kit.periods import Period, quarter_of
from commands.kit.speech import MonthName, ShortDay
from commands.report import messages as say
from commands.report.counting import Purse, linking
from commands.report.gathering import Gathered, Mechanisms
from commands.report.targets import Target
from storage.links import LinkKind
from storage.quarters import FEWEST, Counted
from storage.requests import Need
from storage.values import Direction, Moment, Price, PriceKind, Span

MOST_QUOTES, MOST_MILESTONES = 2, 3
_A_DAY = dt.timedelta(days=1)


def told(figures: Gathered) -> say.Report:
    """All of it."""
    lines: list[Message | None] = [
        posted(figures),
        fulfilled(figures),
        mechanisms(figures.mechanisms),
        say.ReportTimes(held=figures.held, shared=figures.shared),
        links(figures),
        *by_quarters(figures),
        _milestones(figures),
        *quotes(figures, MOST_QUOTES),
    ]
    kept = Lines(tuple(line for line in lines if line is not None))
    return say.Report(days=days_of(figures.period), year=year_of(figures), so_far=figures.is_under_way, lines=kept)


def days_of(period: Period) -> Span:
    """To be said."""
    return Span(Moment(period.first), Moment(period.last))


def year_of(figures: Gathered) -> str:
    """A report is read later too: the year is said, also where it is this one."""
    return f" {figures.today.year}" if figures.period.last.year == figures.today.year else ""


def posted(figures: Gathered) -> Message:
    """Listings created."""
    made = figures.bourse.created
    return say.ReportPosted(count=figures.bourse.all_created, directions=directions(made))


def directions(made: dict[Direction, int]) -> say.Directions:
    """To be said."""
    return say.Directions(offers=made[Direction.OFFER], needs=made[Direction.NEED], covers=made[Direction.COVER])


def fulfilled(figures: Gathered) -> Message:
    """Listings fulfilled."""
    found = figures.bourse
    return say.ReportFulfilled(
        count=found.fulfilled, between=found.between, share=found.share or 0, delay=found.delay or 0
    )


def mechanisms(found: Mechanisms) -> Message:
    """In place, and evaluated."""
    last = found.reviews[0] if found.reviews else None
    review = say.ReviewSaid(ref=last.ref, day=ShortDay(last.on), usefulness=last.usefulness or 0) if last else None
    return say.ReportMechanisms(
        in_place=Joined((found.in_place, _target_said(found.target)), by=" "), review=review or say.NotReviewed()
    )


def _target_said(target: Target | None) -> say.TargetSaid | None:
    """To be said."""
    if target is None:
        return None
    return say.TargetSaid(
        low=target.low, high=target.high, range=target.high > target.low, month=MonthName(target.last.month)
    )


def links(figures: Gathered) -> Message:
    """Between îlots."""
    exchanges, commons, announced = (linking(figures.edges, kind) for kind in LinkKind)
    return say.ReportLinks(pairs=len(figures.edges), exchanges=exchanges, commons=commons, told=announced)


def _milestones(figures: Gathered) -> Message | None:
    named = tuple(say.MilestoneNamed(ref=each.ref, title=each.title) for each in figures.milestones[:MOST_MILESTONES])
    more = len(figures.milestones) - MOST_MILESTONES
    parts = (*named, *([say.MoreMilestones(count=more)] if more > 0 else []))
    return say.ReportMilestones(milestones=Joined(parts, by=" ; ")) if named else None


def quotes(figures: Gathered, most: int) -> list[Message]:
    """Whole, as their authors agreed to: the licence lets nobody change a word."""
    return [say.ReportQuote(ref=each.ref, title=each.words) for each in figures.quotes[:most]]


# ── whole quarters ──


def by_quarters(figures: Gathered) -> list[Message]:
    """Solidarity and the fund; where no quarter lies in the days, which one there is."""
    if not figures.solidarity:
        quarter = _last_whole(figures)
        return [say.ByQuarterOnly(fewest=FEWEST, quarter=_named(quarter, figures))]
    told_of = [_solidarity(quarter, found, figures) for quarter, found in figures.solidarity]
    lines: list[Message] = [say.ReportSolidarity(quarters=Joined(tuple(told_of), by=" ; "))]
    purses = tuple(_purse(quarter, found, figures) for quarter, found in figures.fund)
    return [*lines, say.ReportFund(quarters=Joined(purses, by=" ; "))] if purses else lines


def _last_whole(figures: Gathered) -> Period:
    """The one in which the days lie, or the last one that is over."""
    within = quarter_of(figures.period.first)
    if within.last < figures.today:
        return within
    return quarter_of(quarter_of(figures.today).first - _A_DAY)


def _named(quarter: Period, figures: Gathered) -> say.Quarter:
    year = quarter.first.year
    return say.Quarter(number=quarter.number, year="" if year == figures.today.year else f" {year}")


def _solidarity(quarter: Period, found: Counted, figures: Gathered) -> Joined:
    name = _named(quarter, figures)
    if found.requests is None or found.people is None:
        return Joined((say.SolidarityTooFew(quarter=name, fewest=FEWEST),))
    needs = [say.NeedCounted(need=say.NeedNamed(need=Need(need)), count=count) for need, count in found.needs.items()]
    band = _band(found.band) if found.band is not None else None
    counted = say.SolidarityCounted(quarter=name, count=found.requests, people=found.people)
    return Joined((counted, *needs, band), by=", ")


def _band(band: Sequence[int | None]) -> Message:
    low, high = band
    if not low:
        return say.AskedBelow(high=_price(high or 0))
    return say.AskedBetween(low=_price(low), high=_price(high)) if high else say.AskedAbove(low=_price(low))


def _purse(quarter: Period, found: Purse, figures: Gathered) -> Message:
    name, came_in, balance = _named(quarter, figures), _price(found.came_in), _price(found.balance)
    if found.paid is None:
        return say.FundOnePayment(quarter=name, came_in=came_in, balance=balance)
    return say.FundCounted(quarter=name, came_in=came_in, paid=_price(found.paid), balance=balance)


def _price(cents: int) -> Price:
    return Price(PriceKind.PAID, cents)

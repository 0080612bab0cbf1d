"""What may be said of a period's figures. None but a `Quoting` one holds anybody's words."""

from __future__ import annotations

from commands.kit.message import Joined, Lines, Message, Quoting
from commands.kit.speech import MonthName, ShortDay
from storage.requests import Need
from storage.values import Moment, Price, Ref, Span

# ── which period ──


class WhichPeriod(Message):
    """It could not be read."""

    got: str


class PeriodNotBegun(Message):
    """It lies ahead."""

    first: Moment


# ── the report ──


class Report(Message):
    """A period's figures, a line each. `year` where the days alone do not say it; `so_far` while they are not over."""

    days: Span
    year: str
    so_far: bool
    lines: Lines


class Directions(Message):
    """How many of each."""

    offers: int
    needs: int
    covers: int


class ReportPosted(Message):
    """Listings created."""

    count: int
    directions: Directions


class ReportFulfilled(Message):
    """Listings fulfilled: how many of them between îlots, in percent too; the median delay in days."""

    count: int
    between: int
    share: int
    delay: float


class ReportMechanisms(Message):
    """How many are in place, against how many were to be; the last evaluation."""

    in_place: Joined
    review: ReviewSaid | NotReviewed


class TargetSaid(Message):
    """How many by when; a `range` where it is from so many to so many."""

    low: int
    high: int
    range: bool
    month: MonthName


class ReviewSaid(Message):
    """The last evaluation; `usefulness` from 1 to 4, 0 where nobody was asked."""

    ref: Ref
    day: ShortDay
    usefulness: float


class NotReviewed(Message):
    """None was evaluated by then."""


class ReportTimes(Message):
    """Sanctuarised times that were held, and traces shared."""

    held: int
    shared: int


class ReportLinks(Message):
    """Pairs of îlots that are linked, and how many things of each kind link them, each counted once."""

    pairs: int
    exchanges: int
    commons: int
    told: int


class ReportMilestones(Message):
    """What the collective promised for these days."""

    milestones: Joined


class MilestoneNamed(Message):
    """One of them."""

    ref: Ref
    title: str


class ReportQuote(Quoting):
    """A trace's own words, as its author agreed to publish them; nobody is named in a message."""


class MoreMilestones(Message):
    """What did not fit."""

    count: int


# ── by whole quarters ──


class Quarter(Message):
    """« T1 », with its year where it is not this one."""

    number: int
    year: str


class ReportSolidarity(Message):
    """A part a quarter."""

    quarters: Joined


class SolidarityCounted(Message):
    """One quarter; behind it stand the types that enough people asked for, and the band of the sum."""

    quarter: Quarter
    count: int
    people: int


class SolidarityTooFew(Message):
    """One quarter in which fewer than five people asked."""

    quarter: Quarter
    fewest: int


class NeedCounted(Message):
    """How often one type was asked for."""

    need: NeedNamed
    count: int


class NeedNamed(Message):
    """One type."""

    need: Need


class AskedBetween(Message):
    """The sum asked for, in a band."""

    low: Price
    high: Price


class AskedAbove(Message):
    """The sum asked for is in the highest band."""

    low: Price


class AskedBelow(Message):
    """The sum asked for is in the lowest band."""

    high: Price


class ReportFund(Message):
    """A part a quarter, each to the nearest 100 €."""

    quarters: Joined


class FundCounted(Message):
    """What came in, what was paid, what was there at its end."""

    quarter: Quarter
    came_in: Price
    paid: Price
    balance: Price


class FundOnePayment(Message):
    """The same, where what was paid would tell a single payment."""

    quarter: Quarter
    came_in: Price
    balance: Price


class ByQuarterOnly(Message):
    """No quarter lies whole in these days and is over."""

    fewest: int
    quarter: Quarter

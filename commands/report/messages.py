"""What may be said of a period's figures. None but a `Quoting` one holds anybody's words."""

from __future__ import annotations

from enum import StrEnum

from commands.kit.message import Joined, Lines, Message, Quoting
from commands.kit.messages import SignedAs
from commands.kit.speech import MonthName, ShortDay
from storage.links import LinkKind
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

    count: int
    target: TargetSaid | None
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
    """One quarter; `more` are the types that enough people asked for, and the band of the sum."""

    quarter: Quarter
    count: int
    people: int
    more: Joined


class SolidarityTooFew(Message):
    """One quarter in which fewer than five people asked."""

    quarter: Quarter
    fewest: int


class NeedCounted(Message):
    """How often one type was asked for."""

    need: Need
    count: int


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


# ── pictures ──


class Label(StrEnum):
    """What a line, a hatch or a bar of a picture stands for."""

    EXCHANGE = "exchange"
    COMMON = "common"
    TOLD = "told"
    IN_PLACE = "in_place"
    TARGET = "target"
    OPEN = "open"
    FULFILLED = "fulfilled"


class PictureLabel(Message):
    """In its legend."""

    label: Label


class LinksTitle(Message):
    """Above the graph of îlots."""


class LinksPictured(Message):
    """What the graph says: which îlots are linked and by what, which are not, how many are left out."""

    pairs: Joined
    count: int
    alone: Joined
    lonely: int
    left_out: int


class PairLinked(Message):
    """Two îlots, and what links them."""

    one: str
    other: str
    parts: Joined


class LinkCounted(Message):
    """How many things of a kind, and which."""

    kind: LinkKind
    count: int
    refs: Joined


class MechanismsTitle(Message):
    """Above mechanisms over time."""


class MechanismsPictured(Message):
    """How many are in place on that day, since when, and how many were to be."""

    count: int
    day: ShortDay
    steps: Joined
    targets: Joined


class StepSaid(Message):
    """So many from that day on."""

    count: int
    day: ShortDay


class AimSaid(Message):
    """So many by that month."""

    low: int
    high: int
    range: bool
    month: MonthName


class AimNumber(Message):
    """Beside a target, in a picture."""

    low: int
    high: int
    range: bool


class MonthSaid(Message):
    """Below a time line."""

    month: MonthName


class NeedsTitle(Message):
    """Above needs by category."""


class NeedsPictured(Message):
    """What the bars say; how many categories are left out."""

    categories: Joined
    count: int
    left_out: int


class CategoryCounted(Message):
    """Needs of one category."""

    name: UsualCategory | CategoryNamed | NoCategory
    counts: OpenAndFulfilled


class OpenAndFulfilled(Message):
    """Beside a bar."""

    open: int
    fulfilled: int


class Usual(StrEnum):
    """Categories that the collective has always had, as the interchange format spells them."""

    FORMATION = "formation"
    IMAGE = "image"
    LOGISTIQUE = "logistique"
    GESTION = "gestion"
    TRADUCTION = "traduction"
    ECRITURE = "ecriture"
    LIEU = "lieu"
    ARTISANAT = "artisanat"
    SON = "son"
    GRAPHISME = "graphisme"
    BIEN_ETRE = "bien_etre"
    NUMERIQUE = "numerique"
    MATERIEL = "materiel"
    CHANTIER = "chantier"
    ANIMATION = "animation"
    CUISINE = "cuisine"
    FINANCEMENT = "financement"
    ILLUSTRATION = "illustration"
    JURIDIQUE = "juridique"


class UsualCategory(Message):
    """One of them, with its accents."""

    category: Usual


class CategoryNamed(Message):
    """Another one, as people wrote it."""

    name: str


class NoCategory(Message):
    """Nobody said."""


# ── the page ──


class PageGiven(Message):
    """Goes with it."""


class PageTitle(Message):
    """At its top."""

    days: Span
    year: str
    so_far: bool


class PageMade(Message):
    """When it was made."""

    day: Moment
    year: str


class Part(StrEnum):
    """A part of the page."""

    EXCHANGE = "exchange"
    TIME = "time"
    SOLIDARITY = "solidarity"
    MECHANISMS = "mechanisms"
    MILESTONES = "milestones"
    QUOTES = "quotes"
    NOTES = "notes"


class PartTitle(Message):
    """Above it."""

    part: Part


class Head(StrEnum):
    """What a column holds."""

    MECHANISM = "mechanism"
    DAY = "day"
    HELP = "help"
    ILOTS = "ilots"
    LINK = "link"
    SINCE = "since"
    IN_PLACE = "in_place"
    CATEGORY = "category"
    OPEN = "open"
    FULFILLED = "fulfilled"


class TableHead(Message):
    """Above a column."""

    head: Head


class DaySaid(Message):
    """In a table."""

    day: ShortDay


class HelpSaid(Message):
    """How useful, from 1 to 4."""

    mean: float


class MilestoneDated(Message):
    """One of them, and when."""

    ref: Ref
    title: str
    days: Span


class QuoteSigned(Message):
    """Below a quotation."""

    by: SignedAs
    ref: Ref


class HowCounted(Message):
    """What each figure means."""

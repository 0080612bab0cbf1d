"""The words in pictures and on the page of a report, and what a picture says to whoever does not see it."""

from __future__ import annotations

from enum import StrEnum

from commands.kit.message import Joined, Message
from commands.kit.messages import SignedAs
from commands.kit.speech import MonthName, ShortDay
from storage.links import LinkKind
from storage.values import Moment, Ref, Span

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


class InPlaceSince(Message):
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

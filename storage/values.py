"""Values that storage and commands share: days with or without an hour, spans, prices, references. Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """What a listing asks of others; each has the letter of its references."""

    OFFER = "offer"
    NEED = "need"
    COVER = "cover"

    @property
    def letter(self) -> str:
        """The first letter of its references, as people know them: Offre, Besoin, Intérim."""
        return {"offer": "O", "need": "B", "cover": "I"}[self.value]


class ListingState(StrEnum):
    """Where a listing is in its life."""

    OPEN = "open"
    IN_DISCUSSION = "in_discussion"
    FULFILLED = "fulfilled"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"

    @property
    def is_live(self) -> bool:
        """True while somebody may still raise a hand."""
        return self in {ListingState.OPEN, ListingState.IN_DISCUSSION}


class Reach(StrEnum):
    """How far a listing travels."""

    ARCHIPEL = "archipel"
    ILOT = "ilot"


class PriceKind(StrEnum):
    """What stands behind a price."""

    PAID = "paid"
    FREE = "free"
    FREE_PRICE = "free_price"
    BARTER = "barter"
    TO_DISCUSS = "to_discuss"
    SOLIDARY = "solidary"


class PriceUnit(StrEnum):
    """What one amount buys."""

    HOUR = "hour"
    HALF_DAY = "half_day"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    PERSON = "person"
    WORD = "word"
    PIECE = "piece"
    FLAT = "flat"


class Tax(StrEnum):
    """VAT as the person said it; never computed."""

    EXCLUDED = "HT"
    INCLUDED = "TTC"


class CommonKind(StrEnum):
    """What people have in common: something they share, or something they work on together."""

    MUTUALISATION = "mutualisation"
    SHARED_OBJECT = "shared_object"


class CommonState(StrEnum):
    """Where something held in common is in its life."""

    PROPOSED = "proposed"
    RUNNING = "running"
    FINISHED = "finished"
    DROPPED = "dropped"

    @property
    def is_live(self) -> bool:
        """True while people may still join."""
        return self in {CommonState.PROPOSED, CommonState.RUNNING}


class MechanismState(StrEnum):
    """How far a mechanism of solidarity has come."""

    IDEA = "idea"
    TRIAL = "trial"
    IN_PLACE = "in_place"
    TRANSFORMED = "transformed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Moment:
    """A local day, with an hour when one is known. Ordered by day, then hour (no hour counts as midnight)."""

    day: dt.date
    time: dt.time | None = None

    def __lt__(self, other: Moment) -> bool:
        return self._key < other._key

    def __le__(self, other: Moment) -> bool:
        return self._key <= other._key

    @property
    def _key(self) -> tuple[dt.date, dt.time]:
        return self.day, self.time or dt.time.min

    def isoformat(self) -> str:
        """`2021-04-16` or, when an hour is known, `2021-04-16T14:00`."""
        if self.time is None:
            return self.day.isoformat()
        return f"{self.day.isoformat()}T{self.time:%H:%M}"

    @classmethod
    def fromisoformat(cls, text: str) -> Moment:
        """The inverse of `isoformat`; raises ValueError on anything else."""
        if len(text) == 10:
            return cls(dt.date.fromisoformat(text))
        moment = dt.datetime.fromisoformat(text)
        return cls(moment.date(), moment.time())


@dataclass(frozen=True, slots=True)
class Span:
    """From a moment to another, both included; `approximate` when said loosely (« mi-décembre »).

    `open_ended` when it begins and nobody said until when (« dès demain »).
    """

    starts: Moment
    ends: Moment | None = None
    approximate: bool = False
    open_ended: bool = False

    @property
    def last(self) -> Moment:
        """The end, or the start when there is only one moment."""
        return self.ends or self.starts


@dataclass(frozen=True, slots=True)
class Price:
    """Amounts in whole euro cents; `unit` and `tax` only when they were said."""

    kind: PriceKind
    min_cents: int | None = None
    max_cents: int | None = None
    unit: PriceUnit | None = None
    tax: Tax | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A town or territory as the person wrote it, or « à distance »."""

    name: str
    remote: bool = False


@dataclass(frozen=True, slots=True)
class Ref:
    """A short name, never used again: `O12`, a letter and a number; `S-7KM`, three drawn at random, for what nobody
    should count or date."""

    letter: str
    number: int
    code: str = ""

    _SHAPE = re.compile(r"([A-Z])([1-9]\d{0,8})", re.ASCII)
    _DRAWN = re.compile(r"([A-Z])-([A-Z0-9]{3})", re.ASCII)

    def __str__(self) -> str:
        return f"{self.letter}-{self.code}" if self.code else f"{self.letter}{self.number}"

    @classmethod
    def parse(cls, text: str) -> Ref:
        """Reads `O12`, `o12` or `s-7km`; raises ValueError on anything else."""
        said = text.strip().upper()
        if (drawn := cls._DRAWN.fullmatch(said)) is not None:
            return cls(drawn[1], 0, drawn[2])
        match = cls._SHAPE.fullmatch(said)
        if match is None:
            raise ValueError(f"not a reference: {text!r}")
        return cls(match[1], int(match[2]))

"""Rules that the collective may change: one table says what there is; a row holds what was changed, no row the usual.

The table is read by whoever lists, explains, reads, refuses and keeps a new value; consumers ask the shelf.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.people import Office
from storage.values import Direction

_YEAR, _MONTHS = 365, 12


class RuleName(StrEnum):
    """One of them, by its name in a document."""

    NEWS_PER_DAY = "news_per_day"
    NEWS_PER_WEEK = "news_per_week"
    OFFER_DAYS = "offer_days"
    NEED_DAYS = "need_days"
    QUORUM = "quorum"
    PER_MINUTE = "per_minute"
    FIRST_TARGET = "first_target"
    SECOND_TARGET = "second_target"
    LISTINGS_MONTHS = "listings_months"
    REQUESTS_DAYS = "requests_days"
    DEPARTURES_DAYS = "departures_days"
    JOURNAL_MONTHS = "journal_months"


class Topic(StrEnum):
    """What it is about: the line of the list it stands in."""

    POSTING = "posting"
    BOARD = "board"
    TIME = "time"
    PACE = "pace"
    TARGETS = "targets"
    KEEPING = "keeping"  # how long what is known of people is kept: a change is asked about first


class Unit(StrEnum):
    """What its number counts."""

    TIMES = "times"
    PEOPLE = "people"
    DAYS = "days"
    MONTHS = "months"
    MECHANISMS = "mechanisms"  # so many, by a day


@dataclass(frozen=True, slots=True)
class Target:
    """So many mechanisms in place, from `least` to `most`, by that day (included)."""

    least: int
    most: int
    by: dt.date

    def as_json(self) -> dict[str, Any]:
        """In the order of the interchange format."""
        return {"least": self.least, "most": self.most, "by": self.by.isoformat()}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Target:
        """The inverse. Raises ValueError, KeyError or TypeError for anything else."""
        least, most, by = int(value["least"]), int(value["most"]), dt.date.fromisoformat(value["by"])
        if set(value) != {"least", "most", "by"}:
            raise ValueError("wants least, most and by")
        return cls(least, most, by)


Value = int | Target


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what people type for it, what it may be (`least` to `most`, included), what it is by default.

    `words` are as they are typed, accents aside; the first is shown, and kept in the log of accesses (16 characters at
    most). `who` may change it.
    """

    name: RuleName
    words: tuple[str, ...]
    topic: Topic
    unit: Unit
    default: Value
    least: int
    most: int
    who: frozenset[Office] = frozenset({Office.TISSEUSE, Office.DEPUTY})

    @property
    def is_target(self) -> bool:
        """Its value is a Target, not a number."""
        return self.unit is Unit.MECHANISMS

    @property
    def touches_people(self) -> bool:
        """A change is asked about first."""
        return self.topic is Topic.KEEPING

    def takes(self, value: Value) -> bool:
        """Of its kind, and within its bounds."""
        if isinstance(value, Target):
            return self.is_target and self.least <= value.least <= value.most <= self.most
        return not self.is_target and self.least <= value <= self.most

    def read(self, value: Any) -> Value:
        """From JSON. Raises ValueError for what it may not be."""
        try:
            read = Target.from_json(value) if self.is_target else value
        except (KeyError, TypeError) as error:
            raise ValueError(f"{self.name}: wants least, most and by") from error
        if not isinstance(read, Target) and type(read) is not int:
            raise ValueError(f"{self.name}: wants a whole number")
        if not self.takes(read):
            raise ValueError(f"{self.name}: wants {self.least} to {self.most}")
        return read


_HERS_ALONE = frozenset({Office.TISSEUSE})
_FIRST = Target(3, 3, dt.date(2021, 4, 30))  # the founding document's: 3 in April, 4 to 5 in October
_SECOND = Target(4, 5, dt.date(2021, 10, 31))
_DEPARTURES = ("départs", "departs", "departures")
RULES: tuple[Rule, ...] = (
    Rule(RuleName.NEWS_PER_DAY, ("par-jour", "per-day"), Topic.POSTING, Unit.TIMES, 1, 1, 3),
    Rule(RuleName.NEWS_PER_WEEK, ("par-semaine", "per-week"), Topic.POSTING, Unit.TIMES, 4, 2, 15),
    Rule(RuleName.OFFER_DAYS, ("offre", "offres", "offer"), Topic.BOARD, Unit.DAYS, 45, 7, 365),
    Rule(RuleName.NEED_DAYS, ("besoin", "besoins", "need"), Topic.BOARD, Unit.DAYS, 30, 7, 365),
    Rule(RuleName.QUORUM, ("quorum", "recul"), Topic.TIME, Unit.PEOPLE, 2, 1, 6),
    Rule(RuleName.PER_MINUTE, ("par-minute", "per-minute"), Topic.PACE, Unit.TIMES, 120, 30, 600),
    Rule(RuleName.FIRST_TARGET, ("objectif-1", "target-1"), Topic.TARGETS, Unit.MECHANISMS, _FIRST, 1, 50),
    Rule(RuleName.SECOND_TARGET, ("objectif-2", "target-2"), Topic.TARGETS, Unit.MECHANISMS, _SECOND, 1, 50),
    Rule(*(RuleName.LISTINGS_MONTHS, ("annonces", "listings"), Topic.KEEPING, Unit.MONTHS, 12, 1, 24), who=_HERS_ALONE),
    Rule(*(RuleName.REQUESTS_DAYS, ("demandes", "requests"), Topic.KEEPING, Unit.DAYS, 30, 7, 90), who=_HERS_ALONE),
    Rule(
        *(RuleName.DEPARTURES_DAYS, ("départs", "departs", "departures"), Topic.KEEPING, Unit.DAYS, 30, 7, 90),
        who=_HERS_ALONE,
    ),
    Rule(*(RuleName.JOURNAL_MONTHS, ("journal", "log"), Topic.KEEPING, Unit.MONTHS, 12, 6, 24), who=_HERS_ALONE),
)
BY_NAME = {rule.name: rule for rule in RULES}
BY_WORD = {word: rule for rule in RULES for word in rule.words}


class Setting(Base):
    """One rule that is not as usual."""

    __tablename__ = "setting"
    name: Mapped[str] = mapped_column(String(32), primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


class Settings:
    """All rules, in one transaction; read once."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._chosen: dict[RuleName, Value] | None = None

    async def of(self, name: RuleName) -> Value:
        """As it is now; what was written by another version and may not be counts as the usual."""
        return (await self.chosen()).get(name, BY_NAME[name].default)

    async def number(self, name: RuleName) -> int:
        """One that is counted."""
        value = await self.of(name)
        assert isinstance(value, int)
        return value

    async def target(self, name: RuleName) -> Target:
        """One that is to be reached."""
        value = await self.of(name)
        assert isinstance(value, Target)
        return value

    async def span(self, name: RuleName) -> dt.timedelta:
        """One that lasts; twelve months are a year."""
        count = await self.number(name)
        return dt.timedelta(days=count if BY_NAME[name].unit is Unit.DAYS else count * _YEAR // _MONTHS)

    async def life_of(self, direction: Direction) -> dt.timedelta:
        """How long a listing lives when nothing was said."""
        return await self.span(RuleName.OFFER_DAYS if direction is Direction.OFFER else RuleName.NEED_DAYS)

    async def chosen(self) -> dict[RuleName, Value]:
        """What is not as usual, in the order of the table."""
        if self._chosen is None:
            rows = await self._session.scalars(select(Setting))
            kept = {row.name: row.value for row in rows}
            found = {rule.name: _readable(rule, kept[rule.name]) for rule in RULES if rule.name in kept}
            self._chosen = {name: value for name, value in found.items() if value is not None}
        return self._chosen

    async def change(self, name: RuleName, value: Value) -> None:
        """From now on. What is as usual keeps no row. Raises ValueError for what it may not be."""
        rule = BY_NAME[name]
        rule.read(as_json(value))
        await self._session.execute(delete(Setting).where(Setting.name == name.value))
        if value != rule.default:
            self._session.add(Setting(name=name.value, value=as_json(value)))
        await self._session.flush()
        self._chosen = None


def _readable(rule: Rule, value: Any) -> Value | None:
    """None for what may not be: another version wrote it."""
    try:
        return rule.read(value)
    except ValueError:
        return None


def as_json(value: Value) -> Any:
    """As it is kept, and written in a document."""
    return value.as_json() if isinstance(value, Target) else value

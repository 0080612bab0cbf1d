"""What was told of a calendar quarter's solidarity: counted once, when it is over, and the same for ever."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import JSON, Date, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from storage.database import Base
from storage.figures import Asked, Figures

FEWEST = 5  # distinct people, below which nothing is counted aloud
FUND = "fund"
_BANDS = (500_00, 1_000_00, 2_000_00, 5_000_00, 10_000_00)


@dataclass(frozen=True, slots=True)
class Counted:
    """One quarter's solidarity. `requests` and `people` are None when fewer than five people asked.

    `needs`: how many requests of each type that five people or more asked for, never by îlot; one type fewer where
    subtracting would tell how many fewer than five people made. `band`: between which cents the sum asked for lies, the
    upper one None when there is none; nothing when fewer than five named an amount.
    `askers`: how many people asked for each type, or for the fund (`FUND`), where five or more did.
    """

    requests: int | None = None
    people: int | None = None
    needs: dict[str, int] = field(default_factory=dict)
    band: tuple[int, int | None] | None = None
    askers: dict[str, int] = field(default_factory=dict)


def counted(asked: Iterable[Asked]) -> Counted:
    """What may be told of them. Whose request nobody knows any more counts as nobody: rather too few than too many."""
    requests = list(asked)
    people = _people(requests)
    if people < FEWEST:
        return Counted()
    told = _told(requests)
    kinds = {**told, FUND: [each for each in requests if each.fund]}
    askers = {kind: _people(those) for kind, those in kinds.items() if _people(those) >= FEWEST}
    needs = {need: len(those) for need, those in told.items()}
    return Counted(len(requests), people, needs, _band([each for each in requests if each.amount_cents]), askers)


def _told(requests: list[Asked]) -> dict[str, list[Asked]]:
    """By type, as many as can be told while what is left over is of nobody, or of enough people too."""
    needs = sorted({each.need for each in requests})
    kinds = {need: [each for each in requests if each.need == need] for need in needs}
    told = {need: those for need, those in kinds.items() if _people(those) >= FEWEST}
    while told and _tells_of_few([each for each in requests if each.need not in told]):
        del told[min(told, key=lambda need: _people(told[need]))]
    return told


def _tells_of_few(left: list[Asked]) -> bool:
    return bool(left) and _people(left) < FEWEST


def _people(requests: list[Asked]) -> int:
    return len({each.person for each in requests if each.person is not None})


def _band(requests: list[Asked]) -> tuple[int, int | None] | None:
    if _people(requests) < FEWEST:
        return None
    total = sum(each.amount_cents or 0 for each in requests)
    edges = (0, *_BANDS)
    below = max(edge for edge in edges if edge <= total)
    return below, next((edge for edge in edges if edge > total), None)


class QuarterFigures(Base):
    """One quarter, by its first day, as it was first told."""

    __tablename__ = "quarter_figures"
    first_day: Mapped[dt.date] = mapped_column(Date, primary_key=True)
    told: Mapped[dict[str, Any]] = mapped_column(JSON)

    @property
    def counted(self) -> Counted:
        """The figures."""
        band = self.told["band"]
        return Counted(**{**self.told, "band": tuple(band) if band else None})


class Quarters:
    """All of them, in one transaction."""

    def __init__(self, session: AsyncSession, figures: Figures) -> None:
        self._session = session
        self._figures = figures

    async def of(self, first_day: dt.date, last_day: dt.date) -> Counted:
        """Of a quarter that is over: as it was told; else counted now, and the same from then on."""
        known = await self.known(first_day)
        if known is not None:
            return known
        figures = counted(await self._figures.asked(first_day, last_day))
        await self._session.merge(QuarterFigures(first_day=first_day, told=asdict(figures)))
        await self._session.flush()
        return figures

    async def known(self, first_day: dt.date) -> Counted | None:
        """As it was told; None when it never was."""
        found = await self._session.get(QuarterFigures, first_day)
        return found.counted if found is not None else None

    async def all(self) -> list[QuarterFigures]:
        """By first day."""
        return list(await self._session.scalars(select(QuarterFigures).order_by(QuarterFigures.first_day)))

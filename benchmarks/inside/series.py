"""What was measured: raw samples by what, on what, at which size; one list a round."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from benchmarks.machine import load


@dataclass(frozen=True, slots=True)
class Scale:
    """How much of everything."""

    sizes: tuple[int, ...] = (1_000, 10_000, 100_000)  # rows stored
    commands: int = 200
    searches: int = 20
    ticks: int = 40
    rooms: tuple[int, ...] = (10, 100, 1_000)
    events: int = 100  # a room
    syncs: int = 1  # a round
    days: int = 30
    use: tuple[int, ...] = (200,)  # commands a day; one life each
    ilots: tuple[int, ...] = (10, 100, 1_000)
    news: int = 10_000  # open listings
    rounds: int = 2


QUICK = Scale(
    sizes=(20, 100), commands=8, searches=2, ticks=3, rooms=(2, 5), events=4, days=2, use=(8,), ilots=(2, 5), news=20,
    rounds=1,
)  # fmt: skip


@dataclass(slots=True)
class Series:
    """Samples of one thing. `unit` is ms unless said otherwise; `load` is the load average before and after a round."""

    what: str
    on: str
    size: int
    unit: str = "ms"
    samples: list[list[float]] = field(default_factory=list)
    load: list[list[list[float]]] = field(default_factory=list)

    @classmethod
    def read(cls, raw: dict[str, Any]) -> Self:
        """As it was kept."""
        return cls(**raw)

    @property
    def all(self) -> list[float]:
        """Of every round."""
        return [sample for samples in self.samples for sample in samples]

    @property
    def median(self) -> float:
        """Of every round."""
        return statistics.median(self.all)

    @property
    def p95(self) -> float:
        """One sample in twenty took longer."""
        found = sorted(self.all)
        return found[min(len(found) - 1, round(0.95 * len(found)))]

    @property
    def per_second(self) -> float:
        """How many one after the other, when samples are milliseconds of one each."""
        return 1000 / statistics.fmean(self.all)


class Record:
    """Gathers series over the rounds."""

    def __init__(self) -> None:
        self._series: dict[tuple[str, str, int], Series] = {}

    def add(
        self, what: str, on: str, size: int, samples: Sequence[float], before: list[float], unit: str = "ms"
    ) -> None:
        """One round of one thing; `before` is the load when it began."""
        series = self._series.setdefault((what, on, size), Series(what, on, size, unit))
        series.samples.append([round(sample, 4) for sample in samples])
        series.load.append([before, load()])
        print(f"  {what}, {on}, {size}: {series.median:.2f} {unit} (median of {len(series.all)})", flush=True)

    def as_json(self) -> list[dict[str, Any]]:
        """In the order of measuring."""
        return [asdict(series) for series in self._series.values()]

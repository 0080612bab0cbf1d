"""The bot's own parts, worded: the aims first, then a table and a picture of each curve."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.inside.clock import ALL_DUE, IDLE
from benchmarks.inside.courrier import EDITION, GROWTH
from benchmarks.inside.door import KEEPING, NIOS, OURS, READING, STALL
from benchmarks.inside.intake import COMMANDS, FLOOR, SEARCHES
from benchmarks.inside.month import FILE, MEMORY, SETTLED, slope
from benchmarks.inside.pictures import Curve, draw_curves
from benchmarks.inside.series import Series

ENGINES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
FILTERS = tuple(SEARCHES)[:3]


@dataclass(frozen=True, slots=True)
class Aim:
    """What was hoped for, and what was found."""

    what: str
    wanted: str
    found: str
    holds: bool

    def line(self) -> str:
        """A row of the table of aims."""
        return f"| {'✓' if self.holds else '✗'} | {self.what} | {self.wanted} | {self.found} |"


class Measured:
    """All series, by what and on what."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self._all = [Series.read(each) for each in raw["series"]]

    def of(self, what: str, on: str) -> list[Series]:
        """From small to large."""
        return sorted((each for each in self._all if (each.what, each.on) == (what, on)), key=lambda each: each.size)

    @property
    def busiest(self) -> float:
        """The highest load of all, the benchmark's own included."""
        return max(each[0] for series in self._all for around in series.load for each in around)

    def largest(self, what: str, on: str) -> Series:
        """Where the aim is measured."""
        return self.of(what, on)[-1]


def section(raw: dict[str, Any]) -> str:
    """Markdown."""
    found = Measured(raw)
    aims = [_OPENING.format(busiest=found.busiest), *(aim.line() for aim in _aims(found))]
    parts = (_commands, _searches, _clock, _door, _courrier, _month)
    return "\n".join([*aims, *filter(None, (part(found) for part in parts))])


def draw(raw: dict[str, Any], folder: Path) -> None:
    """One picture a part."""
    found = Measured(raw)
    for name, title, unit, curves in _pictures(found):
        draw_curves(folder / f"{name}.svg", title, unit, list(curves))


# ── aims ──

_OPENING = """## Inside

The bot's own parts, in one process, on real databases: a SQLite file with the settings of every day, and a PostgreSQL
that survives a power cut. Rows stored are live listings, and as many notes, messages in and messages out. Each figure
is the median of all samples of all rounds; the aims are those of the largest size. While it was measured the load
average, by which to judge these figures, went up to {busiest}.

| | what | aim | found |
|---|---|---|---|"""


def _aims(found: Measured) -> Iterable[Aim]:
    for on, least in (("sqlite", 150), ("postgresql", 100)):
        speed = found.largest(COMMANDS, on).per_second
        what = f"commands a second, one after the other, {ENGINES[on]}"
        yield Aim(what, f"≥ {least}", f"{speed:.0f}", speed >= least)
    for what in FILTERS:
        yield from (_at_most(found.largest(what, on), f"`{what}`, {ENGINES[on]}", 50) for on in ENGINES)
    for what in (IDLE, ALL_DUE):
        yield from (_at_most(found.largest(what, on), f"the clock: {what}, {ENGINES[on]}", 5) for on in ENGINES)
    stall = found.largest(STALL, OURS)
    what = f"longest stall of the loop while a sync of {stall.size} rooms is read and kept, worst sample"
    yield Aim(what, "≤ 200 ms", _ms(max(stall.all)), max(stall.all) <= 200)


def _at_most(series: Series, what: str, most: float) -> Aim:
    return Aim(what, f"≤ {most:g} ms", _ms(series.median), series.median <= most)


# ── parts ──


def _commands(found: Measured) -> str:
    rows = [
        [ENGINES[on], _count(each.size), f"{each.per_second:.0f}", *_spread(each), *_floor(each, floor)]
        for on in ENGINES
        for each, floor in zip(found.of(COMMANDS, on), found.of(FLOOR, on), strict=True)
    ]
    return _part(
        "Commands through intake",
        "`!offre`, `!offres montage`, `!voir O5` and `!prends` in turn, each by somebody else of the sample, from what "
        "came in to committed answers: two transactions, with some twenty statements. "
        "The floor is a transaction with a single insert on the same database, taken between two commands. What "
        "remains is Python: it grows with the statements of a command, hardly with the rows stored.",
        "commands",
        ["", "rows stored", "commands a second", "median", "p95", "floor", "median in floors"],
        rows,
    )


def _searches(found: Measured) -> str:
    rows = [
        [f"`{what}`", ENGINES[on], _count(each.size), *_spread(each)]
        for what in SEARCHES
        for on in ENGINES
        for each in found.of(what, on)
    ]
    return _part(
        "The board",
        "All listings are live, which no collective's are: the most a search can have to look through. « montage » is "
        "in one of twenty, the rare word in one of a thousand; a word in none has every listing looked at, and that "
        "is what bounds it. Through intake, its transactions included.",
        "board",
        ["", "", "live listings", "median", "p95"],
        rows,
    )


def _clock(found: Measured) -> str:
    rows = [
        [what, ENGINES[on], _count(each.size), *_spread(each)]
        for what in (IDLE, ALL_DUE)
        for on in ENGINES
        for each in found.of(what, on)
    ]
    return _part(
        "The clock",
        "An idle tick asks when the next note is due, and arms the alarm. With every note due, the first two hundred "
        "are found, and nothing is done about them.",
        "clock",
        ["", "", "notes", "median", "p95"],
        rows,
    )


def _door(found: Measured) -> str:
    rows = [
        [on, _count(each.size), _ms(max(stall.all)), _ms(each.median), _ms(kept[0].median) if kept else "–"]
        for on in (OURS, NIOS)
        for each, stall in zip(found.of(READING, on), found.of(STALL, on), strict=True)
        for kept in [[one for one in found.of(KEEPING, on) if one.size == each.size]]
    ]
    return _part(
        "A large sync",
        "What a bot meets after a long absence, a hundred events a room, from a real HTTP server in a process of its "
        "own. While it is read, something else in the loop wants its turn every two milliseconds; the stall is the "
        "longest it was kept waiting, in any sample. The bot's door reads in a thread, and so a little longer.",
        "sync",
        ["", "rooms", "longest stall", READING, KEEPING],
        rows,
    )


def _courrier(found: Measured) -> str:
    if not found.of(EDITION, "sqlite"):
        return ""  # measured before there was one
    rows = [
        [
            ENGINES[on],
            _count(each.size),
            f"{each.median / 1000:.1f} s",
            _ms(each.median / each.size),
            f"{grown.median:+.1f}",
        ]
        for on in ENGINES
        for each, grown in zip(found.of(EDITION, on), found.of(GROWTH, on), strict=True)
    ]
    return _part(
        "The courrier",
        "One Friday at 9:30: every îlot's courrier is composed out of ten thousand open listings of the others, each "
        "in a transaction of its own, until the last stands in the outbox; and what the process grew by, in MiB.",
        "courrier",
        ["", "îlots", "all of them", "each", "memory"],
        rows,
    )


def _month(found: Measured) -> str:
    rows = [
        [_count(memory.size), *_by_days(memory), f"{slope(memory):+.2f}", *_by_days(file)[-1:], f"{slope(file):+.3f}"]
        for memory, file in zip(found.of(MEMORY, "a month"), found.of(FILE, "a month"), strict=True)
    ]
    days = [f"day {day + 1}" for day in _days(found.largest(MEMORY, "a month"))]
    return _part(
        "A month",
        f"About thirty people, day after day, with nights and housekeeping, through the rehearsal on a database file: "
        f"the memory of a process of its own, in MiB, and its slope in MiB a day after the first {SETTLED} days; "
        f"then the database file with its log, at the end, and its slope.",
        "month",
        ["commands a day", *days, "slope", "file", "slope of the file"],
        rows,
    )


def _by_days(series: Series) -> list[str]:
    return [f"{series.samples[0][day]:.1f}" for day in _days(series)]


def _days(series: Series) -> list[int]:
    """The first, the first settled one, the last."""
    last = len(series.samples[0]) - 1
    return sorted({0, min(SETTLED, last), last})


# ── pictures ──


def _pictures(found: Measured) -> Iterable[tuple[str, str, str, Sequence[Curve]]]:
    yield "commands", "a command, median", "ms", [_curve(found.of(COMMANDS, on), ENGINES[on]) for on in ENGINES]
    searches = [_curve(found.of(what, on), f"{what}, {ENGINES[on]}") for what in FILTERS for on in ENGINES]
    yield "board", "a search, median", "ms", searches
    ticks = [_curve(found.of(what, on), f"{what}, {ENGINES[on]}") for what in (IDLE, ALL_DUE) for on in ENGINES]
    yield "clock", "a look of the clock, median", "ms", ticks
    if found.of(EDITION, "sqlite"):
        editions = [_curve(found.of(EDITION, on), ENGINES[on]) for on in ENGINES]
        yield "courrier", "a courrier for every îlot", "ms", editions
    yield "sync", "longest stall of the loop", "ms", [_curve(found.of(STALL, on), on) for on in (OURS, NIOS)]
    months = [*found.of(MEMORY, "a month"), *found.of(FILE, "a month")]
    yield "month", "memory and database by day", "MiB", [_by_day(each) for each in months]


def _curve(series: Sequence[Series], name: str) -> Curve:
    return Curve(name, [each.size for each in series], [each.median for each in series])


def _by_day(series: Series) -> Curve:
    samples = series.samples[0]
    return Curve(f"{series.what}, {series.size} commands a day", list(range(1, len(samples) + 1)), samples)


# ── words ──


def _part(title: str, prose: str, picture: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    table = [f"| {' | '.join(head)} |", "|---" * len(head) + "|", *lines]
    return "\n".join(["", f"### {title}", "", prose, "", *table, "", f"![{title}](benchmarks/{picture}.svg)"])


def _floor(series: Series, floor: Series) -> list[str]:
    return [_ms(floor.median), f"{series.median / floor.median:.1f}"]


def _spread(series: Series) -> list[str]:
    return [_ms(series.median), _ms(series.p95)]


def _ms(value: float) -> str:
    return f"{value:,.0f} ms" if value >= 100 else f"{value:.1f} ms"


def _count(value: int) -> str:
    return f"{value:,}"

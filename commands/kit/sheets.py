"""A sheet of figures: what a feature has to count, in rows; whoever writes it down knows nothing of what it means."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from storage.desk import Sayable, Speak

Figure = int | Decimal | dt.date | str | None
Cell = Figure | Sayable  # a word of ours is worded; a `str` is somebody's own


@dataclass(frozen=True, slots=True)
class Sheet:
    """Figures of everybody together, and of nobody: what stands here may be handed to a funder.

    `name` is its file's: plain letters. The words of `heads` are its title, then the head of each column, a line each.
    """

    name: str
    heads: Sayable
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The same, worded in one language."""

    name: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Figure, ...], ...]


def worded(sheet: Sheet, speak: Speak) -> Table:
    """Raises ValueError where a row is not as wide as its heads."""
    title, *columns = speak(sheet.heads).splitlines()
    rows = tuple(tuple(_figure(cell, speak) for cell in row) for row in sheet.rows)
    if any(len(row) != len(columns) for row in rows):
        raise ValueError(f"{sheet.name}: {len(columns)} heads, and a row of another width")
    return Table(sheet.name, title, tuple(columns), rows)


def _figure(cell: Cell, speak: Speak) -> Figure:
    return speak(cell) if isinstance(cell, Sayable) else cell


def month_of(day: dt.date) -> str:
    """« 2021-04 »: sorts as it reads, in either language."""
    return f"{day:%Y-%m}"

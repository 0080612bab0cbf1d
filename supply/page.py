"""docs/dependencies.md as data: what each package is for, its licence, and what was looked at."""

from __future__ import annotations

from dataclasses import dataclass

from supply.locks import HOUSE

PAGE = HOUSE / "docs" / "dependencies.md"


@dataclass(frozen=True)
class Row:
    """One package on the page; the licence is an SPDX expression."""

    name: str
    versions: tuple[str, ...]
    licence: str
    purpose: str
    looked_at: str


def rows() -> tuple[Row, ...]:
    """Those of the tables with five columns, in their order."""
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return tuple(_row(each) for each in cells if len(each) == 5)


def _row(cells: list[str]) -> Row:
    name, versions, licence, purpose, looked_at = cells
    return Row(name.strip("`"), tuple(versions.split(", ")), licence, purpose, looked_at)


def licences() -> dict[str, str]:
    """Name → licence."""
    return {row.name: row.licence for row in rows()}

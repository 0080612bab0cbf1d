"""docs/benchmarks.md and its pictures, from whichever results are there."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.machine import told

HOUSE = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results"
PAGE = HOUSE / "docs" / "benchmarks.md"
PICTURES = HOUSE / "docs" / "benchmarks"
PARTS = (
    "inside",
    "peers",
    "scale",
)  # benchmarks.<part>.report.section(raw) words one; its draw(raw, folder), if any, draws

_OPENING = """# Benchmarks

This page is generated: `python3 dev bench` measures anew and writes it (`python3 dev bench report` only writes it,
from the raw samples in `benchmarks/results`). Figures depend on the machine; ratios within one run depend on it less.
✓ and ✗ say whether an aim holds on the machine named here.
"""


def main(words: list[str]) -> int:
    """1 when there are no results yet."""
    raws = {part: raw for part in PARTS if (raw := read(part)) is not None}
    if not raws:
        print("bench: no results yet: python3 dev bench inside")
        return 1
    PICTURES.mkdir(exist_ok=True)
    PAGE.write_text("\n".join([_OPENING, *(_part(part, raw) for part, raw in raws.items())]), "utf-8")
    print(f"bench: {PAGE.relative_to(HOUSE)} written")
    return 0


def read(part: str) -> dict[str, Any] | None:
    """What was measured last, if anything was."""
    file = RESULTS / f"{part}.json"
    found: dict[str, Any] | None = json.loads(file.read_text("utf-8")) if file.exists() else None
    return found


def keep(part: str, raw: dict[str, Any]) -> None:
    """For the report, and for whoever wants to look closer."""
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{part}.json").write_text(_compact(raw), "utf-8")


def _part(part: str, raw: dict[str, Any]) -> str:
    module = import_module(f"benchmarks.{part}.report")
    draw = getattr(module, "draw", None)
    if draw is not None:
        draw(raw, PICTURES)
    return f"{told(raw.get('machine', {}))}\n\n{module.section(raw).strip()}\n"


def _compact(raw: dict[str, Any]) -> str:
    """One line a value of the first two levels: a change of one series is a change of one line."""
    lines = []
    for name, value in raw.items():
        if isinstance(value, list):
            rows = ",\n  ".join(json.dumps(each, ensure_ascii=False) for each in value)
            lines.append(f" {json.dumps(name)}: [\n  {rows}\n ]")
        else:
            lines.append(f" {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"

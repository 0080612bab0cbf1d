"""One whole run: every measurement twice, in turns, so that a busy minute of the machine spoils no single one."""

from __future__ import annotations

import asyncio
import sys
import time
from typing import Any

from benchmarks import report
from benchmarks.inside.report import section
from benchmarks.inside.series import QUICK, Record, Scale
from benchmarks.machine import load, machine


def main(words: list[str]) -> int:
    """Measures, keeps benchmarks/results/inside.json. `--quick` tries everything out and keeps nothing."""
    if set(words) - {"--quick"}:
        print(f"bench: inside knows --quick, not {' '.join(words)}", file=sys.stderr)
        return 2
    started = time.monotonic()
    raw = asyncio.run(measure(QUICK if words else Scale()))
    print(f"bench: measured in {time.monotonic() - started:.0f} s")
    if words:
        print(section(raw))
    else:
        report.keep("inside", raw)
    return 0


async def measure(scale: Scale) -> dict[str, Any]:
    """Raw samples, and what they were measured on."""
    before, record = load(), Record()
    return {"machine": {**machine(), "load": [before, load()]}, "series": record.as_json()}

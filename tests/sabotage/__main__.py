"""Breaks the mechanisms of the list one at a time in a copy, and prints which named test turned red for each."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.sabotage.breakage import Breakage, Drifted
from tests.sabotage.breakages import BREAKAGES
from tests.sabotage.tree import NoCheckout, broken, copied
from tests.sabotage.trial import Finding, Verdict, run

_WIDTH = 118


@dataclass(frozen=True)
class Row:
    """One breakage and what its test said; well when the test turned red, and only because of it."""

    breakage: Breakage
    verdict: str
    said: str
    seconds: float

    @property
    def is_well(self) -> bool:
        """Red."""
        return self.verdict == Verdict.RED

    def lines(self) -> str:
        """As the table has it."""
        mark, name = "✓" if self.is_well else "✗", self.breakage.name
        first = f"{mark} {name:<32} {self.breakage.mechanism:<88} {self.seconds:6.1f}"
        return f"{first}\n    {self.verdict}: {self.breakage.test}\n    {self.said[:_WIDTH]}".rstrip()


def main(words: Sequence[str]) -> int:
    """0 when every named test turned red, 1 when one did not, 2 for a name that is none."""
    known = {breakage.name: breakage for breakage in BREAKAGES}
    unknown = [word for word in words if word not in known]
    if unknown:
        print(f"sabotage: I don't know {unknown[0]!r}. I know:\n  " + "\n  ".join(known), file=sys.stderr)
        return 2
    try:
        with copied() as folder:
            return show(folder, [known[word] for word in words] or BREAKAGES)
    except (Drifted, NoCheckout) as why:
        print(f"sabotage: {why}", file=sys.stderr)
        return 1


def show(folder: Path, breakages: Sequence[Breakage]) -> int:
    """Prints the table of what happens in that copy; 0 when every row is well. Raises Drifted."""
    started = time.monotonic()
    for breakage in breakages:
        breakage.broken((folder / breakage.file).read_text("utf-8"))
    tests = list(dict.fromkeys(breakage.test for breakage in breakages))
    print(f"{len(tests)} named tests, in a copy with nothing broken: ", end="", flush=True)
    whole = run(folder, tests, patience=600)
    print(f"{sum(finding.verdict is Verdict.GREEN for finding in whole.values())} are green\n")
    print(f"  {'breakage':<32} {'mechanism; the test that turned red; what it said':<88} seconds", flush=True)
    rows = [_tried(folder, breakage, whole[breakage.test]) for breakage in breakages]
    failed = sum(not row.is_well for row in rows)
    print(f"\n{len(rows)} breakages, {failed} without a red test, in {time.monotonic() - started:.0f} s")
    return 1 if failed else 0


def _tried(folder: Path, breakage: Breakage, whole: Finding) -> Row:
    """Broken, asked, mended; a test that is not green anyway proves nothing and is not asked."""
    if whole.verdict is not Verdict.GREEN:
        row = Row(breakage, f"{whole.verdict} also with nothing broken", whole.said, 0.0)
    else:
        with broken(folder, breakage):
            found = run(folder, [breakage.test])[breakage.test]
        row = Row(breakage, found.verdict, found.said, found.seconds)
    print(row.lines(), flush=True)
    return row


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Breaks the mechanisms of the list one at a time in a copy, and prints which named test turned red for each."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from tests.sabotage.breakage import Breakage, Drifted
from tests.sabotage.breakages import BREAKAGES
from tests.sabotage.tree import NoCheckout, broken, copied
from tests.sabotage.trial import PATIENCE, Finding, Verdict, run

_WIDTH = 118
_AT_ONCE = 2  # a red test is red beside others too
_TOGETHER = 20.0  # seconds for a test among others: far more than they take


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
        with ExitStack() as stack:
            folders = [stack.enter_context(copied()) for _ in range(min(_AT_ONCE, os.cpu_count() or 1))]
            return show(folders, [known[word] for word in words] or BREAKAGES)
    except (Drifted, NoCheckout) as why:
        print(f"sabotage: {why}", file=sys.stderr)
        return 1


def show(folders: Sequence[Path], breakages: Sequence[Breakage]) -> int:
    """Prints the table of what happens, a breakage a copy at a time; 0 when every row is well. Raises Drifted."""
    started, whole_copy = time.monotonic(), folders[0]
    for breakage in breakages:
        breakage.broken((whole_copy / breakage.file).read_text("utf-8"))
    tests = list(dict.fromkeys(breakage.test for breakage in breakages))
    print(f"{len(tests)} named tests, in a copy with nothing broken: ", end="", flush=True)
    whole = _all_whole(folders, tests)
    print(f"{sum(finding.verdict is Verdict.GREEN for finding in whole.values())} are green\n")
    print(f"  {'breakage':<32} {'mechanism; the test that turned red; what it said':<88} seconds", flush=True)
    rows = list(_all_tried(folders, breakages, whole))
    failed = sum(not row.is_well for row in rows)
    print(f"\n{len(rows)} breakages, {failed} without a red test, in {time.monotonic() - started:.0f} s")
    return 1 if failed else 0


def _all_whole(folders: Sequence[Path], tests: Sequence[str]) -> dict[str, Finding]:
    """Nothing is broken yet: each copy takes its share. Without a test to name, pytest would run all of them."""
    folders = folders[: len(tests)]
    shares = [tests[number :: len(folders)] for number in range(len(folders))]

    def asked(folder: Path, share: Sequence[str]) -> dict[str, Finding]:
        return run(folder, share, PATIENCE + _TOGETHER * len(share), album=folder.parent)

    with ThreadPoolExecutor(len(folders)) as pool:
        found = pool.map(asked, folders, shares)
        return {test: finding for each in found for test, finding in each.items()}


def _all_tried(folders: Sequence[Path], breakages: Sequence[Breakage], whole: Mapping[str, Finding]) -> Iterator[Row]:
    """In the order of the list, each as soon as those before it are there."""
    free = SimpleQueue[Path]()
    for folder in folders:
        free.put(folder)

    def tried(breakage: Breakage) -> Row:
        folder = free.get()
        try:
            return _tried(folder, breakage, whole[breakage.test])
        finally:
            free.put(folder)

    with ThreadPoolExecutor(len(folders)) as pool:
        for row in pool.map(tried, breakages):
            print(row.lines(), flush=True)
            yield row


def _tried(folder: Path, breakage: Breakage, whole: Finding) -> Row:
    """Broken, asked, mended; a test that is not green anyway proves nothing and is not asked."""
    if whole.verdict is not Verdict.GREEN:
        return Row(breakage, f"{whole.verdict} also with nothing broken", whole.said, 0.0)
    with broken(folder, breakage):
        found = run(folder, [breakage.test], album=folder.parent)[breakage.test]
        if found.verdict is not Verdict.RED:  # what is broken may be the taking in, of which the album has a whole one
            found = run(folder, [breakage.test])[breakage.test]
    return Row(breakage, found.verdict, found.said, found.seconds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Fuzzes each reader for its share of the time, and prints what was read, reached and found; `--again` reads a find."""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fuzz.readers import Target

HOUSE = Path(__file__).parent.parent.parent
KEPT = HOUSE / ".fuzz"  # what was learnt, and what was found; not part of the project
_LONGEST = 600  # bytes, and many texts; `one.py` reads some of them as long as may be
_WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True)
class Row:
    """What became of one reader."""

    name: str
    read: int
    reached: int
    finds: Sequence[Path]
    ended: int

    def line(self) -> str:
        """As the table has it."""
        mark = "✓" if not self.finds and self.ended == 0 else "✗"
        said = [f"    {_said(find)}" for find in self.finds]
        said += [f"    ended with {self.ended}: the last lines of {KEPT.name}/{self.name}.log say why"] * (
            self.ended != 0
        )
        return "\n".join([f"{mark} {self.name:<16}{self.read:>12,} texts{self.reached:>8,} places reached", *said])


def main(words: Sequence[str]) -> int:
    """0 when nothing was found, 1 when something was, 2 for a reader that is none."""
    asked = _options().parse_args(words)
    if asked.again:
        return again(asked.again)
    if os.environ.get("PYTHONHASHSEED") != "0":  # or the same seed would not be the same
        os.execve(sys.executable, [sys.executable, "-m", "tests.fuzz", *words], os.environ | {"PYTHONHASHSEED": "0"})
    from tests.fuzz.one import instrumented  # noqa: PLC0415 - only with Atheris there

    print("fuzz: watching every branch…", flush=True)
    targets = instrumented()
    unknown = [name for name in asked.readers if name not in targets]
    if unknown:
        print(f"fuzz: I don't know {unknown[0]!r}. I know: {', '.join(targets)}", file=sys.stderr)
        return 2
    chosen = [targets[name] for name in asked.readers or targets]
    share = max(1, round(asked.minutes * 60 / len(chosen)))
    print(f"fuzz: seed {asked.seed}, {share} s a reader; what is learnt stays in {KEPT.name}/", flush=True)
    rows = []
    for target in chosen:
        rows.append(fuzz(target, share, asked.seed))
        print(rows[-1].line(), flush=True)
    found = sum(len(row.finds) for row in rows)
    print(f"{sum(row.read for row in rows):,} texts, {found or 'no'} find{'' if found == 1 else 's'}")
    return int(any(row.finds or row.ended for row in rows))


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="dev fuzz", description=__doc__)
    options.add_argument("minutes", nargs="?", type=float, default=5.0, help="for all readers together")
    options.add_argument("readers", nargs="*", help="their names; all of them by default")
    options.add_argument(
        "--seed", type=int, default=1, help="the same, on an empty .fuzz, tries the same texts in turn"
    )
    options.add_argument("--again", type=Path, metavar="FIND", help="a .bin file: reads it once more, and lets it fail")
    return options


def fuzz(target: Target, seconds: int, seed: int) -> Row:
    """For so long."""
    from tests.fuzz import one  # noqa: PLC0415 - only with Atheris there

    corpus, finds = KEPT / "corpus" / target.name, KEPT / "finds" / target.name
    _sow(target, corpus)
    shutil.rmtree(finds, ignore_errors=True)  # of an earlier run: what still fails is found again
    finds.mkdir(parents=True)
    words = _dictionary(target, KEPT / f"{target.name}.dict")
    options = [
        f"-max_total_time={seconds}",
        f"-seed={seed}",
        f"-max_len={_LONGEST}",
        "-timeout=30",
        "-rss_limit_mb=2048",
    ]
    options += [f"-dict={words}", f"-artifact_prefix={finds}/", "-print_final_stats=1", str(corpus)]
    log = KEPT / f"{target.name}.log"
    ended = one.fuzz(target, finds, log, options)
    told = log.read_text("utf-8", "replace")
    read = _last(r"number_of_executed_units: (\d+)", told) or _last(r"#(\d+)", told)
    return Row(target.name, read, _last(r"cov: (\d+)", told), sorted(finds.glob("*.json")), ended)


def _sow(target: Target, corpus: Path) -> None:
    """What it reads every day."""
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds):
        (corpus / f"seed-{number}").write_bytes(seed.encode())


def _dictionary(target: Target, path: Path) -> Path:
    """Its words, for libFuzzer to put together anew."""
    words = sorted({word for seed in target.seeds for word in _WORD.findall(seed)})
    escaped = ["".join(f"\\x{byte:02x}" for byte in word.encode()) for word in words]
    path.write_text("".join(f'"{word}"\n' for word in escaped), "utf-8")
    return path


def _last(pattern: str, log: str) -> int:
    found = re.findall(pattern, log)
    return int(found[-1]) if found else 0


def _said(find: Path) -> str:
    found = json.loads(find.read_text("utf-8"))
    return f"{found['place']}: {found['said'][:150]} · {find.relative_to(HOUSE).with_suffix('.bin')}"


def again(find: Path) -> int:
    """A find, read once more."""
    from tests.fuzz.one import text_of  # noqa: PLC0415 - only with Atheris there
    from tests.fuzz.readers import TARGETS  # noqa: PLC0415

    TARGETS[find.parent.name].read(text_of(find.read_bytes()))
    print("fuzz: read, and nothing happened")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The command line: python -m benchmarks [inside|peers|scale|report|slots] [words of its own]."""

from __future__ import annotations

import sys
from importlib import import_module

USAGE = """usage: python3 dev bench [WHAT]

  inside [--quick]  the bot's own parts, in one process: about ten minutes; --quick is a try-out that keeps nothing
  peers             beside other bots, over a real homeserver; other words go to it
  scale [--quick]   many îlots: ten to ten thousand rooms, a week of a thousand; about an hour; --help says more
  slots             a note a slot beside an APScheduler job a slot; prints a table, and keeps nothing
  report            writes docs/benchmarks.md and its pictures from the results that are there

Without a word: inside, peers and report, one after the other."""
_PARTS = ("inside", "peers", "scale", "report", "slots")
_USUAL = ("inside", "peers", "report")


def main(words: list[str]) -> int:
    """Exit code: 0 done, 1 something failed, 2 a word that is none of ours."""
    if words and words[0] in {"-h", "--help", "help"}:
        print(USAGE)
        return 0
    if words and words[0] not in _PARTS:
        print(f"bench: I don't know {words[0]!r}: inside, peers, scale, report or slots", file=sys.stderr)
        return 2
    if words:
        return _run(words[0], words[1:])
    return next((code for part in _USUAL if (code := _run(part, []))), 0)


def _run(part: str, words: list[str]) -> int:
    """Only what is measured is imported."""
    return int(import_module(f"benchmarks.{part}").main(words))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

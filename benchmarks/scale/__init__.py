"""Many îlots: what each cost grows with, from ten rooms to ten thousand, and what comes first to an end."""

from __future__ import annotations


def main(words: list[str]) -> int:
    """Keeps benchmarks/results/scale.json, unless it is a try-out; 1 when anything was lost, twice or late."""
    from benchmarks.scale.run import measure  # noqa: PLC0415 - some of its parts are also run by themselves

    return measure(words)

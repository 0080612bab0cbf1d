"""The bot's own parts, measured in one process: intake, board, clock, sync, memory."""

from __future__ import annotations


def main(words: list[str]) -> int:
    """Measures, keeps benchmarks/results/inside.json. `--quick` tries everything out and keeps nothing."""
    from benchmarks.inside.run import measured  # noqa: PLC0415 - some of its parts are also run by themselves

    return measured(words)

"""The bot's own parts, measured in one process: intake, board, clock, sync, memory."""

from benchmarks.inside.run import main

__all__ = ["main"]

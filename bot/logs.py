"""Structured logs on standard error: ids and outcomes, never what people write."""

from __future__ import annotations

import logging
import sys
import traceback
from pathlib import Path

import structlog

from bot.config import Log


def set_up_logs(settings: Log) -> None:
    """Text for people, JSON for collectors. Libraries are quiet below warning."""
    level = getattr(logging, settings.level.upper())
    logging.basicConfig(level=max(level, logging.WARNING), stream=sys.stderr, format="%(name)s %(levelname)s")
    for noisy in ("nio", "apscheduler", "peewee", "alembic", "aiohttp"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)  # their messages may quote events
    as_json = settings.format == "json"
    as_text = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    renderer = structlog.processors.JSONRenderer() if as_json else as_text  # rich tracebacks would quote messages
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )


def trace(error: Exception) -> dict[str, object]:
    """Where it happened, without a word of what was said."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return {"error": type(error).__name__, "at": places}

"""How tasks are ended: cancelled until they are over, since a cancellation may get lost on its way."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from typing import Any

_PATIENCE = 5.0  # seconds for what a task tidies up, before it is asked again


async def end(tasks: Collection[asyncio.Task[Any]], patience: float = _PATIENCE) -> None:
    """Returns once all are over; what they raised is left in them, and not told as never asked for.

    A request of aiohttp's whose own time limit comes just then takes a cancellation for that limit's, and tries again.
    """
    while under_way := [task for task in tasks if not task.done()]:
        for task in under_way:
            task.cancel()
        await asyncio.wait(under_way, timeout=patience)
    for task in tasks:
        if not task.cancelled():
            task.exception()

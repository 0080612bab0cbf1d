"""Tasks are ended also when a cancellation gets lost: whoever waits for one that goes on would wait for ever."""

from __future__ import annotations

import asyncio

import pytest

from bot.ending import end


async def _listens(losing: int) -> None:
    """As a request does that takes a cancellation for its own time limit's, and tries again."""
    while True:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            losing -= 1
            if losing < 0:
                raise


@pytest.mark.parametrize("losing", [0, 1, 3])
async def test_a_task_that_misses_a_cancellation_is_cancelled_again(losing: int) -> None:
    listening = asyncio.create_task(_listens(losing))
    await asyncio.sleep(0)
    async with asyncio.timeout(30):
        await end([listening], patience=0.01)
    assert listening.cancelled()


async def test_what_a_task_raised_stays_in_it_and_holds_up_no_other() -> None:
    async def fails() -> None:
        raise ValueError("of its own")

    failing, listening = asyncio.create_task(fails()), asyncio.create_task(_listens(0))
    await asyncio.sleep(0)
    await end([failing, listening], patience=0.01)
    assert isinstance(failing.exception(), ValueError)
    assert listening.cancelled()


async def test_with_nothing_under_way_it_returns_at_once() -> None:
    await end([])

"""Lost, twice, out of order: counted from the timeline of somebody else than who typed, not from any database."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Mapping, Sequence

from tests.live.collective import Collective

NONE = {"lost": 0, "twice": 0, "rooms out of order": 0}
_A_MOMENT_MORE = 3.0  # for what would come twice

Typed = Mapping[str, Sequence[str]]  # room id → ids of the commands typed there, in order


async def settled(collective: Collective, typed: Typed, seconds: float) -> None:
    """Until every command has an answer, or the time is over; then a moment more."""
    wanted = sum(map(len, typed.values()))
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while _answered(collective, typed) < wanted:  # noqa: ASYNC110 - several people's timelines are looked at
                await asyncio.sleep(0.5)
    await asyncio.sleep(_A_MOMENT_MORE)


def verdict(collective: Collective, typed: Typed) -> dict[str, int]:
    """As the other people of the rooms saw it."""
    lost = twice = disordered = 0
    for room, ids in typed.items():
        roots = _roots(collective, room, ids)
        counts = Counter(roots)
        lost += sum(counts[each] == 0 for each in ids)
        twice += sum(counts[each] > 1 for each in ids)
        disordered += list(dict.fromkeys(roots)) != [each for each in ids if counts[each]]
    return {"lost": lost, "twice": twice, "rooms out of order": disordered}


def _answered(collective: Collective, typed: Typed) -> int:
    return sum(len(set(_roots(collective, room, ids))) for room, ids in typed.items())


def _roots(collective: Collective, room: str, ids: Sequence[str]) -> list[str]:
    """Which of the commands were answered, in the order of the answers."""
    mine = set(ids)
    said = collective.answers(collective.watchers[room], room)
    return [root for root, _ in said if root is not None and root in mine]

"""Lost, twice, out of order: counted from the timeline of somebody else than who typed, not from any database."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence

from tests.live.collective import Collective

NONE = {"lost": 0, "twice": 0, "rooms out of order": 0}
_A_MOMENT_MORE = 3.0  # for what would come twice
_LOOK = 0.5

Typed = Mapping[str, Sequence[str]]  # room id → ids of the commands typed there, in order


async def settled(collective: Collective, typed: Typed, patience: float = 60.0) -> None:
    """Until every command has an answer, or none came for `patience` seconds; then a moment more."""
    wanted, answered, quiet = sum(map(len, typed.values())), 0, 0.0
    while answered < wanted and quiet < patience:  # several people's timelines are looked at
        await asyncio.sleep(_LOOK)
        before, answered = answered, _answered(collective, typed)
        quiet = 0.0 if answered > before else quiet + _LOOK
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

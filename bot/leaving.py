"""What leaves next, room by room: looked up whole now and then, in between only where something has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Container

from storage.heads import Head, Heads

_MOST = 1_000  # rooms a look
_RARELY = 20  # a whole look is taken anew after so many times as long as the last one took
_OVERLAP = 32  # rows looked at twice: a server commits them in another order than it numbers them


class Leaving:
    """A whole look costs what all that waits costs: with ten thousand messages due, one look after each is a day.

    The database stays the truth: what is claimed is looked at again, and a whole look forgets what was believed.
    """

    def __init__(self, tell: Callable[[], float]) -> None:
        self._tell = tell  # seconds of a clock that nobody sets
        self._heads: dict[str, Head] = {}
        self._changed: set[str] = set()
        self._newest = 0
        self._whole_at = 0.0

    def forget(self) -> None:
        """The next look is a whole one."""
        self._heads.clear()

    def changed(self, room_id: str) -> None:
        """Something left that room, or was put off."""
        self._changed.add(room_id)

    def is_more(self, busy: Container[str]) -> bool:
        """True when something is known to be due where nothing is on its way."""
        return any(room_id not in busy for room_id in self._heads)

    async def look(self, heads: Heads, now: dt.datetime) -> list[Head]:
        """The head of each room: what somebody waits for, then the rest; each of the two oldest first."""
        changed, self._changed = self._changed, set()
        if not self._heads or self._tell() >= self._whole_at:
            await self._look_whole(heads, now)
        else:
            await self._look_again(heads, now, changed)
        return sorted(self._heads.values(), key=lambda head: (not head.awaited, head.seq))

    async def _look_whole(self, heads: Heads, now: dt.datetime) -> None:
        self._heads.clear()
        begun, self._newest = self._tell(), await heads.newest()
        self._heads = {head.room_id: head for head in await heads.awaited_first(now, _MOST)}
        self._whole_at = self._tell() + _RARELY * (self._tell() - begun)

    async def _look_again(self, heads: Heads, now: dt.datetime, changed: set[str]) -> None:
        """What was written since, and what has left."""
        rooms = changed | await heads.rooms_since(self._newest - _OVERLAP)
        self._newest = max(self._newest, await heads.newest())
        found = {head.room_id: head for head in await heads.of(rooms, now)}
        self._heads = {room: head for room, head in self._heads.items() if room not in rooms} | found

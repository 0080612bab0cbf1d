"""A large JSON text, read room by room, and freed a few rooms at a time: others get their turn in between."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

_space = re.compile(r"[ \t\n\r]*").match
_piece = json.JSONDecoder().raw_decode  # in C: nobody else runs meanwhile
_FREED_AT_ONCE = 100  # rooms: a few milliseconds
_DEEP = 3  # a sync is {"rooms": {"join": {room: piece}}}


def read_in_steps(data: bytes) -> Any:
    """The same as json.loads gives. Raises ValueError where that does."""
    text = data.decode(json.detect_encoding(data), "surrogatepass")
    value, end = _value(text, _after_space(text, 0), _DEEP)
    if _after_space(text, end) != len(text):
        raise ValueError("more than one value")
    return value


async def free_in_steps(rooms: dict[str, Any]) -> None:
    """Empties it. All at once, the objects of ten thousand rooms would be freed without a turn for anybody."""
    while rooms:
        for _ in range(min(_FREED_AT_ONCE, len(rooms))):
            rooms.popitem()
        await asyncio.sleep(0)


def _value(text: str, at: int, deep: int) -> tuple[Any, int]:
    return _members(text, at + 1, deep - 1) if deep and text.startswith("{", at) else _piece(text, at)


def _members(text: str, at: int, deep: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    at = _after_space(text, at)
    if text.startswith("}", at):
        return found, at + 1
    while True:
        name, at = _name(text, at)
        found[name], at = _value(text, at, deep)
        at = _after_space(text, at)
        if text.startswith("}", at):
            return found, at + 1
        at = _past(",", text, at)


def _name(text: str, at: int) -> tuple[str, int]:
    if not text.startswith('"', at):
        raise ValueError("a member without a name")
    name, at = _piece(text, at)
    return name, _past(":", text, _after_space(text, at))


def _past(mark: str, text: str, at: int) -> int:
    if not text.startswith(mark, at):
        raise ValueError(f"no {mark!r} where one must be")
    return _after_space(text, at + 1)


def _after_space(text: str, at: int) -> int:
    found = _space(text, at)
    assert found is not None
    return found.end()

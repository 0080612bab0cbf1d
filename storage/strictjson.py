"""JSON in which nothing is lost in silence, and nothing is bottomless: no name twice in one object, no NaN."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any, NoReturn

DEEPEST = 100  # lists and objects in each other; ours have ten


def read_strictly(text: str) -> Any:
    """The value of a JSON text; a byte order mark is passed over.

    Raises json.JSONDecodeError where it is no JSON, RecursionError where it is deeper than DEEPEST, and ValueError
    where a name stands twice in one object, or a number is none (RFC 8259 allows neither).
    """
    value = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_once_each, parse_constant=_no_number)
    _check_depth(value)
    return value


def _check_depth(value: Any) -> None:
    """Level by level: whoever walks through it later may call itself."""
    level = [value]
    for _ in range(DEEPEST + 1):
        level = [each for found in level for each in _inside(found)]
        if not level:
            return
    raise RecursionError(f"deeper than {DEEPEST}")


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    twice = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]
    if twice:
        raise ValueError(f"{twice[0][:40]!r} stands twice in one object")
    return dict(pairs)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")

"""JSON in which nothing is lost in silence: no name twice in one object, no NaN."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, NoReturn


def read_strictly(text: str) -> Any:
    """The value of a JSON text; a byte order mark is passed over.

    Raises json.JSONDecodeError where it is no JSON, RecursionError where it is too deep, and ValueError where a
    name stands twice in one object, or a number is none (RFC 8259 allows neither).
    """
    return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_once_each, parse_constant=_no_number)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    twice = [name for name, count in Counter(name for name, _ in pairs).items() if count > 1]
    if twice:
        raise ValueError(f"{twice[0][:40]!r} stands twice in one object")
    return dict(pairs)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")

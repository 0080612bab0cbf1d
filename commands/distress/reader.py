"""Words of distress, told from ordinary ones, by the list beside it."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from commands.kit.expressions import Reader

LIST = Path(__file__).parent / "expressions.toml"


def is_distress(text: str) -> bool:
    """True for words of distress, in French or English, also misspelled. Pure; a needless answer is a kind word."""
    return _reader().finds(text)


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader(tomllib.loads(LIST.read_text("utf-8")))

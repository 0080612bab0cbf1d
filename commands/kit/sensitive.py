"""Words of health or money that a person may not want a whole room to read: noticed on the machine, kept nowhere."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from commands.kit.expressions import Reader

LIST = Path(__file__).parent / "sensitive.toml"


def is_sensitive(text: str) -> bool:
    """True when it speaks of somebody's health or want of money. A needless warning is read by one."""
    return _reader().finds(text)


@lru_cache(maxsize=1)
def _reader() -> Reader:
    return Reader(tomllib.loads(LIST.read_text("utf-8")))

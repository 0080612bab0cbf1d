"""What one test's database compiled is there for the next one's: it took a sixth of the processor's time of most."""

from __future__ import annotations

from functools import cache, partial

from sqlalchemy import Dialect
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.util import LRUCache

import storage.database
from storage.sealing import Seal

_MANY = 1500  # statements: what most tests say, for a key or two


def share_compiled() -> None:
    """From now on, in this process. What is compiled seals with one key, so it is shared between equal ones alone."""
    Seal.from_text = cache(Seal.from_text)  # type: ignore[method-assign]  # equal keys, one seal
    for kind in (SQLiteDialect_aiosqlite, PGDialect_asyncpg):
        kind.__hash__ = _hash  # type: ignore[method-assign, assignment]
        kind.__eq__ = _is_alike  # type: ignore[method-assign, assignment]
    shared: dict[str, object] = {"compiled_cache": LRUCache(_MANY)}
    storage.database.create_async_engine = partial(create_async_engine, execution_options=shared)  # type: ignore[attr-defined]


def _hash(dialect: Dialect) -> int:
    return hash(_kind_and_seal(dialect))


def _is_alike(one: Dialect, other: object) -> bool:
    return one is other or (isinstance(other, type(one)) and _kind_and_seal(one) == _kind_and_seal(other))


def _kind_and_seal(dialect: Dialect) -> tuple[type, int]:
    """An engine has no seal yet while it is made: then it is like no other."""
    return type(dialect), id(getattr(dialect, "navette_seal", dialect))

"""INSERT … ON CONFLICT, which SQLAlchemy has for each database apart."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as insert_sqlite


def insert_into(dialect: str, table: Any) -> Insert:
    """The one that « sqlite » or « postgresql » speaks; both have the same methods."""
    if dialect == "sqlite":
        return insert_sqlite(table)
    from sqlalchemy.dialects.postgresql import insert  # noqa: PLC0415 - memory that most bots do not need

    return insert(table)  # type: ignore[return-value]

"""SQLite behind its thread: one trip there and back a statement, where the driver makes four."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable
from contextlib import closing
from typing import Any

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)
from sqlalchemy.util import await_


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    """Made, executed, fetched and closed in the same trip."""

    __slots__ = ()

    def __init__(self, adapt_connection: _Connection) -> None:
        self._adapt_connection = adapt_connection
        self._connection = adapt_connection._connection
        self._rows = deque()
        self._closed_with(None)

    def execute(self, operation: Any, parameters: Any = None) -> Any:
        """One statement, its rows brought along."""
        return self._travel(lambda cursor: cursor.execute(operation, parameters or ()))

    def executemany(self, operation: Any, seq_of_parameters: Any) -> Any:
        """One statement, many times."""
        return self._travel(lambda cursor: cursor.executemany(operation, seq_of_parameters))

    def _travel(self, work: Callable[[sqlite3.Cursor], object]) -> Any:
        connection: Any = self._connection

        def trip() -> tuple[sqlite3.Cursor, Any, list[Any]]:
            with closing(connection._conn.cursor()) as cursor:
                work(cursor)
                return cursor, cursor.description, cursor.fetchall() if cursor.description else []

        try:
            found, description, rows = await_(connection._execute(trip))
        except Exception as error:
            self._adapt_connection._handle_exception(error)
        self._cursor = found
        self._closed_with(description)
        self._rows = deque(rows)
        return self

    def _closed_with(self, description: Any) -> None:
        """What SQLAlchemy takes for a closed cursor whose rows are still to be read."""
        self._soft_closed_memoized = {"description": description}  # type: ignore[assignment]  # never changed in place

    async def _async_soft_close(self) -> None:
        """It is closed."""


class _Connection(AsyncAdapt_aiosqlite_connection):
    """Goes nowhere to undo nothing, which a pool asks for each time a connection comes back."""

    __slots__ = ()
    _cursor_cls = _Cursor  # type: ignore[assignment]  # made by this connection alone

    def rollback(self) -> None:
        """Undoes what was not committed, if there is anything."""
        if self._connection._connection and self._connection.in_transaction:
            super().rollback()


class _Driver(AsyncAdapt_aiosqlite_dbapi):
    def connect(self, *arg: Any, **kw: Any) -> _Connection:
        return _Connection(self, super().connect(*arg, **kw)._connection)


DRIVER = _Driver(aiosqlite, sqlite3)

"""One whole database into another, its keys and its device too; killed on the way, it goes on."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy import insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.copying import Changed, Sum, continue_numbering, count_rows, empty, go_on_copying, sum_up_but
from storage.database import Database
from storage.errors import DatabaseLocked, StorageFault
from storage.lease import LeaseRow
from storage.letters import Account
from storage.upgrade import MOVED, MOVING, current_shape, newest_shape, prepare, refuse_newer, set_shape

_OF_PROCESSES = {"lease"}  # who holds the one database holds nothing of the other
_ALONE = 0x4D6F7665  # « Move », for PostgreSQL's advisory locks


@dataclass(frozen=True, slots=True)
class Transfer:
    """From one to the other. Both stay as they were for whoever reads a shape, until the last step."""

    source: Database
    target: Database

    async def prove(self) -> None:
        """Raises WrongKey when the key that goes with the source does not open it."""
        async with self.source.engine.connect() as connection:
            await connection.execute(select(Account.seal_check))

    async def is_over(self) -> bool:
        """True when all of it was done before. Raises StorageFault when this is no move that can be made."""
        source, target = [(await current_shape(each))[0] for each in (self.source, self.target)]
        if source == MOVED and target == newest_shape() and await self._is_same_collective():
            return True
        if source != MOVED or target != MOVING:
            refuse_newer(source)
        if source is None:
            raise StorageFault("there is nothing in the database to be moved")
        if source not in {newest_shape(), MOVED}:
            raise StorageFault(f"the database to be moved has shape {source}, not {newest_shape()}: run the bot once")
        await self._refuse_target(target)
        return False

    async def _refuse_target(self, shape: str | None) -> None:
        if shape is None or shape == MOVING:
            return
        if shape == MOVED:
            if not await self._is_same_collective():
                raise StorageFault("the target holds another collective: nothing is written over it")
            return
        refuse_newer(shape)
        if shape != newest_shape():
            raise StorageFault(f"the target has shape {shape}, not {newest_shape()}: move into an empty database")
        async with self.target.engine.connect() as connection:
            if await count_rows(connection):
                raise StorageFault("the target holds a collective already: move into an empty database")

    async def _is_same_collective(self) -> bool:
        """By the bot's accounts."""
        there = await _accounts(self.target)
        return bool(there) and there <= await _accounts(self.source)

    async def begin(self) -> None:
        """From now on nobody opens the target but a move."""
        shape, _ = await current_shape(self.target)
        if shape is None:
            await prepare(self.target, within=lambda connection: set_shape(connection, MOVING))
        elif shape != MOVING:
            await self._empty()

    async def copy(self, copied: Callable[[int], None]) -> dict[str, Sum]:
        """Every row, compared at the end. `copied` is told how many. Raises StorageFault when they are not equal."""
        try:
            wanted = await self._copy(copied)
        except Changed:  # somebody ran the bot on the source between two tries
            await self._empty()
            wanted = await self._copy(copied)
        async with self.target.engine.connect() as connection:
            found = await sum_up_but(connection, _OF_PROCESSES)
        if different := sorted(name for name in wanted if wanted[name] != found.get(name)):
            raise StorageFault(f"the copy is not equal in {', '.join(different)}: nothing was moved, report it")
        return wanted

    async def _copy(self, copied: Callable[[int], None]) -> dict[str, Sum]:
        return await go_on_copying(self.source.engine, self.target.engine, _OF_PROCESSES, copied)

    async def _empty(self) -> None:
        async with self.target.engine.begin() as connection:
            await empty(connection)
            await set_shape(connection, MOVING)
        await self.target.forget_erased()

    async def rows(self) -> int:
        """How many there are to copy."""
        async with self.source.engine.connect() as connection:
            return await count_rows(connection)

    async def leave(self) -> None:
        """Nobody opens the source any more: there is never a moment in which two bots could start."""
        async with self.source.engine.begin() as connection:
            await set_shape(connection, MOVED)

    async def open(self) -> None:
        """Whoever starts now starts on the target, with numbers that were never given."""
        async with self.source.engine.connect() as given, self.target.engine.begin() as taken:
            await continue_numbering(given, taken)
            await taken.execute(insert(LeaseRow), await _epochs(given))
            await set_shape(taken, newest_shape())


async def _accounts(database: Database) -> set[str]:
    async with database.engine.connect() as connection:
        return set(await connection.scalars(select(Account.user_id)))


async def _epochs(connection: AsyncConnection) -> list[dict[str, object]]:
    """Of every account; held by nobody."""
    found = await connection.execute(select(LeaseRow.account_id, LeaseRow.epoch))
    return [{"account_id": account_id, "epoch": epoch} for account_id, epoch in found]


@asynccontextmanager
async def alone_in(database: Database) -> AsyncIterator[None]:
    """No other move may fill it meanwhile; a file's lock tells that by itself. Raises DatabaseLocked."""
    if database.is_sqlite:
        yield
        return
    async with database.engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")  # else it would idle in a transaction
        if not await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _ALONE}):
            raise DatabaseLocked("another move into this database is under way")
        yield

"""`navette move`: a collective into another database, with its files, its journal, its key and the bot's device."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import alone
from bot.config import Config
from bot.crashpoints import reach
from bot.places import is_file, is_missing, journal_of, key_file_of, media_of, seal_of
from storage.copying import Sum
from storage.database import Address, Database, read_url
from storage.erasures import Journal
from storage.errors import StorageFault, WrongKey
from storage.lease import FileLock
from storage.media import MediaFolder, write_whole
from storage.sealing import Seal
from storage.transfer import Transfer, alone_in


@dataclass(frozen=True, slots=True)
class Moved:
    """What each table held, and how many sealed files there were; None when all was done before."""

    tables: dict[str, Sum]
    files: int

    @property
    def rows(self) -> int:
        """In all tables."""
        return sum(each.rows for each in self.tables.values())


Tell = Callable[[int, int], None]  # rows done, of how many


async def move(config: Config, source: str, target: str, tell: Tell) -> Moved | None:
    """Safe to kill, and then to type again: it goes on. Raises StorageFault."""
    given, taken = read_url(source), read_url(target)
    _refuse_places(given, taken)
    async with AsyncExitStack() as held:
        for address in (given, taken):
            held.enter_context(_locked(address))
        transfer = Transfer(
            await held.enter_async_context(_opened(given, seal_of(config, given, create=False))),
            await held.enter_async_context(_opened(taken, seal_of(config, given, create=False))),
        )
        return await _move(config, transfer, tell)


def _refuse_places(given: Address, taken: Address) -> None:
    for address in (given, taken):
        if address.drivername.startswith("sqlite") and not is_file(address):
            raise StorageFault("a database in memory ends with its process: nothing can be moved there, or from there")
    if _same(given) == _same(taken):
        raise StorageFault("source and target are the same database")
    if is_file(given) and is_missing(given):
        raise StorageFault(f"there is no database at {given.database}")


def _same(address: Address) -> object:
    return Path(str(address.database)).resolve() if is_file(address) else address.set(password=None, username=None)


@contextmanager
def _locked(address: Address) -> Iterator[None]:
    """Raises DatabaseLocked while a bot runs on the file."""
    if not is_file(address):
        yield
        return
    lock = FileLock(Path(str(address.database)))
    lock.take()
    try:
        yield
    finally:
        lock.free()


@asynccontextmanager
async def _opened(address: Address, seal: Seal) -> AsyncIterator[Database]:
    database = Database(address, seal)
    try:
        async with database.speaking_plainly():
            yield database
    finally:
        await database.close()


async def _move(config: Config, transfer: Transfer, tell: Tell) -> Moved | None:
    if await transfer.is_over():
        return None
    async with alone_in(transfer.target), _unused(transfer.source):
        await transfer.prove()
        await asyncio.to_thread(_bring_key, config, transfer)
        await transfer.begin()
        reach("move-begun")
        moved = Moved(await transfer.copy(await _progress(transfer, tell)), await _move_files(config, transfer))
        reach("move-copied")
        await transfer.leave()
        reach("source-left")
        await transfer.open()
    await transfer.source.forget_erased()
    return moved


@asynccontextmanager
async def _unused(source: Database) -> AsyncIterator[None]:
    """A file's lock told already; on a server each account's lease is held. Raises DatabaseLocked."""
    if source.is_sqlite:
        yield
        return
    async with alone(source):
        yield


async def _progress(transfer: Transfer, tell: Tell) -> Callable[[int], None]:
    total, done = await transfer.rows(), 0

    def copied(rows: int) -> None:
        nonlocal done
        done += rows
        tell(min(done, total), total)
        reach("rows-moved")

    return copied


# ── what lies beside a database ──


def _bring_key(config: Config, transfer: Transfer) -> None:
    """The same key opens both. Raises WrongKey where another one is in its place."""
    given, taken = key_file_of(config, transfer.source.url), key_file_of(config, transfer.target.url)
    if os.environ.get("NAVETTE_SEAL_KEY") or given is None or taken is None or given == taken:
        return
    if not taken.exists():
        write_whole(taken, given.read_bytes())
    if taken.read_bytes() != given.read_bytes():
        raise WrongKey(f"{taken} is another key than {given}: move it away first, it may open something else")


async def _move_files(config: Config, transfer: Transfer) -> int:
    """Sealed as they are. A journal that is there keeps its own lines."""
    source, target = transfer.source, transfer.target
    files = await asyncio.to_thread(_copy_files, media_of(config, source), media_of(config, target))
    await asyncio.to_thread(_copy_lines, journal_of(config, source), journal_of(config, target))
    return files


def _copy_files(source: MediaFolder, target: MediaFolder) -> int:
    """Raises StorageFault for one that does not read back."""
    files = source.files()
    for path in files:
        target.take_in(path)
        reach("file-moved")
    there = {path.name: path for path in target.files()}
    for path in files:
        if there[path.name].read_bytes() != path.read_bytes():
            raise StorageFault(f"{there[path.name]} is not what {path} is: move it away, and type this again")
    return len(files)


def _copy_lines(source: Journal, target: Journal) -> None:
    if source.path != target.path:
        known = {each.id for each in target.all()}
        if missing := [each for each in source.all() if each.id not in known]:
            target.append(missing)

"""`navette restore`: a backup into an empty place, looked at before anything of it is put there."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import replay_erasures
from bot.config import Config
from bot.crashpoints import reach
from bot.places import is_file, journal_of, media_of, seal_of
from storage import archive, snapshots
from storage.archive import DATABASE, ERASURES, MEDIA, Page
from storage.database import Address, Database, read_url
from storage.erasures import Forgetting, Journal
from storage.errors import StorageFault
from storage.lease import FileLock
from storage.media import MediaFolder, sync_folder
from storage.upgrade import refuse_newer


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back: the page of the backup, and how many people were forgotten again."""

    page: Page
    forgotten: int


async def restore(config: Config, url: str | None, file: Path, erasures: Path | None) -> Restored:
    """Nothing is there before all of it is. Safe to kill, and then to type again. Raises StorageFault.

    `erasures`: a newer copy of the journal than the one in the backup.
    """
    address = read_url(config.database_url if url is None else url)
    if address.drivername.startswith("sqlite") and not is_file(address):
        raise StorageFault("a database in memory is nothing to restore into")
    page = archive.read_page(file)
    refuse_newer(page.shape)
    database = Database(address, seal_of(config, address, create=False))
    try:
        archive.prove(page, database.seal)
        with _alone(address):
            await _refuse_living(database)
            newer = [] if erasures is None else _lines_of(Journal(erasures, database.seal))
            await _put_back(config, database, file, page, newer)
    finally:
        await database.close()
    return Restored(page, await replay_erasures(config, url))


@contextmanager
def _alone(address: Address) -> Iterator[None]:
    """Raises DatabaseLocked."""
    lock = FileLock(Path(str(address.database))) if is_file(address) else None
    if lock is not None:
        lock.take()
    try:
        yield
    finally:
        if lock is not None:
            lock.free()


async def _refuse_living(database: Database) -> None:
    """Whatever is there is worth more than a backup, until a person says otherwise by moving it away."""
    file = database.file
    if file is None:
        if not await snapshots.is_empty(database):
            raise StorageFault("this database is not empty: restore into an empty one")
        return
    for left in (file, *(file.with_name(file.name + end) for end in ("-wal", "-journal"))):
        if left.exists():
            raise StorageFault(f"{left} is there already: move it away first, nothing is written over it")


def _lines_of(journal: Journal) -> list[Forgetting]:
    """Raises StorageFault where there is none: it was named."""
    assert journal.path is not None
    if not journal.path.exists():
        raise StorageFault(f"{journal.path}: there is no such file")
    return journal.all()


async def _put_back(config: Config, database: Database, file: Path, page: Page, newer: list[Forgetting]) -> None:
    journal, media = journal_of(config, database), media_of(config, database)
    assert journal.path is not None
    work = journal.path.with_suffix(".restoring")
    try:
        await asyncio.to_thread(archive.emptied, work)
        await _unpack(database, file, page, work)
        await asyncio.to_thread(_put_beside, database, work, journal, media, newer)
        reach("put-beside")
        await _put_database(database, work / DATABASE)
        reach("put-back")
    except OSError as error:
        raise StorageFault(f"{work}: cannot be written: {error.strerror}") from error
    finally:
        await asyncio.to_thread(shutil.rmtree, work, ignore_errors=True)


async def _unpack(database: Database, file: Path, page: Page, work: Path) -> None:
    """Each file as it was summed up, each row counted; then made ready for this version, without its device."""
    await asyncio.to_thread(archive.unpack, file, page, work)
    if await snapshots.look_into(work / DATABASE, database.seal) != page.tables:
        raise StorageFault(f"{file}: does not hold what it says: take another backup")
    await snapshots.make_ready(work / DATABASE, database.seal)


def _put_beside(database: Database, work: Path, journal: Journal, media: MediaFolder, newer: list[Forgetting]) -> None:
    """The journal that is here already is newer than the backup: it only grows."""
    known = {each.id for each in journal.all()}
    brought = [*Journal(work / ERASURES, database.seal).all(), *newer]
    missing = {each.id: each for each in brought if each.id not in known}
    if missing:
        journal.append(missing.values())
    for sealed in sorted((work / MEDIA).glob("*")):
        media.take_in(sealed)


async def _put_database(database: Database, ready: Path) -> None:
    if database.file is None:
        await snapshots.put_on_server(ready, database)
        return
    await asyncio.to_thread(_rename, ready, database.file)


def _rename(ready: Path, file: Path) -> None:
    ready.replace(file)
    sync_folder(file.parent)

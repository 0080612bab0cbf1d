"""`navette backup`: everything in one file but the key, whole and read back; and the copy before a migration."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.config import Config
from bot.crashpoints import reach
from bot.places import is_file, journal_of, media_of, refuse_missing, seal_of
from storage import archive, snapshots
from storage.archive import DATABASE, ERASURES, MEDIA, Page
from storage.database import Database, read_url
from storage.errors import StorageFault
from storage.media import sync_folder
from storage.sealing import Seal

log = structlog.get_logger()

KEEP_COPIES, KEEP_COPIES_FOR = 3, dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Made:
    """When a backup is made, and by which version of Navette."""

    at: dt.datetime
    by: str


async def back_up(config: Config, url: str | None, file: Path, made: Made, *, replace: bool) -> Page:
    """Written whole under its name or not at all, and read back before that. Raises StorageFault.

    The bot may run meanwhile, here or on another host.
    """
    _refuse_taken(file, replace=replace)
    refuse_missing(config, url)
    address = read_url(config.database_url if url is None else url)
    if address.drivername.startswith("sqlite") and not is_file(address):
        raise StorageFault("a database in memory ends with its process: there is nothing to keep")
    database = Database(address, seal_of(config, address, create=False))
    try:
        return await write_backup(config, database, file, made)
    finally:
        await database.close()


def _refuse_taken(file: Path, *, replace: bool) -> None:
    if file.is_dir():
        raise StorageFault(f"{file}: is a folder: name a file in it")
    if file.exists() and not replace:
        raise StorageFault(f"{file}: is there already: give another name, or --replace")


async def write_backup(config: Config, database: Database, file: Path, made: Made, *, with_media: bool = True) -> Page:
    """As `back_up`, of a database that is open. Raises StorageFault."""
    work = file.with_name(file.name + ".new")
    try:
        await asyncio.to_thread(archive.emptied, work)
        page = await _write(config, database, work, made, with_media=with_media)
        reach("backup-proven")
        await asyncio.to_thread(_put_in_place, work / "archive", file)
    except OSError as error:
        raise StorageFault(f"{file}: cannot be written: {error.strerror}") from error
    finally:
        await asyncio.to_thread(shutil.rmtree, work, ignore_errors=True)
    return page


async def _write(config: Config, database: Database, work: Path, made: Made, *, with_media: bool) -> Page:
    copy, packed = work / DATABASE, work / "archive"
    shape, tables = await snapshots.take(database, copy)
    await snapshots.look_into(copy, database.seal)
    proof, engine = archive.proof_of(database.seal), "sqlite" if database.is_sqlite else "postgresql"
    page = Page(made.at, made.by, engine, shape, proof, tables)
    # after the database: a voice is there before the trace that speaks of it, and so is a line of the journal
    files = [(DATABASE, copy), *_beside(config, database, with_media=with_media)]
    whole = await asyncio.to_thread(archive.write, packed, page, files)
    await _read_back(packed, whole, database.seal, work)
    return whole


def _beside(config: Config, database: Database, *, with_media: bool) -> Iterator[tuple[str, Path]]:
    journal, media = journal_of(config, database), media_of(config, database)
    if journal.path is not None and journal.path.exists():
        yield ERASURES, journal.path
    for path in media.files() if with_media else ():
        yield MEDIA + path.name, path


async def _read_back(packed: Path, written: Page, seal: Seal, work: Path) -> None:
    """What is on the disk is what was to be kept. Raises StorageFault."""
    page = await asyncio.to_thread(archive.read_page, packed)
    archive.prove(page, seal)
    await asyncio.to_thread(archive.unpack, packed, page, archive.emptied(work / "read"))
    found = await snapshots.look_into(work / "read" / DATABASE, seal)
    if page != written or found != page.tables:
        raise StorageFault(f"{packed}: what was written does not read back: look at the disk")


def _put_in_place(packed: Path, file: Path) -> None:
    packed.chmod(0o600)
    with packed.open("rb+") as written:
        os.fsync(written.fileno())
    packed.replace(file)
    sync_folder(file.parent)


# ── before a change of shape ──


async def copy_before_migration(config: Config, database: Database, shape: str, made: Made) -> None:
    """Beside the database, else beside the key; the last three are kept. Raises StorageFault: then nothing changes."""
    beside = journal_of(config, database).path
    if beside is None:
        return
    copy = beside.with_suffix(f".shape-{shape}.backup")
    await write_backup(config, database, copy, made, with_media=False)
    log.info("database.copied_before_migration", file=str(copy), shape=shape)
    await asyncio.to_thread(_drop_old_copies, beside)


async def drop_outdated_copies(config: Config, database: Database, now: dt.datetime) -> None:
    """Who was forgotten since still stands in them: none is kept for longer than a month."""
    beside = journal_of(config, database).path
    if beside is not None:
        await asyncio.to_thread(_drop_older, beside, (now - KEEP_COPIES_FOR).timestamp())


def _drop_older(beside: Path, than: float) -> None:
    for copy in beside.parent.glob(f"{beside.stem}.shape-*.backup"):
        if copy.is_file() and copy.stat().st_mtime < than:
            copy.unlink(missing_ok=True)


def _drop_old_copies(beside: Path) -> None:
    for old in sorted(beside.parent.glob(f"{beside.stem}.shape-*.backup"))[:-KEEP_COPIES]:
        old.unlink(missing_ok=True)

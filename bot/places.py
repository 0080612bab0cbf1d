"""Where all of one database lies: its key, its voices, its journal; beside the file, in the folder, beside the key."""

from __future__ import annotations

import os
from pathlib import Path

from bot.config import Config
from storage.database import Address, Database, read_url
from storage.erasures import Journal
from storage.errors import DatabaseLocked, StorageFault
from storage.lease import FileLock
from storage.media import MediaFolder
from storage.sealing import Seal


def refuse_held(config: Config) -> None:
    """Raises DatabaseLocked when another process runs on the database file; on a server, the lease tells later."""
    address = read_url(config.database_url)
    if is_file(address) and not is_missing(address):
        lock = FileLock(Path(str(address.database)))
        lock.take()
        lock.free()


def is_held(address: Address) -> bool:
    """True while a process runs on that database file."""
    lock = FileLock(Path(str(address.database)))
    try:
        lock.take()
    except DatabaseLocked:
        return True
    lock.free()
    return False


def refuse_missing(config: Config, url: str | None) -> None:
    """Raises StorageFault for a database file that is not there: reading must not make one."""
    address = read_url(config.database_url if url is None else url)
    if is_file(address) and is_missing(address):
        raise StorageFault(f"there is no database at {address.database}")


def seal_of(config: Config, address: Address, *, create: bool) -> Seal:
    """The environment's key, else the key file, made when asked. Nothing outlives a database in memory."""
    text = os.environ.get("NAVETTE_SEAL_KEY")
    if text:
        return Seal.from_text(text)
    path = key_file_of(config, address)
    return Seal.fresh() if path is None else Seal.from_file(path, create=create)


def key_file_of(config: Config, address: Address) -> Path | None:
    """Where the key is kept; None for a database in memory."""
    if not address.drivername.startswith("sqlite"):
        return config.path(config.storage.key_file)
    if not is_file(address):
        return None
    file = Path(str(address.database))
    beside = file.with_name(file.name + ".key")  # without a configuration file, the key goes with the database
    return config.path(config.storage.key_file) if config.file else beside


def media_of(config: Config, database: Database) -> MediaFolder:
    """Where voices are kept; in memory with what lives there."""
    return MediaFolder(_beside(config, database, ".media"), database.seal)


def journal_of(config: Config, database: Database) -> Journal:
    """Where it is written who was forgotten, as voices are."""
    return Journal(_beside(config, database, ".erasures"), database.seal)


def mark_of(config: Config, database: Database) -> Path | None:
    """Where the process that runs leaves its name, for the one that stands by to find."""
    return _beside(config, database, ".holder")


def _beside(config: Config, database: Database, suffix: str) -> Path | None:
    """The database file; on a server the folder of the configuration, else the key."""
    if database.file is not None:
        return database.file.with_name(database.file.name + suffix)
    if database.is_sqlite:
        return None
    if config.storage.folder is not None:
        return config.path(config.storage.folder) / ("navette" + suffix)
    key = config.path(config.storage.key_file)
    return key.with_name(key.name + suffix)


def is_file(address: Address) -> bool:
    """True for SQLite on a disk."""
    return address.drivername.startswith("sqlite") and address.database not in {None, "", ":memory:"}


def is_missing(address: Address) -> bool:
    """True when such a file is still to be made."""
    return not Path(str(address.database)).exists()

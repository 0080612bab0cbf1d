"""`navette rotate-key`: all that is sealed is sealed anew; meanwhile the key file holds the new key and the old."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path

from bot.app import alone, open_database
from bot.config import Config
from bot.crashpoints import reach
from bot.places import journal_of, key_file_of, media_of, refuse_missing
from storage.database import Database, read_url
from storage.errors import StorageFault
from storage.keyfile import add_key, drop_former_keys
from storage.rotation import in_batches, keys_of, seal_batch_anew, sealed_columns


@dataclass(slots=True)
class Rotated:
    """How many values and voices the old key had sealed."""

    values: int = 0
    voices: int = 0


async def rotate(config: Config, url: str | None) -> Rotated:
    """Safe to kill at any moment: typed again it goes on; until then the bot runs with both. Raises StorageFault."""
    refuse_missing(config, url)
    path = _key_file(config, url)
    async with open_database(config, url) as database, alone(database):
        database.use(await asyncio.to_thread(add_key, path))
        reach("key-added")
        done = await _seal_all(config, database)
        reach("sealed-anew")
        database.use(database.seal.alone)
        await _prove(config, database)
        await database.forget_erased()
        await asyncio.to_thread(drop_former_keys, path)
    return done


def _key_file(config: Config, url: str | None) -> Path:
    if os.environ.get("NAVETTE_SEAL_KEY"):
        raise StorageFault("the key comes from NAVETTE_SEAL_KEY: put it into a key file first, then type this again")
    path = key_file_of(config, read_url(config.database_url if url is None else url))
    if path is None:
        raise StorageFault("a database in memory has no key that could be changed")
    return path


async def _seal_all(config: Config, database: Database) -> Rotated:
    done, media = Rotated(), media_of(config, database)
    for column in sealed_columns():
        for batch in in_batches(await keys_of(database, column)):
            done.values += await seal_batch_anew(database, column, batch)
            reach("batch-sealed")
    for name in await asyncio.to_thread(media.names):
        done.voices += await asyncio.to_thread(media.seal_anew, name)
        reach("batch-sealed")
    await asyncio.to_thread(journal_of(config, database).seal_anew)
    return done


async def _prove(config: Config, database: Database) -> None:
    """Before the old key goes: the new one opens all by itself. Raises WrongKey."""
    left = await _seal_all(config, database)
    assert (left.values, left.voices) == (0, 0)

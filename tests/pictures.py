"""The sample collective, taken in once a session and copied for each test: that took longer than most of them."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from bot.config import Config
from tests.playing import ARCHIPEL, Play, playing
from tests.postgres import ThrowawayPostgres

ALBUM = "NAVETTE_TEST_PICTURES"  # environment: a folder
_KEY = ".key"
_KEY_FILE = Config().storage.key_file
_PICTURED = "pictured"

_HOUR = dt.datetime.fromisoformat("2021-04-14T10:30:00+02:00")  # the sample's own


def played(copy: str) -> AbstractAsyncContextManager[Play]:
    """A copy on its stage, at the sample's hour: what is there already is not taken in again."""
    return playing(copy, data=None, begin=_HOUR)


async def picture_in_file(folder: Path, data: Path = ARCHIPEL) -> Path:
    """A SQLite file with the collective on its stage, its key beside it; in the folder of ALBUM, one for many runs."""
    path = Path(os.environ.get(ALBUM) or folder) / f"{_PICTURED}-{data.stem}.db"
    if not path.exists():
        async with playing(f"sqlite:///{folder / path.name}", data):
            pass
        for suffix in (_KEY, ""):
            (folder / f"{path.name}{suffix}").rename(f"{path}{suffix}")
    return path


def copy_of_file(picture: Path, folder: Path) -> str:
    """The address of a copy, with the same key."""
    path = folder / "stage.db"  # beside the database of a test that wants one more
    shutil.copy(picture, path)
    shutil.copy(f"{picture}{_KEY}", f"{path}{_KEY}")
    return f"sqlite:///{path}"


async def picture_on_server(server: ThrowawayPostgres) -> None:
    """The same on PostgreSQL; the key is in the current folder, where a configuration without a file keeps it."""
    async with playing(server.new_database(_PICTURED)):
        pass


def copy_on_server(server: ThrowawayPostgres, kept: Path, folder: Path) -> str:
    """The address of a copy; its key goes from the one folder to the other."""
    shutil.copy(kept / _KEY_FILE, folder / _KEY_FILE)
    return server.new_database(template=_PICTURED)

"""The file a backup is: a zip with the database as SQLite keeps it, the sealed files, and a page that sums them up."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any

from pydantic import BaseModel, ConfigDict, ValidationError

from storage.copying import Sum
from storage.errors import StorageFault, WrongKey
from storage.sealing import Seal

FORMAT = "navette-backup/1"
DATABASE, ERASURES, MEDIA = "navette.db", "erasures", "media/"
_PAGE = "backup.json"
_CHUNK = 2**20  # bytes
_PROOF = "navette"


@dataclass(frozen=True, slots=True)
class Page:
    """What a backup says of itself: nothing of anybody, but how much there is, and how to tell that it is whole."""

    made_at: dt.datetime
    made_by: str  # the version of Navette
    engine: str  # whose rows they were, sqlite or postgresql
    shape: str
    proof: str  # sealed, so that a key can be tried before anything is written
    tables: dict[str, Sum]
    files: dict[str, str] = field(default_factory=dict)  # name → SHA-256

    @property
    def rows(self) -> int:
        """In all tables."""
        return sum(each.rows for each in self.tables.values())

    @property
    def voices(self) -> list[str]:
        """The names of the sealed files, as they stand in the archive."""
        return [name for name in self.files if name.startswith(MEDIA)]


class _Page(BaseModel):
    model_config = ConfigDict(extra="forbid")
    format: str
    made_at: dt.datetime
    made_by: str
    engine: str
    shape: str
    proof: str
    tables: dict[str, Sum]
    files: dict[str, str]


def proof_of(seal: Seal) -> str:
    """What only that key opens."""
    return base64.b64encode(seal.close_text(_PROOF)).decode("ascii")


def prove(page: Page, seal: Seal) -> None:
    """Raises WrongKey when what is sealed in the backup would not open."""
    try:
        seal.open_text(base64.b64decode(page.proof))
    except (WrongKey, ValueError) as error:
        made = page.made_at.date().isoformat()
        raise WrongKey(f"this backup wants another key: put the one in place that was in use on {made}") from error


def write(path: Path, page: Page, files: Iterable[tuple[str, Path]]) -> Page:
    """Returns the page as it was written, with the sum of each file."""
    sums: dict[str, str] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, source in files:
            sealed = name.startswith(MEDIA)  # and no smaller when packed
            with source.open("rb") as given, archive.open(_entry(name, page, packed=not sealed), "w") as taken:
                sums[name] = _copy(given, taken)
        whole = Page(page.made_at, page.made_by, page.engine, page.shape, page.proof, page.tables, sums)
        archive.writestr(_entry(_PAGE, page, packed=True), _as_text(whole))
    return whole


def _entry(name: str, page: Page, *, packed: bool) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, page.made_at.timetuple()[:6])
    entry.external_attr = 0o600 << 16
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    return entry


def _as_text(page: Page) -> str:
    values = {"format": FORMAT, **asdict(page), "made_at": page.made_at.isoformat()}
    return json.dumps(values, indent=1) + "\n"


def read_page(path: Path) -> Page:
    """What the backup says of itself. Raises StorageFault for a file that is none."""
    with opened(path) as archive:
        try:
            values = _Page.model_validate_json(archive.read(_PAGE))
        except (KeyError, ValidationError) as error:
            raise StorageFault(f"{path}: no backup of Navette") from error
    if values.format != FORMAT:
        raise StorageFault(f"{path}: a backup of another kind ({values.format[:40]!r}): update Navette")
    fields: dict[str, Any] = {name: getattr(values, name) for name in _Page.model_fields if name != "format"}
    return Page(**fields)


def unpack(path: Path, page: Page, folder: Path) -> None:
    """Every file of the page into the folder, each looked at. Raises StorageFault for one that is not as it was."""
    with opened(path) as archive:
        for name, wanted in _named(page, path):
            target = folder / name
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with target.open("wb") as taken:
                target.chmod(0o600)
                _take(archive, name, wanted, taken, path)


def _named(page: Page, path: Path) -> Iterator[tuple[str, str]]:
    """A name that leads out of the folder is nobody's backup."""
    for name, wanted in page.files.items():
        known = name in {DATABASE, ERASURES} or (name.startswith(MEDIA) and "/" not in name.removeprefix(MEDIA))
        if not known or ".." in name:
            raise StorageFault(f"{path}: no backup of Navette")
        yield name, wanted


def _take(archive: zipfile.ZipFile, name: str, wanted: str, taken: IO[bytes], path: Path) -> None:
    try:
        with archive.open(name) as given:
            found = _copy(given, taken)
    except (KeyError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise StorageFault(f"{path}: damaged at {name}: take another backup") from error
    if found != wanted:
        raise StorageFault(f"{path}: damaged at {name}: take another backup")


def _copy(given: IO[bytes], taken: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := given.read(_CHUNK):
        digest.update(chunk)
        taken.write(chunk)
    return digest.hexdigest()


def opened(path: Path) -> zipfile.ZipFile:
    """Raises StorageFault for a file that is no backup, or not there."""
    try:
        return zipfile.ZipFile(path)
    except OSError as error:
        raise StorageFault(f"{path}: cannot be read: {error.strerror or error}") from error
    except zipfile.BadZipFile as error:
        raise StorageFault(f"{path}: no backup of Navette, or one that was cut short") from error


def emptied(folder: Path) -> Path:
    """A folder of that name with nothing in it, for the bot's user alone."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return folder

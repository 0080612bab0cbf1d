"""The bot that is measured: its folder, its collective taken in, and `navette run` as a process."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import text

from benchmarks.scale.collective import document, slug_of
from benchmarks.scale.places import Place
from bot.app import now, open_database
from bot.config import load
from bot.homeserver import dying_with
from storage.database import Database, read_url
from storage.ilots import Ilots
from storage.sealing import Seal

_ROOT = Path(__file__).parent.parent.parent
_CONFIG = """\
[matrix]
homeserver = "{homeserver}"
user = "{bot}"
password_file = "password"
[collective]
tisseuse = "{tisseuse}"
admin_room = "{office}"
zone = "Europe/Paris"
[storage]
database = "{database}"
"""


@dataclass
class Seat:
    """Where one bot lives: on which database, in whose rooms."""

    folder: Path
    database: str
    place: Place
    process: asyncio.subprocess.Process | None = field(default=None, init=False)
    started: float = field(default=0.0, init=False)
    _life: int = field(default=0, init=False)

    async def settle(self, friday: dt.date) -> float:
        """The configuration, the collective, its rooms; returns the seconds that taking it in took."""
        place = self.place
        names = {"homeserver": place.url, "bot": place.bot, "tisseuse": place.tisseuse, "office": place.office}
        (self.folder / "config.toml").write_text(_CONFIG.format(**names, database=self.database), "utf-8")
        (self.folder / "password").write_text(place.password, "utf-8")
        (self.folder / "password").chmod(0o600)
        written = dt.datetime.combine(friday - dt.timedelta(days=2), dt.time(10), dt.UTC)
        value = document(len(place.rooms), written, friday, domain=place.domain)
        (self.folder / "collective.json").write_text(json.dumps(value), "utf-8")
        begun = time.monotonic()
        process = await self._spawn("bot", "import", str(self.folder / "collective.json"))
        assert await process.wait() == 0, self.log_end()
        took = time.monotonic() - begun
        await self._bind()
        return took

    async def _bind(self) -> None:
        """As `!ilot lier` does, for all of them at once, and without a word in each."""
        async with open_database(load(self.folder / "config.toml")) as database, database.transaction() as session:
            ilots = {ilot.slug: ilot for ilot in await Ilots(session).all()}
            for number, room in enumerate(self.place.rooms):
                ilots[slug_of(number)].room_id, ilots[slug_of(number)].welcomed = room, True

    async def start(self, at: dt.datetime | None = None) -> None:
        """`navette run` with the probe beside it, as if it were that instant now."""
        self._life += 1
        ahead = (at - now()).total_seconds() if at is not None else 0.0
        self.started = time.time()
        words = ("benchmarks.scale.probed", str(self._probe), "run")
        self.process = await self._spawn(*words, NAVETTE_CLOCK_AHEAD=f"{ahead:.3f}")

    async def stop(self) -> dict[str, Any]:
        """SIGTERM; returns what its probe found."""
        assert self.process is not None
        found = self.probe()
        self.process.send_signal(signal.SIGTERM)
        code = await self.process.wait()
        assert code == 0, f"navette ended with {code}: {self.log_end()}"
        return found

    @property
    def is_alive(self) -> bool:
        """It has not ended by itself."""
        return self.process is not None and self.process.returncode is None

    def probe(self) -> dict[str, Any]:
        """Stalls of the loop and memory, of this life."""
        found: dict[str, Any] = json.loads(self._probe.read_text("utf-8"))
        return found

    def cpu(self) -> float:
        """Seconds of processor this life has used."""
        assert self.process is not None
        return float(sum(psutil.Process(self.process.pid).cpu_times()[:2]))

    async def size(self) -> int:
        """Bytes of the database; of SQLite's file, with its log."""
        if self.database.startswith("sqlite"):
            return sum(each.stat().st_size for each in self.folder.glob("navette.db*"))
        database = Database(read_url(self.database), Seal.fresh())
        try:
            async with database.transaction() as session:
                return int(await session.scalar(text("SELECT pg_database_size(current_database())")) or 0)
        finally:
            await database.close()

    async def kill(self) -> None:
        """At once; nobody needs it any more."""
        if self.process is not None and self.process.returncode is None:
            self.process.kill()
            await self.process.wait()

    @property
    def _probe(self) -> Path:
        return self.folder / f"probe-{self._life}.json"

    async def _spawn(self, module: str, *words: str, **environment: str) -> asyncio.subprocess.Process:
        command = (sys.executable, "-m", module, *words, "--config", str(self.folder / "config.toml"))
        with (self.folder / "output.log").open("ab") as output:
            return await asyncio.create_subprocess_exec(
                *command,
                cwd=_ROOT,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                env={**os.environ, **environment},
                preexec_fn=dying_with(os.getpid()),
            )

    def log_end(self) -> str:
        """The last lines that it wrote."""
        return " | ".join((self.folder / "output.log").read_text("utf-8", "replace").splitlines()[-4:])

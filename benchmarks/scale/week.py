"""A week of many îlots in a rehearsal, in a process of its own whose memory is capped: what it holds, day by day.

python -m benchmarks.scale.week ILOTS DAYS LINES_A_DAY writes one JSON object.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from benchmarks.scale.collective import document, members_of, slug_of
from benchmarks.scale.probed import memory
from bot.app import Bot
from bot.config import Config
from bot.house import open_rehearsal
from bot.rehearsal import Rehearsal
from storage.database import Base

DAYS = 7
ROOM = 1.25  # the cap: so many times what the process holds at the end of the first day
_MONDAY = dt.date(2021, 4, 12)  # no holiday in its week
_PARIS = ZoneInfo("Europe/Paris")
_HOURS = {"Begins": "14:00", "Ends": "16:00", "Courrier": "09:30", "Poll": "09:30"}  # of the wall clock
_STEPS = ("08:00", "09:30", "11:00", "12:30", "14:00", "15:00", "16:00", "17:30", "23:00")
_TITLES = ("relecture de dossiers", "montage vidéo deux jours", "prêt de barnum", "covoiturage jeudi", "régie samedi")
_TALK = ("on se voit jeudi ?", "merci pour hier", "je suis en retard", "quelqu'un a la clé de l'atelier ?")
Sample = dict[str, Any]


def lived(ilots: int, days: int = DAYS, lines: int | None = None) -> Sample:
    """Raises CalledProcessError where the cap was met, or anything else went wrong."""
    command = [sys.executable, "-m", "benchmarks.scale.week", str(ilots), str(days), str(lines or ilots // 2)]
    found: Sample = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return found


# ── in the process that lives it ──


@dataclass
class Ear:
    """What is said, by what it says: at its hour or not, and how often to whom."""

    said: Counter[str] = field(default_factory=Counter)
    adrift: list[str] = field(default_factory=list)
    faults: int = 0
    _once: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def hear(self, line: Sample) -> None:
        """One line of the rehearsal's output."""
        self.faults += line.get("outcome") == "fault"
        for name in line.get("says", []):
            self.said[name] += 1
            hour = _HOURS.get(name)
            if hour is not None and line.get("kind") == "text":
                self._once[name, line["room"], line["at"][:10]] += 1
                if line["at"][11:16] != hour and not self._is_late_on_purpose(line):
                    self.adrift.append(f"{name} {line['at']}")

    @staticmethod
    def _is_late_on_purpose(line: Sample) -> bool:
        """What somebody asked for (`!temps`) is said when they ask."""
        return line.get("cause") is not None

    @property
    def twice(self) -> int:
        """Said again in a room on the same day."""
        return sum(count > 1 for count in self._once.values())


async def main(ilots: int, days: int, lines: int) -> None:
    """Every line through intake, clock and postman, on a database file."""
    chance, ear, begun = random.Random(ilots), Ear(), time.monotonic()
    samples: list[Sample] = []
    with tempfile.TemporaryDirectory(prefix="navette-bench-") as name:
        folder = Path(name)
        url = f"sqlite:///{folder}/navette.db"
        async with open_rehearsal(Config(), _collective(folder, ilots), url, ear.hear) as (rehearsal, bot):
            for day in range(days):
                for line in _day(chance, ilots, day, lines):
                    await rehearsal.play(json.dumps(line))
                _forget(rehearsal)
                samples.append({**memory(), "rows": await _rows(bot), "files": _files(folder)})
                cap = _cap() if day == 0 else None
                if cap is not None:
                    samples[0]["cap_mib"] = cap
                print(f"  day {day + 1}: {samples[-1]['mib']} MiB, {time.monotonic() - begun:.0f} s", file=sys.stderr)
    told = {name: ear.said[name] for name in _HOURS}
    kept = {"days": samples, "told": told, "adrift": len(ear.adrift), "twice": ear.twice, "faults": ear.faults}
    shown = {"some_adrift": ear.adrift[:5], "seconds": round(time.monotonic() - begun)}
    print(json.dumps({"ilots": ilots, "lines_a_day": lines, **kept, **shown}))


def _cap() -> float:
    """From now on this process gets no more memory than a quarter more than it has; MiB of its data."""
    lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
    data = next(int(line.split()[1]) for line in lines if line.startswith("VmData"))  # KiB
    most = int(data * 1024 * ROOM)
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    return round(most / 2**20, 1)


def _collective(folder: Path, ilots: int) -> Path:
    """As it is on the Sunday evening before."""
    written = dt.datetime.combine(_MONDAY - dt.timedelta(days=1), dt.time(20), _PARIS)
    file = folder / "collective.json"
    file.write_text(json.dumps(document(ilots, written, _MONDAY, spread=1)), "utf-8")
    return file


def _day(chance: random.Random, ilots: int, day: int, lines: int) -> Iterator[Sample]:
    """What people type, between the hours; who comes to their îlot's time says so; the night's housekeeping."""
    on = _MONDAY + dt.timedelta(days=day)
    yield {"at": _at(on, "04:30")}
    for step, hour in enumerate(_STEPS):
        yield {"at": _at(on, hour)}
        for _ in range(lines // len(_STEPS)):
            ilot = chance.randrange(ilots)
            yield {"room": f"ilot:{slug_of(ilot)}", "sender": chance.choice(members_of(ilot)), "body": _typed(chance)}
        if step == 1 and day < 5:
            yield from _who_comes(chance, ilots)


def _who_comes(chance: random.Random, ilots: int) -> Iterator[Sample]:
    """A hand or two in one îlot of ten, on whatever is open there."""
    for ilot in chance.sample(range(ilots), max(1, ilots // 10)):
        for member in members_of(ilot)[:2]:
            yield {"room": f"ilot:{slug_of(ilot)}", "sender": member, "body": f"!prends B{chance.randint(1, ilots)}"}


def _at(day: dt.date, hour: str) -> str:
    return dt.datetime.combine(day, dt.time.fromisoformat(hour), _PARIS).isoformat()


def _typed(chance: random.Random) -> str:
    ref = f"{chance.choice('OB')}{chance.randint(1, 40)}"
    kinds = ["!offres montage", f"!voir {ref}", f"!prends {ref}", f"!offre {chance.choice(_TITLES)}, gratuit"]
    return chance.choices([*kinds, "!temps", chance.choice(_TALK)], weights=[3, 3, 2, 4, 1, 3])[0]


async def _rows(bot: Bot) -> dict[str, int]:
    """Of every table that holds any."""
    async with bot.bench.database.transaction() as session:
        counts = {
            table.name: int(await session.scalar(select(func.count()).select_from(table)) or 0)
            for table in Base.metadata.sorted_tables
        }
    return {name: count for name, count in counts.items() if count}


def _files(folder: Path) -> dict[str, int]:
    """Bytes of everything that lies beside the database, folders whole."""
    found: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and path.name != "collective.json":
            found[path.relative_to(folder).parts[0]] += path.stat().st_size
    return dict(sorted(found.items()))


def _forget(rehearsal: Rehearsal) -> None:
    """A stage remembers every event it ever showed; no real door does, and it would be taken for the bot's growth."""
    stage = rehearsal._stage
    for known in (stage.names, stage.heard, stage._sent):
        known.clear()


if __name__ == "__main__":
    asyncio.run(main(*map(int, sys.argv[1:])))

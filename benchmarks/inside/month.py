"""A month of a collective, in a process of its own: how its memory and its database grow, day by day.

python -m benchmarks.inside.month DAYS COMMANDS_A_DAY writes one JSON object.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

from benchmarks.inside.ground import collective
from benchmarks.inside.series import Record, Scale, Series
from benchmarks.machine import load
from bot.config import Config
from bot.house import open_rehearsal
from bot.rehearsal import Rehearsal

MEMORY, FILE = "resident memory", "database file"
SETTLED = 7  # days, after which whatever is made once is made
_MORNING = dt.datetime(2021, 4, 15, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=2)))
_WAKING = 12 * 3600  # seconds
_STEP = 10  # lines between two moves of the clock
_TITLES = ("relecture de dossiers", "montage vidéo deux jours", "prêt de barnum", "covoiturage jeudi", "régie samedi")
_TALK = ("on se voit jeudi ?", "merci pour hier", "quelqu'un a la clé de l'atelier ?", "je suis en retard")


def measure_month(scale: Scale, record: Record) -> None:
    """One sample a day, one life: memory does not mind how busy the machine is."""
    for use in scale.use:
        before = load()
        command = [sys.executable, "-m", "benchmarks.inside.month", str(scale.days), str(use)]
        found = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
        for what in (MEMORY, FILE):
            record.add(what, "a month", use, found[what], before, unit="MiB")


def slope(series: Series) -> float:
    """MiB a day after the first week, by least squares, over all rounds; 0 when there are no such days."""
    points = [(day, each) for samples in series.samples for day, each in enumerate(samples) if day >= SETTLED]
    if len(points) < 2:
        return 0.0
    days, sizes = sum(day for day, _ in points) / len(points), sum(each for _, each in points) / len(points)
    spread = sum((day - days) ** 2 for day, _ in points)
    return sum((day - days) * (each - sizes) for day, each in points) / spread if spread else 0.0


# ── in the process that lives the month ──


async def main(days: int, use: int) -> None:
    """Every line through the rehearsal: intake, clock and postman, on a database file."""
    chance, process = random.Random(use), psutil.Process()
    found: dict[str, list[float]] = {MEMORY: [], FILE: []}
    with tempfile.TemporaryDirectory(prefix="navette-bench-") as name:
        folder = Path(name)
        document, file = collective(folder), folder / "navette.db"
        people = _rooms(document)
        async with open_rehearsal(Config(), document, f"sqlite:///{file}", lambda _line: None) as (rehearsal, _bot):
            for day in range(days):
                for line in _day(chance, people, day, use):
                    await rehearsal.play(json.dumps(line))
                _forget(rehearsal)
                found[MEMORY].append(process.memory_info().rss / 2**20)
                found[FILE].append(_bytes(folder) / 2**20)
    print(json.dumps(found))


def _bytes(folder: Path) -> int:
    """The database and its write-ahead log."""
    return sum(each.stat().st_size for each in folder.glob("navette.db*"))


def _rooms(document: Path) -> dict[str, str]:
    """Everybody, with their îlot's room."""
    ilots = json.loads(document.read_text("utf-8"))["ilots"]
    return {member: f"ilot:{ilot['slug']}" for ilot in ilots for member in ilot["members"]}


def _day(chance: random.Random, people: dict[str, str], day: int, use: int) -> Iterator[dict[str, Any]]:
    """Commands from eight to eight, words that are none of the bot's business, and a clock that moves in steps."""
    morning = _MORNING + dt.timedelta(days=day)
    for index in range(use * 4 // 3):  # one in four is talk
        sender = chance.choice(list(people))
        if index % _STEP == 0:
            yield {"at": (morning + dt.timedelta(seconds=_WAKING * index * 3 // (use * 4))).isoformat()}
        body = _typed(chance) if index % 4 else chance.choice(_TALK)
        yield {"room": people[sender], "sender": sender, "body": body}
    yield {"at": (morning + dt.timedelta(hours=23)).isoformat()}  # the night's housekeeping


def _typed(chance: random.Random) -> str:
    ref = f"{chance.choice('OB')}{chance.randint(1, 40)}"
    kinds = [
        "!offres montage",
        "!offres",
        f"!voir {ref}",
        f"!prends {ref}",
        f"!offre {chance.choice(_TITLES)}, gratuit",
    ]
    return chance.choices([*kinds, "!aide", f"!prolonge {ref}"], weights=[5, 3, 5, 2, 3, 1, 1])[0]


def _forget(rehearsal: Rehearsal) -> None:
    """A stage remembers every event it ever showed; no real door does, and it would be taken for the bot's growth."""
    stage = rehearsal._stage
    for memory in (stage.names, stage.heard, stage._sent):
        memory.clear()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))

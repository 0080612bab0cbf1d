"""The rehearsal, driven from a test: say something, see what was answered."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.app import Bot
from bot.config import Config
from bot.house import open_rehearsal
from bot.rehearsal import Rehearsal

DATA = Path(__file__).parent / "data"
ARCHIPEL = DATA / "archipel.json"
NOW = "2021-04-14T10:30:00+02:00"
_LONG, _LIVED = dt.timedelta(days=10), dt.timedelta(days=3)  # a way, and its end


@dataclass
class Heard:
    """What one line made the bot do."""

    outcome: str
    command: str | None
    lines: list[dict[str, Any]] = field(default_factory=list)

    @property
    def texts(self) -> list[str]:
        """The words of every message, in order; special spaces folded."""
        return [unspaced(line["body"]) for line in self.lines if line.get("kind") == "text"]

    @property
    def text(self) -> str:
        """The first message's words, "" when there was none."""
        return self.texts[0] if self.texts else ""

    @property
    def refs(self) -> list[str]:
        """Every reference spoken of."""
        return [ref for line in self.lines for ref in line.get("refs", [])]

    def room(self, name: str) -> list[str]:
        """The words said in that room."""
        return [unspaced(line["body"]) for line in self.lines if line.get("room") == name]


@dataclass
class Play:
    """A rehearsal under way."""

    rehearsal: Rehearsal
    bot: Bot
    output: list[dict[str, Any]]

    async def line(self, **fields: Any) -> Heard:
        """Any input line."""
        return await self.raw(json.dumps(fields))

    async def raw(self, text: str) -> Heard:
        """A line as it would come through the pipe."""
        before = len(self.output)
        await self.rehearsal.play(text)
        *lines, done = self.output[before:]
        return Heard(done["outcome"], done["command"], lines)

    async def says(self, who: str, room: str, body: str, **more: Any) -> Heard:
        """`who` is a first word (`noa`) or a full id."""
        return await self.line(sender=full(who), room=room, body=body, **more)

    async def at(self, instant: str) -> Heard:
        """Moves the clock. Of a long way only the last days are lived through: the bot is down before them."""
        arrival, missed = dt.datetime.fromisoformat(instant), list[dict[str, Any]]()
        arrival = arrival.replace(tzinfo=arrival.tzinfo or dt.UTC)
        if arrival - self.bot.bench.now() > _LONG:
            self.rehearsal._clock.started = False
            missed = (await self.through((arrival - _LIVED).isoformat())).lines
        heard = await self.through(instant)
        return Heard(heard.outcome, heard.command, [*missed, *heard.lines])

    async def through(self, instant: str) -> Heard:
        """Moves the clock, and the bot does everything at its hour on the way: seconds for a month."""
        return await self.line(at=instant)

    async def export(self) -> dict[str, Any]:
        """The whole collective, now."""
        found: dict[str, Any] = (await self.line(export=True)).lines[0]["export"]
        return found

    async def listing(self, ref: str) -> dict[str, Any]:
        """One listing of the export."""
        return next(entry for entry in (await self.export())["listings"] if entry["ref"] == ref)


def part(folder: Path, *slugs: str) -> Path:
    """The sample with these îlots alone, and all that speaks of nobody else: a day of six takes three times as long."""
    whole = json.loads(ARCHIPEL.read_text("utf-8"))
    gone = {each["slug"] for each in whole["ilots"]}.difference(slugs)
    gone |= {each["id"] for each in whole["people"] if each["ilot"] in gone}

    def stays(value: Any) -> bool:
        text = json.dumps(value)
        return not any(f'"{name}"' in text for name in gone)

    lists = {name: [each for each in value if stays(each)] for name, value in whole.items() if isinstance(value, list)}
    path = folder / f"{'-'.join(slugs)}.json"
    path.write_text(json.dumps({name: value for name, value in (whole | lists).items() if stays(value)}), "utf-8")
    return path


def full(who: str) -> str:
    """`noa` → `@noa:archipel.example`."""
    return who if who.startswith("@") else f"@{who}:archipel.example"


def unspaced(text: str) -> str:
    """No-break spaces as plain ones."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@asynccontextmanager
async def playing(
    url: str,
    data: Path | None = ARCHIPEL,
    config: Config | None = None,
    files: Path | None = None,
    *,
    begin: dt.datetime | None = None,
) -> AsyncIterator[Play]:
    """The bot on a stage with the sample collective, its clock at the sample's hour."""
    output: list[dict[str, Any]] = []
    async with open_rehearsal(config or Config(), data, url, output.append, files, begin=begin) as (rehearsal, bot):
        yield Play(rehearsal, bot, output)

"""The conversation at the head of README.md: a part of the tour, played over the rehearsal of the demo's sample."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from bot.config import Config
from bot.demo import SAMPLE
from bot.rehearsal_chat import open_chat
from bot.tour import Private, steps
from bot.tour_player import Played, Player

README = Path(__file__).parent.parent / "README.md"
_MARKED = re.compile(r"(<!-- tour: [^\n]* -->\n).*?(<!-- /tour -->\n)", re.DOTALL)
_WIDTH = 100


async def rehearsed(sample: Path = SAMPLE) -> list[Played]:
    """The whole tour, at the hour at which the sample was written. Raises TourFailed."""
    async with open_chat(Config(), sample, "sqlite://", Console(file=io.StringIO())) as (troupe, chat):
        return await Player(troupe, chat, troupe.today(), pace=0).play(steps(troupe.today()))


def written_into(readme: str, played: list[Played]) -> str:
    """The README with the conversation between its two marks."""
    lines = [line for each in played if each.step.in_readme for line in _told(each)]
    column = max(len(who) for who, _ in lines) + 2
    told = "\n".join(line for who, text in lines for line in _folded(who, _plain(text), column))
    return _MARKED.sub(lambda marks: f"{marks[1]}```text\n{told}\n```\n{marks[2]}", readme)


def without(readme: str) -> str:
    """All that is not written from the tour."""
    return _MARKED.sub("", readme)


def _told(played: Played) -> Iterator[tuple[str, str]]:
    """Who says what; an arrow where it is said in a room for two."""
    step = played.step
    yield f"{step.who} → Navette" if isinstance(step.room, Private) else step.who, step.typed
    for sight, shown in played.answers:
        yield f"Navette → {sight.room.who}" if isinstance(sight.room, Private) else "Navette", shown.text


def _folded(who: str, text: str, column: int) -> Iterator[str]:
    """The speaker, and the words beside and below, folded where a page would scroll."""
    heads = [f"{who:<{column}}", *[" " * column] * text.count("\n")]
    for head, line in zip(heads, text.splitlines(), strict=True):
        yield from textwrap.wrap(line, _WIDTH, initial_indent=head, subsequent_indent=" " * column)


def _plain(text: str) -> str:
    """French spaces as plain ones: in a text file nobody sees the difference, and a search finds it."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


async def write() -> None:
    """Plays, and writes the README anew."""
    played = await rehearsed()
    README.write_text(written_into(README.read_text("utf-8"), played), "utf-8")

"""The tour over the rehearsal: it goes well on any day, fails where it should, and is what the README shows."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rich.cells import cell_len
from rich.console import Console

from bot.config import Config
from bot.demo import SAMPLE, brought_to, zone_by_day
from bot.rehearsal_chat import open_chat
from bot.tour import GRANIT, PLUME, TRABOULE, Private, Sight, Step, steps
from bot.tour_player import Played, Player, TourFailed
from bot.transcript import README, rehearsed, without, written_into
from commands.kit.quiet import not_before
from storage.desk import Urgency
from tests.playing import unspaced

WRITTEN = dt.date(2021, 4, 14)
OFFER, MISTYPED, *_ = steps(WRITTEN)
DAYS = [
    dt.date(2026, 12, 20),  # the Friday to come is a holiday
    dt.date(2027, 4, 30),
    dt.date(2027, 12, 31),
    dt.date(2028, 2, 29),
]


def _sample_of(day: dt.date, folder: Path) -> Path:
    """The demo's sample, as the demo makes it on that day."""
    noon = dt.datetime.combine(day, dt.time(12), ZoneInfo("Europe/Paris"))
    document = brought_to(SAMPLE.read_text("utf-8"), day).model_copy(update={"reference_now": noon})
    file = folder / "sample.json"
    file.write_text(document.model_dump_json(), "utf-8")
    return file


@asynccontextmanager
async def _guide(paper: io.StringIO, **settings: Any) -> AsyncIterator[Player]:
    """Who plays steps on the sample's stage, and what is seen of it."""
    async with open_chat(Config(), SAMPLE, "sqlite://", Console(file=paper, **settings)) as (troupe, chat):
        yield Player(troupe, chat, WRITTEN, pace=0, within=0.2)


async def _play(*script: Step) -> list[Played]:
    async with _guide(io.StringIO()) as player:
        return await player.play(script)


# ── it goes well ──


@pytest.mark.parametrize("day", DAYS, ids=str)
async def test_on_any_day_every_step_is_answered_as_it_should(day: dt.date, tmp_path: Path) -> None:
    assert len(await rehearsed(_sample_of(day, tmp_path))) == len(steps(day)) == 10


@pytest.mark.parametrize("width", [80, 60])
async def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    paper = io.StringIO()
    async with _guide(paper, width=width, force_terminal=True, color_system=None) as player:
        await player.play(steps(WRITTEN))
    shown = paper.getvalue().splitlines()
    assert max(map(cell_len, shown)) <= width
    assert sum(line.startswith(tuple(f"{number}/10 " for number in range(1, 11))) for line in shown) == 10


def test_a_caption_is_one_line_of_eighty_columns() -> None:
    script = steps(WRITTEN)
    lines = [f"{number}/{len(script)} {step.caption}" for number, step in enumerate(script, 1)]
    assert max(map(cell_len, lines)) <= 80


# ── it fails, and says where ──


async def test_an_answer_that_does_not_come_fails_and_names_the_step() -> None:
    silent = replace(MISTYPED, typed="bonjour")
    with pytest.raises(TourFailed, match=r"^step 2 of 2 \(Inès: bonjour\): not seen within .* in Traboule: "):
        await _play(OFFER, silent)


async def test_a_wrong_answer_fails_and_is_shown() -> None:
    wrong = replace(OFFER, seen=(Sight(GRANIT, ("O8",)),))
    with pytest.raises(TourFailed, match=r"in Granit: O8; instead in Granit: .O7 · 2 jours"):
        await _play(wrong)


async def test_an_answer_in_another_room_fails() -> None:
    with pytest.raises(TourFailed, match="not seen"):
        await _play(replace(MISTYPED, seen=(replace(MISTYPED.seen[0], room=PLUME),)))


async def test_what_is_said_in_a_shared_room_is_not_private() -> None:
    with pytest.raises(TourFailed, match="in Inès's private room: "):
        await _play(replace(MISTYPED, seen=(replace(MISTYPED.seen[0], room=Private("Inès")),)))


async def test_more_than_was_to_be_seen_fails() -> None:
    with pytest.raises(TourFailed, match="0 answers were to be seen, but there are 1: in Traboule: "):
        await _play(replace(MISTYPED, seen=()))


async def test_a_message_that_somebody_in_the_room_cannot_read_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    async with _guide(io.StringIO()) as player:
        monkeypatch.setattr(player.troupe, "readers", lambda _: {"Inès", "Karim"})
        with pytest.raises(TourFailed, match=r"not seen within .* in Traboule"):
            await player.play([MISTYPED])


async def test_an_answer_to_nothing_fails() -> None:
    with pytest.raises(TourFailed, match=r"step 1 of 1 .*: nothing was said in Traboule that could be answered"):
        await _play(replace(MISTYPED, in_thread=True))


# ── the README ──


async def test_the_readme_shows_what_the_tour_shows() -> None:
    written = written_into(README.read_text("utf-8"), await rehearsed())
    assert written == README.read_text("utf-8"), "python3 dev docs writes it anew"
    assert "O7 est pourvue, avec Inès" in unspaced(written)


async def test_a_readme_that_differs_is_noticed() -> None:
    readme = README.read_text("utf-8")
    assert written_into(readme.replace("O7 est pourvue", "O7 est close"), await rehearsed()) == readme
    assert "O7 est pourvue" not in without(readme)


async def test_a_line_of_the_readme_is_no_wider_than_a_page() -> None:
    shown = [line for line in README.read_text("utf-8").splitlines() if line.startswith(("Youenn", "Navette →"))]
    assert shown
    assert max(map(len, shown)) <= 100


# ── the hour ──


@pytest.mark.parametrize("month", [1, 7])
def test_at_any_hour_there_is_a_place_where_nothing_waits_for_the_morning(month: int) -> None:
    for hour in range(24):
        instant = dt.datetime(2026, month, 15, hour, 30, tzinfo=dt.UTC)
        zone = zone_by_day(instant)
        assert not_before(Urgency.WHISPER, instant, zone) is None
        assert not_before(Urgency.WHISPER, instant + dt.timedelta(minutes=30), zone) is None


def test_by_day_it_is_the_hour_of_paris() -> None:
    assert zone_by_day(dt.datetime(2026, 1, 15, 9, tzinfo=dt.UTC)).key == "Europe/Paris"
    assert zone_by_day(dt.datetime(2026, 1, 15, 20, tzinfo=dt.UTC)).key == "America/Martinique"


def test_every_step_has_a_room_of_the_sample() -> None:
    rooms = {step.room for step in steps(WRITTEN) if isinstance(step.room, str)}
    assert {GRANIT, PLUME, TRABOULE} < rooms

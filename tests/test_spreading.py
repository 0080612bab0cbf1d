"""What every îlot is told goes out a few îlots at a time: each is told once, and whoever asks meanwhile has a turn."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import func, select

from benchmarks.scale.collective import document
from bot.config import Config
from bot.house import open_rehearsal
from commands.kit.spreading import AT_ONCE
from storage.agenda import AgendaRow
from storage.letters import OutboxRow
from tests.playing import Heard, Play

WEDNESDAY = dt.datetime(2021, 4, 14, 10, tzinfo=dt.timezone(dt.timedelta(hours=2)))
ILOTS = AT_ONCE + 7
OFFICE = ("@tisseuse:archipel.example", "tisseuse")


@asynccontextmanager
async def _many(folder: Path) -> AsyncIterator[Play]:
    """More îlots than are told at once; no rhythms, which the courrier would open with."""
    file = folder / "many.json"
    value = document(ILOTS, WEDNESDAY, dt.date(2021, 4, 16))
    ilots = [{**ilot, "slot": None} for ilot in value["ilots"]]
    file.write_text(json.dumps({**value, "ilots": ilots}), "utf-8")
    output: list[dict[str, object]] = []
    async with open_rehearsal(Config(), file, "sqlite://", output.append) as (rehearsal, bot):
        yield Play(rehearsal, bot, output)


def _told(heard: Heard, name: str) -> Counter[str]:
    return Counter(line["room"] for line in heard.lines if name in line.get("says", []) and line["kind"] == "text")


async def test_an_urgent_announcement_reaches_each_of_many_ilots_once(tmp_path: Path) -> None:
    async with _many(tmp_path) as play:
        who, room = OFFICE
        await play.line(sender=who, room=room, id="$said", body="!annonce urgent Le bureau est fermé")
        await play.line(sender=who, room=room, body="oui", thread="$said")
        heard = await play.line(sender=who, room=room, body="oui", thread="$said")
        told = _told(heard, "UrgentNews")
        assert set(told.values()) == {1} and len([each for each in told if each.startswith("ilot:")]) == ILOTS
        assert not _told(await play.at("2021-04-14T12:00:00+02:00"), "UrgentNews")


async def test_an_urgent_cover_reaches_each_other_of_many_ilots_and_no_more_once_it_is_settled(tmp_path: Path) -> None:
    async with _many(tmp_path) as play:
        typed = {"sender": "@p3-0:archipel.example", "room": "ilot:ilot-3"}
        heard = await play.line(**typed, body="!interim accueil vendredi 9h-17h, 200€")
        told = _told(heard, "ListingAnnounced")
        assert set(told.values()) == {1} and len(told) == ILOTS - 1 and "ilot:ilot-3" not in told


async def test_a_courrier_for_many_ilots_is_called_a_slice_at_a_time_and_told_to_each_once(tmp_path: Path) -> None:
    async with _many(tmp_path) as play:
        await play.at("2021-04-16T09:29:00+02:00")
        bench, intake = play.bot.bench, play.bot.intake
        play.rehearsal._set_clock(dt.datetime(2021, 4, 16, 7, 30, tzinfo=dt.UTC))
        async with bench.transaction() as session:
            (note,) = await session.scalars(select(AgendaRow.id).where(AgendaRow.key == "courrier:friday"))
        await intake._remind(note)
        async with bench.transaction() as session:
            waiting = select(func.count()).select_from(AgendaRow).where(AgendaRow.kind == "courrier-ilot")
            assert await session.scalar(waiting) == AT_ONCE
        heard = await play.at("2021-04-16T09:30:00+02:00")
        told = _told(heard, "Courrier")
        assert set(told.values()) == {1} and len(told) == ILOTS


async def test_what_is_taken_back_meanwhile_is_told_to_nobody_else(tmp_path: Path) -> None:
    async with _many(tmp_path) as play:
        who, room = OFFICE
        intake, bench = play.bot.intake, play.bot.bench
        await play.line(sender=who, room=room, id="$said", body="!annonce urgent Le bureau est fermé")
        await play.line(sender=who, room=room, body="oui", thread="$said")
        ring = intake.ring
        stopped: list[str] = []

        async def deleted_meanwhile(*, ending: str = "") -> int:
            if ending and not stopped:
                stopped.append(ending)
                await play.line(redact="$said", sender=who)
            return await ring(ending=ending)

        intake.ring = deleted_meanwhile  # type: ignore[method-assign]
        await play.line(sender=who, room=room, body="oui", thread="$said")
        intake.ring = ring  # type: ignore[method-assign]
        await play.at("2021-04-14T12:00:00+02:00")
        async with bench.transaction() as session:
            said = select(func.count(OutboxRow.room_id.distinct())).where(OutboxRow.room_id.like("ilot:%"))
            assert await session.scalar(said) == AT_ONCE

"""The promise: every command answered once and in order, whatever dies; counted from another person's timeline."""

from __future__ import annotations

import asyncio
import signal
import uuid
from pathlib import Path

import pytest

from bot.homeserver import ThrowawayHomeserver
from tests.live.collective import Collective, gathered
from tests.live.counting import NONE, settled, verdict

pytestmark = [pytest.mark.live, pytest.mark.slow]
ROOMS = ("Granit", "Traboule", "Garrigue", "Morvan", "Plume")
PAIRS = (("noa", "ines"), ("ines", "hugues"), ("hugues", "leila"), ("leila", "sacha"), ("sacha", "noa"))


async def _five_rooms(collective: Collective) -> None:
    for name, pair in zip(ROOMS, PAIRS, strict=True):
        await collective.open_ilot(name, *pair)


async def _type(collective: Collective, each: int) -> dict[str, list[str]]:
    """Everybody types at once; the ids of the commands by room, in the order of the room."""

    async def one(name: str, who: str) -> tuple[str, list[str]]:
        room, person = collective.rooms[name], collective.people[who]
        return room, [await person.say(room, f"!offre numéro {index} vendredi") for index in range(each)]

    jobs = [one(name, pair[0]) for name, pair in zip(collective.rooms, PAIRS, strict=False)]
    return dict(await asyncio.gather(*jobs))


async def test_500_commands_over_five_rooms_get_500_answers_each_once_and_in_order(collective: Collective) -> None:
    await collective.start_bot()
    await _five_rooms(collective)
    sent = await _type(collective, 100)
    await settled(collective, sent)
    assert verdict(collective, sent) == NONE


async def test_killed_in_the_middle_of_250_commands_it_answers_each_once(collective: Collective) -> None:
    await collective.start_bot()
    await _five_rooms(collective)
    typing = asyncio.create_task(_type(collective, 50))
    for pause in (1.5, 2.5, 4.0):
        await asyncio.sleep(pause)
        await collective.kill_bot()
        await collective.start_bot()
    sent = await typing
    await settled(collective, sent)
    assert collective.killed == 3
    assert verdict(collective, sent) == NONE


@pytest.mark.parametrize("point", ["handled", "delivered"])
async def test_killed_at_a_point_a_command_takes_effect_and_is_answered_once(
    homeserver: ThrowawayHomeserver, tmp_path: Path, point: str
) -> None:
    """One life ends there; the next one must know what was done and what was said."""
    async with gathered(homeserver, tmp_path, "noa", "ines", tag=uuid.uuid4().hex[:6]) as small:
        await small.start_bot()
        room = await small.open_ilot("Granit", "noa", "ines")
        await small.people["ines"].wait_for(lambda: small.answers(small.people["ines"], room))  # its greeting
        await small.stop_bot()
        sent = {room: [await small.people["noa"].say(room, "!offre numéro 1 vendredi")]}
        await small.start_bot(NAVETTE_CRASH_AT=point)
        assert await small.ended() == -signal.SIGKILL
        await small.start_bot()
        sent[room].append(await small.people["noa"].say(room, "!offre numéro 2 vendredi"))
        await settled(small, sent, patience=20)
        assert verdict(small, sent) == NONE
        said = [body.partition(" ")[0] for _, body in small.answers(small.watchers[room], room)]
        assert said == ["Bonjour,", "O1", "O2"]


async def test_60_commands_sent_while_it_is_down_get_60_answers(collective: Collective) -> None:
    await collective.start_bot()
    await collective.open_ilot("Granit", "noa", "ines")
    await collective.stop_bot()
    sent = await _type(collective, 60)
    await collective.start_bot()
    await settled(collective, sent)
    assert verdict(collective, sent) == NONE


async def test_a_homeserver_away_for_20_seconds_loses_nothing_and_repeats_nothing(
    tmp_path: Path, database_url: str
) -> None:
    async with (
        ThrowawayHomeserver(tmp_path / "synapse") as homeserver,
        gathered(homeserver, tmp_path / "bot", "noa", "ines", database=database_url) as collective,
    ):
        await collective.start_bot()
        await collective.open_ilot("Granit", "noa", "ines")
        first = await _type(collective, 10)
        await homeserver.stop()
        typing = asyncio.create_task(_type(collective, 10))  # people's clients wait and try again
        await asyncio.sleep(20)
        await homeserver.start()
        second = await typing
        sent = {room: first[room] + second[room] for room in first}
        await settled(collective, sent)
        assert verdict(collective, sent) == NONE


async def test_under_the_default_rate_limits_30_commands_get_30_answers(
    strict_homeserver: ThrowawayHomeserver, tmp_path: Path
) -> None:
    async with gathered(strict_homeserver, tmp_path, "noa", "ines", tag=uuid.uuid4().hex[:6]) as collective:
        await collective.start_bot()
        await collective.open_ilot("Granit", "noa", "ines")
        sent = await _type(collective, 30)
        await settled(collective, sent)
        assert verdict(collective, sent) == NONE

"""A disk without room, while the bot runs: nothing is lost, nothing said twice, and it goes on by itself."""

from __future__ import annotations

import asyncio
import resource
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.homeserver import ThrowawayHomeserver
from tests.live.collective import Collective, gathered

pytestmark = pytest.mark.live

_NO_ROOM = 40_000  # bytes a file may have: less than the database's log, more than the bot's own
_WORDS = "database.waited_for"


@pytest.fixture
async def home(homeserver: ThrowawayHomeserver, tmp_path: Path) -> AsyncIterator[Collective]:
    """Noa in Granit's room, with a bot that runs on a file."""
    async with gathered(homeserver, tmp_path, "noa", tag=uuid.uuid4().hex[:6]) as found:
        await found.start_bot()
        await found.log_says("bot.started", 60)
        await found.open_ilot("Granit", "noa")
        yield found


def _give_room(home: Collective, size: int) -> None:
    assert home.process is not None
    resource.prlimit(home.process.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


async def test_what_was_typed_while_the_disk_was_full_is_answered_once_when_there_is_room(home: Collective) -> None:
    noa, room = home.people["noa"], home.rooms["Granit"]
    assert "O1" in await home.ask("noa", room, "!offre montage, gratuit")
    assert _WORDS not in home.log()
    _give_room(home, _NO_ROOM)
    typed = [await noa.say(room, f"!offre {what}, gratuit") for what in ("salle", "couture", "vélo", "piano")]
    await home.log_says(_WORDS, 60)
    await asyncio.sleep(4)
    answered = {thread for thread, _ in home.answers(noa, room)}
    assert typed[-1] not in answered
    assert home.process is not None and home.process.poll() is None
    _give_room(home, resource.RLIM_INFINITY)
    for command in typed:
        await noa.wait_for_answer(room, command, home.bot_id, 60)
    await home.ask("noa", room, "!offres")
    firsts = [body.split(" ")[0] for thread, body in home.answers(noa, room) if thread in typed]
    assert firsts == ["O2", "O3", "O4", "O5"]  # in order, each once
    assert home.process.poll() is None
    assert "Traceback" not in home.log() and "intake.fault" not in home.log()
    for word in ("couture", "piano"):
        assert word not in home.log()

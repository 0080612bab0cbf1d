"""Last night's backup on a new machine, among careful people: a new device, and none of the old one's keys is used."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.homeserver import ThrowawayHomeserver
from tests.live.careful import CarefulPerson, careful, open_encrypted
from tests.live.collective import Collective, gathered, run_beside

pytestmark = pytest.mark.live

_PATIENCE = 120.0  # seconds: a start of the bot is in it, on a machine that has other work


@pytest.fixture
async def home(homeserver: ThrowawayHomeserver, database_url: str, tmp_path: Path) -> AsyncIterator[Collective]:
    """A running bot, and one careful person in an encrypted room with it."""
    tag = uuid.uuid4().hex[:6]
    async with gathered(
        homeserver, tmp_path / "old", database=_there(database_url, tmp_path / "old"), tag=tag
    ) as found:
        found.people["noa"] = await careful(homeserver, f"noa{tag}")
        await found.start_bot()
        await open_encrypted(found, "Granit", "noa")
        yield found


def _there(url: str, folder: Path) -> str:
    return f"sqlite:///{folder}/navette.db" if url.startswith("sqlite") else url


async def test_a_new_machine_goes_on_with_a_new_device_of_the_same_identity(
    home: Collective, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    noa, room = home.people["noa"], home.rooms["Granit"]
    assert isinstance(noa, CarefulPerson)
    asked = await noa.say(room, "!offre montage vendredi")
    assert "O1" in (await noa.wait_for_answer(room, asked, home.bot_id, _PATIENCE))["content"]["body"]
    code, said = await run_beside(home.folder, "backup", str(tmp_path / "night.backup"))  # while it runs
    assert code == 0, said
    [device] = await noa.signed_devices(home.bot_id)
    asked = await noa.say(room, "!offre salle vendredi")  # the old device goes on: its keys of the backup are old now
    assert "O2" in (await noa.wait_for_answer(room, asked, home.bot_id, _PATIENCE))["content"]["body"]
    await home.kill_bot()

    _move_in(home, tmp_path / "new", request)
    code, said = await run_beside(home.folder, "restore", str(tmp_path / "night.backup"))
    assert code == 0, said
    await home.start_bot()
    await home.log_says("matrix.new_device", 90)
    await home.log_says("bot.started", 90)
    asked = await noa.say(room, "!offres")
    board = (await noa.wait_for_answer(room, asked, home.bot_id, _PATIENCE))["content"]["body"]
    assert "montage" in board and "salle" in board  # what was said after the backup was read again
    assert device not in await noa.signed_devices(home.bot_id)
    assert list((await noa.signed_devices(home.bot_id)).values()) == [True]
    bodies = [event["content"]["body"] for event in noa.events(room, sender=home.bot_id)]
    assert len([body for body in bodies if body.startswith("O2 ·")]) == 1  # and not answered again


def _move_in(home: Collective, folder: Path, request: pytest.FixtureRequest) -> None:
    """Another folder with the three things a person brings: configuration, password, key."""
    folder.mkdir()
    for name in ("config.toml", "password", "navette.key"):
        shutil.copy(home.folder / name, folder / name)
    new = f"sqlite:///{folder}/navette.db"
    if not home.database.startswith("sqlite"):
        new = request.getfixturevalue("postgres").new_database()
    config = folder / "config.toml"
    config.write_text(config.read_text("utf-8").replace(home.database, new), "utf-8")
    home.folder, home.database = folder, new

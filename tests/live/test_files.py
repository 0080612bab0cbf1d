"""Files the bot gives: opened by another client byte for byte, and seen once, wherever the bot was killed."""

from __future__ import annotations

import signal
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.homeserver import ThrowawayHomeserver
from bot.matrix.media import download
from bot.matrix.reading import media_of
from bot.person import Event
from tests.live.careful import ENCRYPTION, CarefulPerson, careful, open_encrypted
from tests.live.collective import Collective, configure, gathered, run_beside, words_of

pytestmark = pytest.mark.live


@pytest.fixture
async def home(homeserver: ThrowawayHomeserver, tmp_path: Path) -> AsyncIterator[Collective]:
    """A Tisseuse whose client is careful, in an encrypted room of hers; a piece of Noa's is published."""
    tag = uuid.uuid4().hex[:6]
    async with gathered(homeserver, tmp_path / "bot", tag=tag) as found:
        for name in ("dorine", "noa", "ines"):
            found.people[name] = await careful(homeserver, f"{name}{tag}")
        await _settle_office(found, found.people["dorine"])
        await found.start_bot()
        await open_encrypted(found, "Granit", "noa", "ines")
        await _publish(found)
        yield found


async def _settle_office(home: Collective, dorine: Any) -> None:
    await home.tisseuse.close()
    home.tisseuse = dorine
    home.admin_room = await dorine.create_room("Tisseuse", (home.bot_id,), initial_state=[ENCRYPTION])
    offices = {"tisseuse": dorine.user_id, "admin_room": home.admin_room}
    configure(home.folder, home.homeserver.url, home.bot_id, home.database, offices)


async def _publish(home: Collective) -> None:
    noa, room = home.people["noa"], home.rooms["Granit"]
    typed = await noa.say(room, "!trace recueil prénom\nOn a posé un vide, le jeudi.\nIl tient.")
    asked = await noa.wait_for_answer(room, typed, home.bot_id, 60)
    assert "irait au recueil" in words_of(asked)
    await noa.say(room, "oui", thread=typed)
    await home.told("Une trace est proposée au recueil", 60)
    await home.tell_bot("!recueil R1 publie")
    await home.told("R1 est dans le recueil", 60)


def _files(home: Collective) -> list[Event]:
    said = home.tisseuse.events(home.admin_room, sender=home.bot_id)
    return [event for event in said if event["content"].get("msgtype") == "m.file"]


async def _opened(home: Collective, event: Event) -> bytes:
    assert isinstance(home.tisseuse, CarefulPerson)
    content = event["content"]
    media = media_of(content)
    assert media is not None and media.key and "url" not in content
    assert media.size == content["info"]["size"]
    return await download(home.tisseuse.keys, media)


async def _written(home: Collective, folder: Path) -> list[bytes]:
    """The same files, as the host has them written."""
    await home.stop_bot()
    assert (await run_beside(home.folder, "recueil", str(folder)))[0] == 0
    return [(folder / name).read_bytes() for name in ("recueil.epub", "recueil.md")]


async def test_killed_anywhere_around_its_sending_a_sealed_file_is_seen_once_and_opens_as_it_was_written(
    home: Collective, tmp_path: Path
) -> None:
    await home.tell_bot("!etat")
    await home.stop_bot()
    await home.tisseuse.say(home.admin_room, "!recueil fichiers")
    for point in ("handled", "answered", "claimed", "uploaded", "delivered", "uploaded"):
        await home.start_bot(NAVETTE_CRASH_AT=point)
        assert await home.ended(60) == -signal.SIGKILL, point
    await home.start_bot()
    await home.told("Le même en texte", 60)
    await home.tell_bot("!etat")
    assert [event["content"]["filename"] for event in _files(home)] == ["recueil.epub", "recueil.md"]
    assert "une pièce" in words_of(_files(home)[0])
    opened = [await _opened(home, event) for event in _files(home)]
    assert opened == await _written(home, tmp_path / "out")
    assert list((home.folder / "navette.db.media").iterdir()) == []


async def test_in_a_room_that_is_not_encrypted_a_file_is_there_as_it_is(home: Collective, tmp_path: Path) -> None:
    dorine = home.people["dorine"]
    assert isinstance(dorine, CarefulPerson)
    await home.stop_bot()
    home.admin_room = await dorine.create_room("Tisseuse, en clair", (home.bot_id,))
    offices = {"tisseuse": dorine.user_id, "admin_room": home.admin_room}
    configure(home.folder, home.homeserver.url, home.bot_id, home.database, offices)
    await home.start_bot()
    await dorine.wait_for(lambda: home.bot_is_in(dorine, home.admin_room), 60)
    await home.tell_bot("!recueil fichiers")
    await home.told("Le même en texte", 60)
    contents = [event["content"] for event in _files(home)]
    assert all("url" in content and "file" not in content for content in contents)
    media = [media_of(content) for content in contents]
    opened = [await download(dorine.keys, each) for each in media if each is not None]
    assert opened == await _written(home, tmp_path / "out")

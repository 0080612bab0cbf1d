"""Files on a real homeserver: put by one, fetched by another; and voices, of which the bot hears those meant for it."""

from __future__ import annotations

import os
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.homeserver import ThrowawayHomeserver
from bot.matrix.media import MediaRefused, download, upload
from bot.matrix.reading import media_of
from bot.transport import Media
from tests.live.careful import CarefulPerson, careful, open_encrypted
from tests.live.collective import Collective, gathered
from tests.playing import unspaced

pytestmark = pytest.mark.live

SOUND = b"OggS" + os.urandom(300_000)


@pytest.fixture(scope="module")
async def home(homeserver: ThrowawayHomeserver, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Collective]:
    """A running bot with Noa and Inès in an encrypted room."""
    tag = uuid.uuid4().hex[:6]
    folder: Path = tmp_path_factory.mktemp("media")
    async with gathered(homeserver, folder, tag=tag) as found:
        for name in ("noa", "ines"):
            found.people[name] = await careful(homeserver, f"{name}{tag}")
        await found.start_bot()
        await open_encrypted(found, "Granit", "noa", "ines")
        yield found


def _person(home: Collective, name: str) -> CarefulPerson:
    found = home.people[name]
    assert isinstance(found, CarefulPerson)
    return found


async def test_a_sealed_voice_reaches_the_others_as_it_was(home: Collective) -> None:
    noa, ines, room = _person(home, "noa"), _person(home, "ines"), home.rooms["Granit"]
    sent = await noa.speak(room, SOUND)
    await ines.wait_for(lambda: sent in {event["event_id"] for event in ines.events(room)})
    [content] = [event["content"] for event in ines.events(room) if event["event_id"] == sent]
    media = media_of(content)
    assert media is not None
    assert (media.size, media.milliseconds) == (len(SOUND), 3000)
    assert await download(ines.keys, media) == SOUND
    assert await download(ines.keys, Media(media.url)) != SOUND


async def test_a_plain_file_reaches_the_others_as_it_was(home: Collective) -> None:
    part = await upload(_person(home, "noa").keys, SOUND, "image/png", "été & co.png", encrypt=False)
    media = media_of(part)
    assert media is not None
    assert await download(_person(home, "ines").keys, media) == SOUND


async def test_a_file_that_is_not_there_is_refused(home: Collective) -> None:
    server = _person(home, "noa").user_id.partition(":")[2]
    with pytest.raises(MediaRefused, match="HTTP 404 M_NOT_FOUND"):
        await download(_person(home, "noa").keys, Media(f"mxc://{server}/nothing"))


async def test_the_bot_goes_on_after_a_voice(home: Collective) -> None:
    noa, room = _person(home, "noa"), home.rooms["Granit"]
    await noa.speak(room, SOUND)
    answer = await noa.wait_for_answer(room, await noa.say(room, "!aide"), home.bot_id, 120)
    assert answer["content"]["body"]
    assert "fault" not in home.log()


async def test_a_sealed_voice_after_the_command_becomes_a_trace_kept_sealed(home: Collective) -> None:
    noa, room = _person(home, "noa"), home.rooms["Granit"]
    asked = await noa.say(room, "!trace")
    await noa.wait_for_answer(room, asked, home.bot_id, 120)
    spoken = await noa.speak(room, SOUND, asked)
    await noa.wait_for(lambda: any("R1 · gardée pour l'îlot" in body for body in _said(noa, home, room)), 120)
    [file] = (home.folder / "navette.db.media").glob("*.sealed")
    assert SOUND[:1000] not in file.read_bytes() and file.stat().st_size > len(SOUND)
    await noa.redact(room, spoken)
    await noa.wait_for(lambda: not file.exists(), 120)


def _said(noa: CarefulPerson, home: Collective, room: str) -> list[str]:
    mine = [event["content"] for event in noa.events(room) if event["sender"] == home.bot_id]
    return [unspaced(str(content.get("body", ""))) for content in mine]

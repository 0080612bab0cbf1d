"""`!oublie-moi` on a real Synapse: no word is left in folder or database, nor in what the bot said in rooms."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.app import open_database
from bot.config import load
from bot.homeserver import ThrowawayHomeserver
from bot.person import Event
from tests.live.bourse import alone, posted, shown, view
from tests.live.collective import Collective, run_beside, words_of
from tests.live.office import asked_for_support, office, settled
from tests.live.seeing import PATIENCE, View
from tests.searching import in_database, in_files

pytestmark = pytest.mark.live

ILOTS = {"Granit": ("ines", "noa"), "Morvan": ("hugues",)}
SECRET = "Zibeline"
SOUND = b"OggS" + SECRET.encode() + os.urandom(2_000)


@pytest.fixture
async def home(homeserver: ThrowawayHomeserver, database_url: str, tmp_path: Path) -> AsyncIterator[Collective]:
    """Noa and Inès in one îlot, Hugues in another."""
    async with settled(homeserver, tmp_path, database_url, ILOTS) as found:
        yield found


@dataclass(frozen=True)
class _Seen:
    """Each by a client of their own: Inès in the îlot, Hugues in his, the Tisseuse, and Noa where she is alone."""

    ines: View
    hugues: View
    hers: View
    private: View

    def all(self) -> tuple[View, ...]:
        return (self.ines, self.hugues, self.hers, self.private)


async def _confide(home: Collective) -> tuple[_Seen, str]:
    """All the ways in which her words come into rooms and files; the reference of an exchange that came about."""
    noa, hugues = view(home, "noa", "Granit"), view(home, "hugues", "Morvan")
    await posted(noa, f"!offre {SECRET} à réparer, gratuit")
    _, _, ref = await posted(noa, f"!offre {SECRET} à prêter, gratuit")
    await hugues.person.react(hugues.room, await shown(hugues, ref), "✋")
    private = await alone(home, "noa")
    await private.comes("lève la main", SECRET)
    await noa.asks(f"!pourvu {ref} avec @{hugues.person.name}")
    await _speaks(noa)
    await private.person.say(private.room, f"trace {SECRET}, pour moi")
    await private.comes("gardée pour toi")
    await private.person.say(private.room, "solidarite")
    request = await asked_for_support(private, f"{SECRET} en panne, 600 €")
    await home.tisseuse.say(home.admin_room, f"!demande {request}")
    await office(home).comes(SECRET)
    await noa.asks(f"!{SECRET}")
    return _Seen(view(home, "ines", "Granit"), hugues, office(home), private), ref


async def _speaks(noa: View) -> None:
    """A voice becomes a trace of the îlot's."""
    asked = await noa.person.say(noa.room, "!trace")
    await noa.person.wait_for_answer(noa.room, asked, noa.bot_id, PATIENCE)
    await noa.person.speak(noa.room, SOUND, asked)
    await noa.comes("gardée pour l'îlot")


async def test_no_word_is_left_and_an_exchange_that_came_about_still_counts(home: Collective) -> None:
    seen, ref = await _confide(home)
    await home.tell_bot("!etat")  # whatever was to follow has followed
    held = [_with(SECRET, each) for each in seen.all()]
    assert all(held)
    assert in_files(home.folder, SECRET) or not home.database.startswith("sqlite")
    await seen.private.person.say(seen.private.room, "!oublie-moi")
    await seen.private.comes("J'efface ?")
    assert len([*home.folder.rglob("*.sealed")]) == 1  # her voice
    await seen.private.person.say(seen.private.room, "oui")
    await seen.private.comes("C'est effacé.")
    for there, events in zip(seen.all(), held, strict=True):
        await there.loses(*events)
    assert [await _standing(there, events) for there, events in zip(seen.all(), held, strict=True)] == [[], [], [], []]
    assert [*home.folder.rglob("*.sealed"), *in_files(home.folder, SECRET)] == []
    assert "Pourvues : 1" in words_of(await home.tell_bot("!bilan"))
    await home.stop_bot()
    await _is_nowhere(home)
    await _still_counts(home, ref)


def _with(word: str, there: View) -> list[str]:
    """Ids of what the bot said with it: messages, and their edits."""
    said = there.person.events(there.room, sender=there.bot_id)
    return [str(event["event_id"]) for event in said if word.lower() in json.dumps(event["content"]).lower()]


async def _standing(there: View, events: list[str]) -> list[str]:
    """Those that the homeserver would still show to whoever comes later."""
    found: list[Event] = [
        await there.person.call("GET", f"rooms/{quote(there.room)}/event/{quote(event)}") for event in events
    ]
    return [str(event["event_id"]) for event in found if event["content"]]


async def _is_nowhere(home: Collective) -> None:
    """Every column opened, those of the keys too; every byte of every file."""
    assert in_files(home.folder, SECRET) == []
    async with open_database(load(home.folder / "config.toml")) as database:
        assert await in_database(database, home.rooms["Granit"])  # it was looked at
        assert await in_database(database, SECRET) == []


async def _still_counts(home: Collective, ref: str) -> None:
    """As an export has it."""
    file = home.folder / "export.json"
    assert (await run_beside(home.folder, "export", str(file)))[0] == 0
    [listing] = [each for each in json.loads(file.read_text("utf-8"))["listings"] if each["ref"] == ref]
    hugues = home.people["hugues"].user_id
    assert (listing["state"], listing["title"], listing["fulfilled_by"]) == ("fulfilled", "", hugues)
    assert listing["author"] == "@personne:granit.invalid"

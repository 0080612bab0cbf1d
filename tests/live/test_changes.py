"""Taps, edits and deletions on a real homeserver: what other people see of them, and that it is seen once."""

from __future__ import annotations

import signal
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.homeserver import ThrowawayHomeserver
from bot.person import Event
from tests.conftest import BOTH
from tests.live.careful import CarefulPerson, asked_into, careful, open_encrypted
from tests.live.collective import Collective, gathered, words_of
from tests.postgres import ThrowawayPostgres

pytestmark = pytest.mark.live

_PATIENCE = 60.0  # seconds: a minute is what is promised


@pytest.fixture(params=BOTH)
async def home(
    request: pytest.FixtureRequest, homeserver: ThrowawayHomeserver, tmp_path: Path
) -> AsyncIterator[Collective]:
    """Two encrypted îlots, of Noa and Inès, and of Hugues; the bot runs."""
    url, tag = None, uuid.uuid4().hex[:6]
    if request.param == "postgresql":
        server: ThrowawayPostgres = request.getfixturevalue("postgres")
        url = server.new_database()
    async with gathered(homeserver, tmp_path, database=url, tag=tag) as found:
        for name in ("noa", "ines", "hugues"):
            found.people[name] = await careful(homeserver, f"{name}{tag}")
        await found.start_bot()
        await open_encrypted(found, "Granit", "noa", "ines")
        await open_encrypted(found, "Morvan", "hugues")
        yield found


def _edits(person: CarefulPerson, room: str, bot_id: str) -> list[tuple[str, str]]:
    """(the card, what it says now) for every edit that somebody could read, in order."""
    found = []
    for event in person.events(room, sender=bot_id):
        relation = event["content"].get("m.relates_to", {})
        if relation.get("rel_type") == "m.replace":
            found.append((str(relation["event_id"]), str(event["content"]["m.new_content"]["body"])))
    return found


def _gone(person: CarefulPerson, room: str, bot_id: str) -> list[str]:
    """What the bot deleted there, in order."""
    return [
        str(event.get("redacts") or event["content"].get("redacts"))
        for event in person.events(room, sender=bot_id, kind="m.room.redaction")
    ]


def _hands(person: CarefulPerson, room: str, bot_id: str) -> list[str]:
    reactions = person.events(room, sender=bot_id, kind="m.reaction")
    return [str(event["content"]["m.relates_to"]["event_id"]) for event in reactions]


def _person(home: Collective, name: str) -> CarefulPerson:
    found = home.people[name]
    assert isinstance(found, CarefulPerson)
    return found


async def _posted(home: Collective, body: str = "!offre ravaudage de filets vendredi") -> tuple[str, Event]:
    """Noa's command, and the bot's card."""
    noa, room = _person(home, "noa"), home.rooms["Granit"]
    command = await noa.say(room, body)
    return command, await noa.wait_for_answer(room, command, home.bot_id, _PATIENCE)


async def _shown(home: Collective, ref: str) -> Event:
    """Hugues' card of it, in the other îlot."""
    hugues, room = _person(home, "hugues"), home.rooms["Morvan"]
    command = await hugues.say(room, f"!voir {ref}")
    return await hugues.wait_for_answer(room, command, home.bot_id, _PATIENCE)


async def _says_now(person: CarefulPerson, room: str, bot_id: str, card: str, words: str) -> None:
    def found() -> bool:
        says = [body for target, body in _edits(person, room, bot_id) if target == card]
        return bool(says) and words in says[-1]

    await person.wait_for(found, _PATIENCE)


# ── in encrypted rooms, on either database ──


async def test_a_listing_gets_one_hand_and_a_tap_on_it_is_told_in_private(home: Collective) -> None:
    command, card = await _posted(home)
    ines, noa, room = _person(home, "ines"), _person(home, "noa"), home.rooms["Granit"]
    await ines.wait_for(lambda: _hands(ines, room, home.bot_id) == [command], _PATIENCE)
    await ines.react(room, command, "✋🏽")
    invited: Any = await noa.wait_for(lambda: asked_into(noa, home.bot_id), _PATIENCE)
    await noa.join(invited[0])
    await noa.wait_for(lambda: any("lève la main" in words_of(e) for e in noa.events(invited[0])), _PATIENCE)
    await noa.react(room, str(card["event_id"]), "✅")
    await _says_now(ines, room, home.bot_id, str(card["event_id"]), "Pourvue.")
    await noa.wait_for(lambda: any("Avec qui ?" in words_of(e) for e in noa.events(invited[0])), _PATIENCE)


async def test_an_edited_message_changes_every_card_and_a_deleted_one_takes_them_away(home: Collective) -> None:
    command, card = await _posted(home)
    ref = words_of(card).split()[0]
    shown = await _shown(home, ref)
    noa, ines, hugues = (_person(home, name) for name in ("noa", "ines", "hugues"))
    granit, morvan = home.rooms["Granit"], home.rooms["Morvan"]
    await noa.edit(granit, command, "!offre relecture jeudi 40€")
    await _says_now(ines, granit, home.bot_id, str(card["event_id"]), "relecture")
    await _says_now(hugues, morvan, home.bot_id, str(shown["event_id"]), "relecture")
    await noa.redact(granit, command)
    for person, room, first in ((ines, granit, card), (hugues, morvan, shown)):
        await person.wait_for(lambda p=person, r=room: len(_gone(p, r, home.bot_id)) == 2, _PATIENCE)  # type: ignore[misc]
        assert str(first["event_id"]) in _gone(person, room, home.bot_id)
        left = await person.call("GET", f"rooms/{room}/messages", None, dir="b", limit=50)
        bodies = [event["content"] for event in left["chunk"] if event["sender"] == home.bot_id]
        assert [content for content in bodies if content.get("m.relates_to", {}).get("rel_type") == "m.replace"] == []
    command = await noa.say(granit, f"!voir {ref}")
    answer = await noa.wait_for_answer(granit, command, home.bot_id, _PATIENCE)
    assert "Je ne trouve pas" in words_of(answer)


async def test_questions_are_asked_and_answered_in_the_thread(home: Collective) -> None:
    noa, ines, room = _person(home, "noa"), _person(home, "ines"), home.rooms["Granit"]
    command = await noa.say(room, "!offre")
    for answer in ("Retouche photo", "passe", "passe", "Rennes"):
        seen = len(noa.events(room, sender=home.bot_id))
        await noa.wait_for_answer(room, command, home.bot_id, _PATIENCE)
        await noa.say(room, answer, thread=command)
        await noa.wait_for(lambda seen=seen: len(noa.events(room, sender=home.bot_id)) > seen, _PATIENCE)  # type: ignore[misc]

    def card() -> Event | None:
        return next((e for e in ines.events(room, sender=home.bot_id) if "Retouche photo" in words_of(e)), None)

    event = await ines.wait_for(card, _PATIENCE)
    assert "m.relates_to" not in event["content"]
    await ines.wait_for(lambda: _hands(ines, room, home.bot_id) == [event["event_id"]], _PATIENCE)


# ── whatever dies ──


@pytest.mark.slow
@pytest.mark.parametrize("point", ["handled", "claimed", "delivered"])
async def test_killed_in_an_edit_and_in_a_deletion_each_card_changes_once(home: Collective, point: str) -> None:
    command, card = await _posted(home)
    shown = await _shown(home, words_of(card).split()[0])
    noa, ines, hugues = (_person(home, name) for name in ("noa", "ines", "hugues"))
    places = ((ines, home.rooms["Granit"], card), (hugues, home.rooms["Morvan"], shown))
    await _dies_and_lives(home, point, lambda: noa.edit(home.rooms["Granit"], command, "!offre relecture jeudi"))
    for person, room, first in places:
        await _says_now(person, room, home.bot_id, str(first["event_id"]), "relecture")
    await _dies_and_lives(home, point, lambda: noa.redact(home.rooms["Granit"], command))
    for person, room, _first in places:
        await person.wait_for(lambda p=person, r=room: len(_gone(p, r, home.bot_id)) >= 2, _PATIENCE)  # type: ignore[misc]
    await home.tell_bot("!etat")  # whatever was to follow has followed
    for person, room, first in places:
        edits = [target for target, _ in _edits(person, room, home.bot_id)]
        assert edits == [str(first["event_id"])]
        gone = _gone(person, room, home.bot_id)
        assert len(gone) == len(set(gone)) == 2


async def _dies_and_lives(home: Collective, point: str, change: Any) -> None:
    """One life ends there, the next one goes on."""
    await home.stop_bot()
    await change()
    await home.start_bot(NAVETTE_CRASH_AT=point)
    assert await home.ended() == -signal.SIGKILL
    await home.start_bot()

"""Private rooms on a real Synapse: made by the bot, opened by a person, declined; and made once whatever dies."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.homeserver import ThrowawayHomeserver
from bot.person import Event
from tests.live.careful import ENCRYPTION, CarefulPerson, careful, open_encrypted
from tests.live.collective import Collective, words_of

pytestmark = pytest.mark.live


@pytest.fixture
async def pair(archipel: Collective, homeserver: ThrowawayHomeserver) -> AsyncIterator[tuple[CarefulPerson, str, str]]:
    """A careful person in an encrypted îlot of theirs with Noa; its room, and the person's key among the people."""
    key = f"careful{uuid.uuid4().hex[:6]}"
    person = await careful(homeserver, key)
    archipel.people[key] = person
    room = await open_encrypted(archipel, f"Crique{key[-6:]}", "noa", key)
    yield person, room, key
    await person.close()
    del archipel.people[key]


async def _posts(archipel: Collective, key: str, room: str) -> str:
    """They offer something; its reference."""
    return (await archipel.ask(key, room, f"!offre remorque {key} demain")).split()[0]


async def _invited(person: CarefulPerson, bot_id: str) -> str:
    """The room into which the bot asks them."""

    def asked() -> str | None:
        return next((room for room, events in person.invitations.items() if _is_from(events, person, bot_id)), None)

    found: str = await person.wait_for(asked, 60)
    return found


def _is_from(events: list[Event], person: CarefulPerson, bot_id: str) -> bool:
    return any(event.get("state_key") == person.user_id and event["sender"] == bot_id for event in events)


async def _hears(person: CarefulPerson, room: str, bot_id: str, words: str) -> str:
    """What the bot says there with these words, as they could read it."""

    def found() -> str | None:
        return next((said for said in map(words_of, person.events(room, sender=bot_id)) if words in said), None)

    answer: str = await person.wait_for(found, 60)
    return answer


def _own_room(archipel: Collective) -> dict[str, Any]:
    return {"invite": [archipel.bot_id], "initial_state": [ENCRYPTION]}


async def test_a_raised_hand_opens_an_encrypted_room_for_its_author(
    archipel: Collective, pair: tuple[CarefulPerson, str, str]
) -> None:
    author, room, key = pair
    ref = await _posts(archipel, key, room)
    granit = archipel.rooms["Granit"]
    await archipel.people["ines"].say(granit, f"!prends {ref}")
    private = await _invited(author, archipel.bot_id)
    await author.join(private)
    assert ref in await _hears(author, private, archipel.bot_id, "lève la main")
    assert not author.unread(private) and not author.refused
    assert author.keys.rooms[private].encrypted
    await author.say(private, "offres")  # no ! there
    assert await _hears(author, private, archipel.bot_id, ref)

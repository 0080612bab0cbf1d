"""Private rooms on a real Synapse: made by the bot, opened by a person, declined; and made once whatever dies."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import AsyncIterator

import pytest

from bot.homeserver import ThrowawayHomeserver
from tests.live.careful import ENCRYPTION, CarefulPerson, asked_into, careful, open_encrypted
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

    (room,) = await person.wait_for(lambda: asked_into(person, bot_id), 60)
    return str(room)


async def _hears(person: CarefulPerson, room: str, bot_id: str, words: str) -> str:
    """What the bot says there with these words, as they could read it."""

    def found() -> str | None:
        return next((said for said in map(words_of, person.events(room, sender=bot_id)) if words in said), None)

    answer: str = await person.wait_for(found, 60)
    return answer


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


@pytest.mark.slow
async def test_a_person_who_opens_one_is_answered_there_and_told_there(
    archipel: Collective, pair: tuple[CarefulPerson, str, str]
) -> None:
    person, room, key = pair
    private = await person.create_room("", (archipel.bot_id,), is_direct=True, initial_state=[ENCRYPTION])
    await person.wait_for(lambda: archipel.bot_is_in(person, private), 60)
    await person.say(private, "moi")
    assert await _hears(person, private, archipel.bot_id, "français")
    ref = await _posts(archipel, key, room)
    await archipel.people["ines"].say(archipel.rooms["Granit"], f"!prends {ref}")
    assert ref in await _hears(person, private, archipel.bot_id, "lève la main")
    assert not asked_into(person, archipel.bot_id)


@pytest.mark.slow
async def test_who_declines_reads_once_in_their_ilot_how_to_write_first(
    archipel: Collective, pair: tuple[CarefulPerson, str, str]
) -> None:
    person, room, key = pair
    ref = await _posts(archipel, key, room)
    ines, granit = archipel.people["ines"], archipel.rooms["Granit"]
    await ines.say(granit, f"!prends {ref}")
    await person.leave(await _invited(person, archipel.bot_id))
    await _hears(person, room, archipel.bot_id, "pour m'écrire en privé")
    other = await _posts(archipel, key, room)
    await ines.say(granit, f"!prends {other}")
    await archipel.tell_bot("!etat")
    said = [words_of(event) for event in person.events(room, sender=archipel.bot_id)]
    assert sum("pour m'écrire en privé" in words for words in said) == 1
    assert not any("lève la main" in words for words in said)


@pytest.mark.slow
async def test_a_bot_that_dies_after_it_made_the_room_makes_no_other(
    collective: Collective, homeserver: ThrowawayHomeserver
) -> None:
    """Killed when the homeserver has it and the database does not say so."""
    author = await careful(homeserver, f"author{uuid.uuid4().hex[:6]}")
    collective.people["author"] = author
    await collective.start_bot()
    room = await collective.open_ilot("Granit", "noa", "author")
    ref = await _posts(collective, "author", room)
    assert await collective.stop_bot() == 0
    await collective.people["noa"].say(room, f"!prends {ref}")
    for _ in range(2):  # the answer and the room leave side by side: at least one life ends behind the room
        await collective.start_bot(NAVETTE_CRASH_AT="delivered")
        with contextlib.suppress(TimeoutError):
            await collective.ended(20)
        await collective.kill_bot()
    await collective.start_bot()
    private = await _invited(author, collective.bot_id)
    await author.join(private)
    assert ref in await _hears(author, private, collective.bot_id, "lève la main")
    await collective.tell_bot("!etat")
    assert asked_into(author, collective.bot_id) == [private]
    assert collective.killed

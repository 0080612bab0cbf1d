"""Taps, edits and deletions on a real homeserver: what other people see of them, and that it is seen once."""

from __future__ import annotations

import signal
from collections.abc import Awaitable, Callable

import pytest

from tests.live.bourse import alone, posted, shown, views
from tests.live.collective import Collective, words_of
from tests.live.seeing import View

pytestmark = pytest.mark.live


async def _nothing_is_left(there: View, card: str) -> None:
    """Of its words, for whoever asks the homeserver now."""
    copies = there.copies(card)
    await there.loses(*copies)
    left = await there.person.call("GET", f"rooms/{there.room}/messages", None, dir="b", limit=100)
    contents = [event["content"] for event in left["chunk"] if event["event_id"] in copies]
    assert len(contents) == len(copies) and not any("ciphertext" in each or "body" in each for each in contents)


# ── in encrypted rooms, on either database ──


async def test_a_listing_gets_one_hand_and_a_tap_on_it_is_told_in_private(home: Collective) -> None:
    noa, ines, _, _ = views(home)
    command, card, ref = await posted(noa, "!offre ravaudage de filets")
    await ines.until(lambda: ines.hands_on(command) == 1)
    await ines.person.react(ines.room, command, "✋🏽")
    private = await alone(home, "noa")
    await private.comes(f"lève la main pour {ref}")
    await noa.person.react(noa.room, card, "✅")
    await ines.says_now(card, "Pourvue.")
    await private.comes(f"{ref} est pourvue. Avec qui ?")
    assert [ines.hands_on(each) for each in (command, card)] == [1, 0]


async def test_an_edited_message_changes_every_card_and_a_deleted_one_takes_them_away(home: Collective) -> None:
    noa, ines, hugues, _ = views(home)
    command, card, ref = await posted(noa, "!offre ravaudage de filets")
    places = ((ines, card), (hugues, await shown(hugues, ref)))
    await noa.person.edit(noa.room, command, "!offre relecture 40€")
    for there, first in places:
        await there.says_now(first, "relecture")
    await noa.person.redact(noa.room, command)
    for there, first in places:
        await _nothing_is_left(there, first)
        assert len(there.copies(first)) == 2
    assert "Je ne trouve pas" in words_of(await noa.asks(f"!voir {ref}"))


async def test_questions_are_asked_and_answered_in_the_thread(home: Collective) -> None:
    noa, ines, _, _ = views(home)
    command = await noa.person.say(noa.room, "!offre")
    for answer in ("Retouche photo", "passe", "passe", "Rennes"):
        seen = len(noa.said())
        await noa.person.wait_for_answer(noa.room, command, home.bot_id, 60)
        await noa.person.say(noa.room, answer, thread=command)
        await noa.until(lambda seen=seen: len(noa.said()) > seen)  # type: ignore[misc]
    event = await ines.comes("Retouche photo")
    assert "m.relates_to" not in event["content"]
    await ines.until(lambda: ines.hands_on(event["event_id"]) == 1)


# ── whatever dies ──


@pytest.mark.slow
@pytest.mark.parametrize("point", ["handled", "claimed", "delivered"])
async def test_killed_in_an_edit_and_in_a_deletion_each_card_changes_once(home: Collective, point: str) -> None:
    noa, ines, hugues, _ = views(home)
    command, card, ref = await posted(noa, "!offre ravaudage de filets")
    places = ((ines, card), (hugues, await shown(hugues, ref)))
    await _dies_and_lives(home, point, lambda: noa.person.edit(noa.room, command, "!offre relecture"))
    for there, first in places:
        await there.says_now(first, "relecture")
    await _dies_and_lives(home, point, lambda: noa.person.redact(noa.room, command))
    for there, first in places:
        await there.loses(*there.copies(first))
    await home.tell_bot("!etat")  # whatever was to follow has followed
    for there, first in places:
        assert len(there.edits(first)) == 1
        assert [there.gone().count(each) for each in there.copies(first)] == [1, 1]


async def _dies_and_lives(home: Collective, point: str, change: Callable[[], Awaitable[object]]) -> None:
    """One life ends there, the next one goes on."""
    await home.stop_bot()
    await change()
    await home.start_bot(NAVETTE_CRASH_AT=point)
    assert await home.ended() == -signal.SIGKILL
    await home.start_bot()

"""Solidarity on a real Synapse, in encrypted rooms: what each side reads, and that each step is taken once."""

from __future__ import annotations

import json
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.homeserver import ThrowawayHomeserver
from bot.person import thread_of
from tests.asking import WORDS
from tests.live.bourse import alone
from tests.live.careful import CarefulPerson
from tests.live.collective import Collective, words_of
from tests.live.office import asked_for_support, office, ref_of, settled
from tests.live.seeing import View

pytestmark = pytest.mark.live


@pytest.fixture
async def haven(homeserver: ThrowawayHomeserver, database_url: str, tmp_path: Path) -> AsyncIterator[Collective]:
    """Sacha and Inès in an encrypted îlot, and a Tisseuse whose room is encrypted; the bot runs."""
    async with settled(homeserver, tmp_path, database_url, {"Plume": ("ines", "sacha")}) as found:
        yield found


async def _private(home: Collective) -> View:
    """Sacha's, opened by a 💌."""
    sacha, room = home.people["sacha"], home.rooms["Plume"]
    await sacha.say(room, "!solidarite")
    return await alone(home, "sacha")


async def test_a_pseudonym_holds_between_two_clients_in_encrypted_rooms(haven: Collective) -> None:
    sacha, hers = await _private(haven), office(haven)
    ref = await asked_for_support(sacha, WORDS)
    head = await hers.comes(ref, "une personne", "envoyée")
    await hers.person.say(hers.room, f"!demande {ref} réponds Bonjour, je t'écoute.")
    await sacha.comes("te répond", "Bonjour, je t'écoute.")
    await sacha.person.say(sacha.room, "Merci, je respire déjà mieux")
    await sacha.comes("J'envoie ceci")
    await sacha.person.say(sacha.room, "oui")
    reply = await hers.comes("une personne", "je respire déjà mieux")
    assert thread_of(reply) == head["event_id"]
    await hers.says_now(str(head["event_id"]), "en cours")
    _tells_nobody(hers, sacha.person)
    _tells_nobody(sacha, hers.person, but=(hers.person.name,))
    room = haven.people["ines"].events(haven.rooms["Plume"], sender=haven.bot_id)
    assert WORDS not in json.dumps(room, ensure_ascii=False) and ref not in json.dumps(room)
    assert [view.person.unread(view.room) for view in (sacha, hers)] == [[], []]


def _tells_nobody(view: View, other: CarefulPerson, but: tuple[str, ...] = ()) -> None:
    """Not their id, their name or their device, in anything that stands in that room."""
    text = json.dumps(view.person.events(view.room), ensure_ascii=False)
    known = {other.user_id, other.name, other.device_id} - {*but}
    assert [each for each in known if each and each in text] == []


async def test_a_third_person_in_the_private_room_hears_nothing(haven: Collective) -> None:
    sacha = await _private(haven)
    ref = await asked_for_support(sacha, WORDS)
    ines = haven.people["ines"]
    await sacha.person.do(sacha.room, "invite", ines.user_id)
    await ines.join(sacha.room)
    await sacha.comes("Une autre personne est là")
    hers = office(haven)
    await hers.person.say(hers.room, f"!demande {ref} réponds Rendez-vous à la gare.")
    await hers.comes(ref)
    told = json.dumps(ines.events(sacha.room, sender=haven.bot_id), ensure_ascii=False)
    assert "gare" not in told and WORDS not in told
    await sacha.person.say(sacha.room, f"{ref} merci")
    await haven.tell_bot("!etat")
    assert not hers.said("merci")


_POINTS = ("handled", "committed", "answered", "claimed", "delivered", "marked")


@pytest.mark.slow
async def test_killed_at_every_step_a_request_is_in_one_state_and_each_message_is_read_once(haven: Collective) -> None:
    sacha, hers = await _private(haven), office(haven)
    await sacha.comes("De quel appui s'agit-il")
    steps = (
        (sacha, "1", sacha, "ce qui t'aiderait"),
        (sacha, WORDS, sacha, "Voilà ce que j'enverrai"),
        (sacha, "2", sacha, "sous pseudonyme ?"),
        (sacha, "oui", sacha, "C'est envoyé à la Tisseuse"),
        (hers, "!demande {ref} je prends", sacha, "s'en occupe"),
        (hers, "!demande {ref} réponds Bonjour, je t'écoute.", sacha, "Bonjour, je t'écoute."),
        (sacha, "{ref} merci à toi", hers, "merci à toi"),
        (hers, "!demande {ref} clos", sacha, "est close"),
    )
    ref = ""
    for number, (by, body, to, words) in enumerate(steps):
        await haven.stop_bot()
        await by.person.say(by.room, body.format(ref=ref))
        await haven.start_bot(NAVETTE_CRASH_AT=_POINTS[number % len(_POINTS)])
        assert await haven.ended() == -signal.SIGKILL
        await haven.start_bot()
        ref = ref or (ref_of(words_of(await to.comes(words))) if "envoyé" in words else "")
        await to.comes(words)
    await haven.tell_bot("!etat")
    assert [(words, len(to.said(words))) for _, _, to, words in steps] == [(words, 1) for _, _, _, words in steps]
    heads = [event for event in hers.said(ref, "une personne") if thread_of(event) is None]
    assert len(heads) == 1
    await hers.says_now(str(heads[0]["event_id"]), "close")
    assert [view.person.unread(view.room) for view in (sacha, hers)] == [[], []]

"""Solidarity on a real Synapse, in encrypted rooms: what each side reads, and that each step is taken once."""

from __future__ import annotations

import json
import re
import signal
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.homeserver import ThrowawayHomeserver
from bot.person import thread_of
from tests.asking import WORDS
from tests.live.bourse import alone
from tests.live.careful import ENCRYPTION, CarefulPerson, careful, open_encrypted
from tests.live.collective import Collective, gathered, words_of
from tests.live.seeing import View

pytestmark = pytest.mark.live


@pytest.fixture
async def haven(homeserver: ThrowawayHomeserver, database_url: str, tmp_path: Path) -> AsyncIterator[Collective]:
    """Sacha and Inès in an encrypted îlot, and a Tisseuse whose room is encrypted; the bot runs."""
    tag = uuid.uuid4().hex[:6]
    weaver = await careful(homeserver, f"maude{tag}")
    made = gathered(homeserver, tmp_path, database=database_url, tag=tag, weaver=weaver, office_state=(ENCRYPTION,))
    async with made as found:
        for name in ("sacha", "ines"):
            found.people[name] = await careful(homeserver, f"{name}{tag}")
        await found.start_bot()
        await open_encrypted(found, "Plume", "ines", "sacha")
        yield found


def _office(home: Collective) -> View:
    assert isinstance(home.tisseuse, CarefulPerson)
    return View(home.tisseuse, home.admin_room, home.bot_id)


async def _private(home: Collective) -> View:
    """Sacha's, opened by a 💌."""
    sacha, room = home.people["sacha"], home.rooms["Plume"]
    await sacha.say(room, "!solidarite")
    return await alone(home, "sacha")


async def _asked(sacha: View) -> str:
    """Through every question, to the reference."""
    await sacha.comes("De quel appui s'agit-il")
    for body, words in (("1", "ce qui t'aiderait"), (WORDS, "Voilà ce que j'enverrai"), ("2", "sous pseudonyme ?")):
        await sacha.person.say(sacha.room, body)
        await sacha.comes(words)
    await sacha.person.say(sacha.room, "oui")
    return ref_of(words_of(await sacha.comes("C'est envoyé à la Tisseuse")))


def ref_of(text: str) -> str:
    """The reference in it."""
    found = re.search(r"S-[A-Z0-9]{3}", text)
    assert found is not None
    return found[0]


async def test_a_pseudonym_holds_between_two_clients_in_encrypted_rooms(haven: Collective) -> None:
    sacha, office = await _private(haven), _office(haven)
    ref = await _asked(sacha)
    head = await office.comes(ref, "une personne", "envoyée")
    await office.person.say(office.room, f"!demande {ref} réponds Bonjour, je t'écoute.")
    await sacha.comes("te répond", "Bonjour, je t'écoute.")
    await sacha.person.say(sacha.room, "Merci, je respire déjà mieux")
    await sacha.comes("J'envoie ceci")
    await sacha.person.say(sacha.room, "oui")
    reply = await office.comes("une personne", "je respire déjà mieux")
    assert thread_of(reply) == head["event_id"]
    await office.says_now(str(head["event_id"]), "en cours")
    _tells_nobody(office, sacha.person)
    _tells_nobody(sacha, office.person, but=(office.person.name,))
    room = haven.people["ines"].events(haven.rooms["Plume"], sender=haven.bot_id)
    assert WORDS not in json.dumps(room, ensure_ascii=False) and ref not in json.dumps(room)
    assert [view.person.unread(view.room) for view in (sacha, office)] == [[], []]


def _tells_nobody(view: View, other: CarefulPerson, but: tuple[str, ...] = ()) -> None:
    """Not their id, their name or their device, in anything that stands in that room."""
    text = json.dumps(view.person.events(view.room), ensure_ascii=False)
    known = {other.user_id, other.name, other.device_id} - {*but}
    assert [each for each in known if each and each in text] == []


async def test_a_third_person_in_the_private_room_hears_nothing(haven: Collective) -> None:
    sacha = await _private(haven)
    ref = await _asked(sacha)
    ines = haven.people["ines"]
    await sacha.person.do(sacha.room, "invite", ines.user_id)
    await ines.join(sacha.room)
    await sacha.comes("Nous ne sommes plus à deux")
    office = _office(haven)
    await office.person.say(office.room, f"!demande {ref} réponds Rendez-vous à la gare.")
    await office.comes(ref)
    told = json.dumps(ines.events(sacha.room, sender=haven.bot_id), ensure_ascii=False)
    assert "gare" not in told and WORDS not in told
    await sacha.person.say(sacha.room, f"{ref} merci")
    await haven.tell_bot("!etat")
    assert not office.said("merci")


_POINTS = ("handled", "committed", "answered", "claimed", "delivered", "marked")


@pytest.mark.slow
async def test_killed_at_every_step_a_request_is_in_one_state_and_each_message_is_read_once(haven: Collective) -> None:
    sacha, office = await _private(haven), _office(haven)
    await sacha.comes("De quel appui s'agit-il")
    steps = (
        (sacha, "1", sacha, "ce qui t'aiderait"),
        (sacha, WORDS, sacha, "Voilà ce que j'enverrai"),
        (sacha, "2", sacha, "sous pseudonyme ?"),
        (sacha, "oui", sacha, "C'est envoyé à la Tisseuse"),
        (office, "!demande {ref} je prends", sacha, "s'en occupe"),
        (office, "!demande {ref} réponds Bonjour, je t'écoute.", sacha, "Bonjour, je t'écoute."),
        (sacha, "{ref} merci à toi", office, "merci à toi"),
        (office, "!demande {ref} clos", sacha, "est close"),
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
    heads = [event for event in office.said(ref, "une personne") if thread_of(event) is None]
    assert len(heads) == 1
    await office.says_now(str(heads[0]["event_id"]), "close")
    assert [view.person.unread(view.room) for view in (sacha, office)] == [[], []]

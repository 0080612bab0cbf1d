"""The fund on a real Synapse: asked, decided and paid in encrypted rooms for two, as each of them reads it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.homeserver import ThrowawayHomeserver
from tests.live.bourse import alone, view
from tests.live.careful import CarefulPerson, asked_into
from tests.live.collective import Collective, words_of
from tests.live.office import agreed, office, ref_of, settled, told_of
from tests.live.seeing import View

pytestmark = pytest.mark.live

ILOTS = {"Plume": ("ines", "sacha"), "Morvan": ("hugues",), "Granit": ("leila",)}
WORDS = "une facture traîne depuis deux mois"


@pytest.fixture
async def home(homeserver: ThrowawayHomeserver, database_url: str, tmp_path: Path) -> AsyncIterator[Collective]:
    """Sacha and Inès are an îlot of two; she, Hugues and Leïla are the commission."""
    async with settled(homeserver, tmp_path, database_url, ILOTS) as found:
        members = " ".join(found.people[name].user_id for name in ("ines", "hugues", "leila"))
        await agreed(found, f"!fonds règles commission {members}", "C'est changé")
        yield found


async def _asked(sacha: View) -> str:
    """Under a pseudonym; the reference."""
    steps = (
        ("Combien, et pour quoi ?", f"400 € d'avance, {WORDS}"),
        ("Voilà ce que j'enverrai", "2"),
        ("sous pseudonyme ?", "oui"),
    )
    for words, body in steps:
        await sacha.comes(words)
        await sacha.person.say(sacha.room, body)
    return ref_of(words_of(await sacha.comes("C'est envoyé à la commission")))


async def test_from_the_request_to_the_payment_each_reads_their_own_part_once_and_nobody_else_anything(
    home: Collective,
) -> None:
    await home.people["sacha"].say(home.rooms["Plume"], "!fonds demande")
    sacha = await alone(home, "sacha")
    ref = await _asked(sacha)
    hugues, leila, hers = await alone(home, "hugues"), await alone(home, "leila"), office(home)
    for member in (hugues, leila):
        await member.comes(ref, "une personne demande 400 €", WORDS)
    await hugues.person.say(hugues.room, "1 bon courage")
    await sacha.comes(ref, "l'examine")
    await leila.person.say(leila.room, "1")
    await sacha.comes(ref, "d'accord, pour 400 €", "La commission ajoute : « bon courage »")
    await hers.comes(ref, "avance accordée, 400 €")
    await home.tell_bot(f"!fonds payé {ref}")
    await sacha.comes(ref, "le versement de 400 € est parti")
    await home.tell_bot("!etat")  # whatever was to follow has followed
    _each_once(ref, sacha, hugues, leila, hers)
    _nothing_elsewhere(home, ref, sacha, hugues, leila)


def _each_once(ref: str, sacha: View, hugues: View, leila: View, hers: View) -> None:
    """Each step in the one room that it concerns, and there once; and every message could be read."""
    told = (
        (sacha, "C'est envoyé"), (sacha, "l'examine"), (sacha, "d'accord, pour 400 €"), (sacha, "le versement de"),
        (hugues, "une personne demande"), (hugues, "c'est noté"), (hugues, "C'est décidé"),
        (leila, "une personne demande"), (leila, "c'est noté"), (leila, "C'est décidé"),
        (hers, "une demande au fonds"), (hers, "avance accordée"), (hers, "sortie de 400 €"),
    )  # fmt: skip
    assert [(words, len(view.said(words))) for view, words in told] == [(words, 1) for _, words in told]
    assert all(view.said(words, ref) or "sortie" in words for view, words in told)
    assert [view.person.unread(view.room) for view in (sacha, hugues, leila, hers)] == [[], [], [], []]


def _nothing_elsewhere(home: Collective, ref: str, *alone_with: View) -> None:
    """Îlots show no more than the 💌; nobody is named to another; who shares an îlot of two is asked nothing."""
    ines = home.people["ines"]
    assert isinstance(ines, CarefulPerson)
    assert asked_into(ines, home.bot_id) == []
    ilots = [view(home, name, ilot) for name, ilot in (("ines", "Plume"), ("hugues", "Morvan"), ("leila", "Granit"))]
    assert [each.said() for each in ilots] == [each.said("Bonjour, je suis Navette") for each in ilots]
    assert [told_of(each, ref, WORDS) for each in ilots] == [[], [], []]
    (command,) = ines.events(home.rooms["Plume"], sender=home.people["sacha"].user_id)
    assert ilots[0].hands_on(command["event_id"]) == 1
    hers = office(home)
    assert told_of(hers, WORDS, "bon courage") == []
    for mine in (*alone_with, hers):
        others = [home.people[name] for name in ("sacha", "hugues", "leila") if home.people[name] is not mine.person]
        known = [each.name for each in others]
        assert told_of(mine, *(known[:1] if mine == hers else known)) == []

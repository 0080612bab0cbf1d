"""Who is who in real rooms: members come and go, strangers ask, offices are where they are exercised."""

from __future__ import annotations

import re
import uuid

import pytest

from tests.live.collective import Collective, words_of

pytestmark = pytest.mark.live


def _name() -> str:
    """Of an îlot nobody else uses."""
    return f"Anse{uuid.uuid4().hex[:6]}"


async def _members(archipel: Collective, ilot: str) -> str:
    return words_of(await archipel.tell_bot(f"!ilot membre {ilot}")).partition("\n")[0]


async def test_the_people_of_a_room_are_the_members_of_its_ilot(archipel: Collective) -> None:
    """The Tisseuse, her deputy and other bots are in the room too; somebody is there under an odd name."""
    name = _name()
    wassila, robot, deputy = archipel.people["wassila"], archipel.people["robot"], archipel.deputy
    assert deputy is not None
    await wassila.call("PUT", f"profile/{wassila.user_id}/displayname", {"displayname": "✨ Wassila *B*"})
    room = await archipel.open_ilot(name, "leila", "wassila")
    for person in (deputy, robot):
        await archipel.tisseuse.do(room, "invite", person.user_id)
        await person.join(room)
    await archipel.ask("leila", room, "!offres")
    assert await _members(archipel, name) == f"{name} (2) : leila-short, Wassila"
    await wassila.call("PUT", f"profile/{wassila.user_id}/displayname", {"displayname": "La capitaine"})
    await archipel.ask("wassila", room, "!offres")
    assert await _members(archipel, name) == f"{name} (2) : leila-short, Wassila"


async def test_somebody_in_two_ilots_posts_where_they_speak_and_moves_with_their_rooms(archipel: Collective) -> None:
    here, there = _name(), _name()
    sacha = archipel.people["sacha"]
    first = await archipel.open_ilot(here, "hugues", "sacha")
    second = await archipel.open_ilot(there, "leila", "sacha")
    assert "sacha" in (await _members(archipel, here)).lower() and "sacha" in (await _members(archipel, there)).lower()
    title = f"couture {uuid.uuid4().hex[:6]}"
    await archipel.ask("sacha", second, f"!offre {title} demain portée: îlot")
    assert title in await archipel.ask("leila", second, f"!offres {title}")
    assert "Rien pour" in await archipel.ask("hugues", first, f"!offres {title}")
    await sacha.leave(first)
    await archipel.told(f"L'îlot {here} n'a plus qu'une personne")
    assert (
        "sacha" not in (await _members(archipel, here)).lower() and "sacha" in (await _members(archipel, there)).lower()
    )
    await archipel.tisseuse.do(second, "kick", sacha.user_id)
    await archipel.told(f"L'îlot {there} n'a plus qu'une personne")
    assert "sacha" not in (await _members(archipel, there)).lower()


async def test_a_stranger_s_invitation_waits_for_the_tisseuse_s_reaction(archipel: Collective) -> None:
    stranger, name = archipel.people["stranger"], _name()
    room = await stranger.create_room(name, (archipel.bot_id,))
    asked = await archipel.told(f"dans « {name} »")
    assert stranger.user_id in words_of(asked)
    assert not archipel.bot_is_in(stranger, room)
    await archipel.tisseuse.react(archipel.admin_room, asked["event_id"], "✅")
    await stranger.wait_for(lambda: archipel.bot_is_in(stranger, room))
    assert "membre" in await archipel.ask("stranger", room, "!offres")  # being together is not being a member


async def test_a_refused_invitation_is_refused_in_matrix_too(archipel: Collective) -> None:
    stranger, name = archipel.people["stranger"], _name()
    room = await stranger.create_room(name, (archipel.bot_id,))
    asked = await archipel.told(f"dans « {name} »")
    await archipel.tisseuse.react(archipel.admin_room, asked["event_id"], "❌")
    await archipel.told(f"Je n'entre pas dans « {name} »")

    def declined() -> bool:
        left = stranger.events(room, sender=archipel.bot_id, kind="m.room.member")
        return any(event["content"]["membership"] == "leave" for event in left)

    await stranger.wait_for(declined)


async def test_the_deputy_acts_in_the_tisseuse_s_room_and_nobody_elsewhere(archipel: Collective) -> None:
    deputy = archipel.deputy
    assert deputy is not None
    reserved = "Cette commande est réservée au salon de la Tisseuse."
    assert await archipel.ask("noa", archipel.rooms["Granit"], "!etat") == reserved
    await archipel.tisseuse.do(archipel.admin_room, "invite", deputy.user_id)
    await deputy.join(archipel.admin_room)
    await deputy.say(archipel.admin_room, "!etat")

    def state() -> str | None:
        said = map(words_of, deputy.events(archipel.admin_room, sender=archipel.bot_id))
        return next((words for words in said if words.startswith("Navette ")), None)

    assert re.search(r"\d+ à traiter\.", await deputy.wait_for(state))


async def test_each_is_answered_in_their_own_language(archipel: Collective) -> None:
    room = archipel.rooms["Granit"]
    assert await archipel.ask("ines", room, "!moi langue en") == "All right, I will answer you in English."
    assert (await archipel.ask("ines", room, "!voir O9999")).startswith("I can't find O9999")
    assert (await archipel.ask("noa", room, "!voir O9999")).startswith("Je ne trouve pas O9999")

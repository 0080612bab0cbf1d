"""A meeting with the Tisseuse: who and when reach her, and no other word; either may move it, and over it is gone."""

from __future__ import annotations

import json
from pathlib import Path

from tests.playing import ARCHIPEL, Heard, Play, full, playing
from tests.test_income import given_in

MINE, OFFICE = f"dm:{full('noa')}", "tisseuse"
SECRET = "huissier"


async def types(play: Play, body: str) -> Heard:
    """Noa, in private."""
    return await play.says("noa", MINE, body)


async def office(play: Play, body: str) -> Heard:
    """The Tisseuse, in her room."""
    return await play.says("tisseuse", OFFICE, body)


async def test_the_tisseuse_reads_who_and_when_and_nothing_of_what_for(play_on_both: Play) -> None:
    play = play_on_both
    heard = await types(play, f"!tisseuse jeudi 14h à cause d'un {SECRET}")
    assert heard.command == "weaver" and "jeudi 15 avril, 14 h" in heard.text
    assert heard.room(OFFICE)[0].startswith("Noa demande à te voir : jeudi 15 avril, 14 h.")
    assert "Noa · jeudi 15 avril, 14 h" in (await office(play, "!rdv")).text
    assert SECRET not in json.dumps(play.output, ensure_ascii=False)
    assert SECRET not in json.dumps(await play.export(), ensure_ascii=False)


async def test_she_agrees_and_it_is_told(play: Play) -> None:
    await types(play, "!tisseuse jeudi 14h")
    heard = await office(play, "!rdv Noa oui")
    assert "c'est convenu" in heard.room(MINE)[0]
    assert "c'est convenu" in (await types(play, "!tisseuse")).text


async def test_another_day_goes_to_and_fro_until_both_agree(few: Play) -> None:
    await types(few, "!tisseuse jeudi 14h")
    assert "vendredi 16 avril, 10 h" in (await office(few, "!rdv noa vendredi 10h")).room(MINE)[0]
    heard = await types(few, "mardi 20 avril 11h")
    assert "mardi 20 avril, 11 h" in heard.room(OFFICE)[0]
    await office(few, "!rdv noa mercredi 21 avril")
    heard = await types(few, "oui")
    assert "mercredi 21 avril" in heard.text and "c'est convenu" in heard.room(OFFICE)[0]


async def test_the_proposed_day_can_be_agreed_to_days_later(few: Play) -> None:
    await types(few, "!tisseuse mardi 27 avril")
    await office(few, "!rdv noa mercredi 28 avril")
    await few.at("2021-04-19T10:00:00+02:00")
    assert "c'est convenu" in (await types(few, "oui")).text


async def test_a_word_that_is_no_day_is_kept_nowhere_and_asked_again(play: Play) -> None:
    heard = await types(play, f"!tisseuse un {SECRET} m'écrit")
    assert heard.outcome == "asked" and "je n'en garde rien" in heard.text
    assert "C'est demandé" in (await types(play, "jeudi")).text
    assert SECRET not in json.dumps(play.output, ensure_ascii=False)


async def test_either_can_say_no_and_nothing_is_left(play: Play) -> None:
    await types(play, "!tisseuse jeudi 14h")
    assert "ne demande plus" in (await types(play, "!tisseuse annule")).room(OFFICE)[0]
    assert "Personne ne demande" in (await office(play, "!rdv")).text
    await types(play, "!tisseuse jeudi 14h")
    refused = (await office(play, "!rdv noa non")).room(MINE)[0]
    assert "n'est pas libre jeudi 15 avril, 14 h. Pour un autre jour : !tisseuse vendredi 10h" in refused
    assert "pas de rendez-vous" in (await types(play, "!tisseuse annule")).text


async def test_with_a_third_person_in_her_room_she_is_told_in_private(play: Play) -> None:
    await play.line(room=OFFICE, sender=full("come"), join=True)
    heard = await types(play, "!tisseuse jeudi 14h")
    assert heard.room(OFFICE) == [] and "Noa demande" in heard.room(f"dm:{full('tisseuse')}")[0]
    assert (await office(play, "!rdv")).outcome == "refused"


async def test_the_night_after_its_day_it_is_gone(few: Play) -> None:
    await types(few, "!tisseuse jeudi 14h")
    await few.at("2021-04-15T23:00:00+02:00")
    assert "Noa" in (await office(few, "!rdv")).text
    await few.at("2021-04-16T06:00:00+02:00")
    assert "Personne ne demande" in (await office(few, "!rdv")).text


async def test_it_is_given_to_its_person_and_forgotten_with_them(tmp_path: Path) -> None:
    async with playing("sqlite://", ARCHIPEL, files=tmp_path) as play:
        await types(play, "!tisseuse jeudi 14h")
        given = given_in((await types(play, "!moi export")).lines[0]["path"])
        assert given["meeting"] == {"at": "2021-04-15T14:00", "state": "asked"}
        await types(play, "!oublie-moi")
        await types(play, "oui")
        assert "Personne ne demande" in (await office(play, "!rdv")).text

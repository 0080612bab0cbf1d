"""A command alone: one question at a time, in its thread, until a listing is made or nothing is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.config import Config, Storage
from bot.house import open_rehearsal
from tests.playing import ARCHIPEL, DATA, Heard, Play, full

GRANIT, ALONE = "ilot:granit", "dm:@youenn:archipel.example"
CASES = {case["id"]: case for case in json.loads((DATA / "utterances.json").read_text("utf-8"))["cases"]}


async def _begun(play: Play, who: str = "youenn", event: str = "$g", body: str = "!offre") -> Heard:
    return await play.says(who, GRANIT, body, id=event)


async def _answers(play: Play, *answers: str, who: str = "youenn", thread: str = "$g") -> list[Heard]:
    return [await play.says(who, GRANIT, answer, thread=thread) for answer in answers]


async def _made(play: Play, title: str) -> dict[str, object]:
    found = [entry for entry in (await play.export())["listings"] if entry["title"] == title]
    assert len(found) == 1
    return dict(found[0])


async def test_u31_the_command_alone_asks_in_its_thread(play_on_both: Play) -> None:
    heard = await _begun(play_on_both)
    assert (heard.outcome, heard.command) == ("asked", "offer")
    assert heard.text.startswith("En une phrase, qu'est-ce que tu proposes ? Réponds dans ce fil")
    assert heard.lines[0]["thread"] == "$g"


async def test_u32_i_do_not_know_skips_to_the_next_question(play_on_both: Play) -> None:
    case = CASES["u32"]
    for given in case["given"]:
        await play_on_both.line(**given)
    heard = await play_on_both.line(room=case["room"], sender=case["sender"], body=case["body"], thread=case["thread"])
    assert case["expect"]["next_question"] in heard.text


async def test_u33_stop_leaves_and_keeps_nothing(play_on_both: Play) -> None:
    before = await play_on_both.export()
    await _begun(play_on_both)
    (heard,) = await _answers(play_on_both, "stop")
    assert heard.text == "Rien gardé."
    assert (await play_on_both.export())["listings"] == before["listings"]


async def test_four_answers_make_a_listing_with_a_card_in_the_room_and_a_hand_on_it(play: Play) -> None:
    await _begun(play)
    heard = await _answers(play, "Retouche photo", "mardi 20 avril", "150€/jour", "Rennes")
    assert [each.text.partition(" ?")[0] for each in heard[:3]] == ["Quand", "À quel tarif", "Où"]
    listing = await _made(play, "Retouche photo")
    assert (listing["starts"], listing["place"]) == ("2021-04-20", "Rennes")
    card, hand = heard[3].lines
    assert (card["thread"], card["room"]) == (None, GRANIT)
    assert (hand["kind"], hand["body"], hand["to"]) == ("reaction", "✋", card["id"])


async def test_what_the_sentence_says_already_is_not_asked(play: Play) -> None:
    await _begun(play)
    first, last = await _answers(play, "Retouche photo à Rennes mardi 20 avril", "passe")
    assert first.text.startswith("À quel tarif")
    assert (await _made(play, "Retouche photo"))["place"] == "Rennes"
    assert last.refs == ["O21"]


async def test_keys_typed_beside_the_command_are_kept(play: Play) -> None:
    await _begun(play, body="!offre\ntarif: 30€")
    *_, last = await _answers(play, "Retouche photo", "passe", "passe")
    assert "30 €" in last.text


async def test_what_cannot_be_read_is_asked_again(play: Play) -> None:
    await _begun(play)
    heard = await _answers(play, "Retouche photo", "quand tu veux", "passe")
    assert heard[1].text.startswith("Je ne comprends pas « quand tu veux ». Quand ?")
    assert heard[2].text.startswith("À quel tarif")


async def test_a_date_that_cannot_be_is_asked_about_at_the_end(play: Play) -> None:
    await _begun(play)
    heard = await _answers(play, "Retouche photo", "le 31 avril", "passe", "passe", "1")
    assert "n'existe pas" in heard[3].text
    assert (await _made(play, "Retouche photo"))["starts"] == "2021-04-30"


async def test_two_people_in_one_room_do_not_mix(play: Play) -> None:
    await _begun(play)
    await _begun(play, who="noa", event="$n", body="!besoin")
    assert (await play.says("noa", GRANIT, "Un piano", thread="$g")).outcome == "ignored"
    await _answers(play, "Retouche photo")
    await _answers(play, "Un piano", who="noa", thread="$n")
    for who, thread in (("youenn", "$g"), ("noa", "$n")):
        await _answers(play, "passe", "passe", "passe", who=who, thread=thread)
    assert (await _made(play, "Retouche photo"))["author"] == full("youenn")
    assert (await _made(play, "Un piano"))["direction"] == "need"


async def test_a_command_in_the_middle_is_a_command_and_the_questions_go_on(play: Play) -> None:
    await _begun(play)
    (listed,) = await _answers(play, "!ilots")
    assert listed.command == "islets"
    (asked,) = await _answers(play, "Retouche photo")
    assert asked.text.startswith("Quand")


async def test_after_half_an_hour_it_has_lapsed_in_silence(play: Play) -> None:
    await _begun(play)
    heard = await play.at("2021-04-14T11:01:00+02:00")
    assert heard.lines == []
    (late,) = await _answers(play, "Retouche photo")
    assert (late.outcome, late.lines) == ("ignored", [])


async def test_in_private_any_message_answers(play: Play) -> None:
    begun = await play.says("youenn", ALONE, "!offre")
    assert "fil" not in begun.text
    for answer in ("Retouche photo", "passe", "passe", "à distance"):
        heard = await play.says("youenn", ALONE, answer)
    assert heard.refs == ["O21"]


@pytest.mark.parametrize("answer", ["passe", "non", "je sais pas"])
async def test_without_a_sentence_nothing_is_kept(play: Play, answer: str) -> None:
    await _begun(play)
    (heard,) = await _answers(play, answer)
    assert heard.text == "Rien gardé."


async def test_editing_the_command_that_was_alone_amends_what_its_questions_made(play: Play) -> None:
    await _begun(play)
    await _answers(play, "Retouche photo", "passe", "passe", "passe")
    await play.line(sender=full("youenn"), edit="$g", body="!offre Retouche de photos jeudi")
    assert (await _made(play, "Retouche de photos"))["ref"] == "O21"


async def test_the_questions_go_on_after_a_restart(database_url: str, tmp_path: Path) -> None:
    config = Config(storage=Storage(key_file=str(tmp_path / "navette.key")))
    for number, body in enumerate(("!offre", "Retouche photo", "mardi 20 avril", "passe", "passe")):
        output: list[dict[str, object]] = []
        data = ARCHIPEL if number == 0 else None
        async with open_rehearsal(config, data, database_url, output.append) as (rehearsal, bot):
            play = Play(rehearsal, bot, output)
            await play.at(f"2021-04-14T10:3{number}:00+02:00")
            more = {"id": "$g"} if number == 0 else {"thread": "$g"}
            heard = await play.says("youenn", GRANIT, body, **more)
    assert heard.refs == ["O21"]

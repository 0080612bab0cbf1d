"""Dates that cannot be right, through the rehearsal: what is proposed, and what becomes of the answer."""

from __future__ import annotations

from typing import Any

import pytest

from tests.playing import Heard, Play

ROOM = "ilot:granit"


async def _asks(play: Play, body: str) -> Heard:
    """Noa's line, refused with ways out; nothing is made of it."""
    before = await play.export()
    heard = await play.says("noa", ROOM, body, id="$asked")
    assert (heard.outcome, (await play.export())["listings"]) == ("refused", before["listings"])
    return heard


async def _answers(play: Play, body: str) -> Heard:
    return await play.says("noa", ROOM, body, thread="$asked")


async def _made(play: Play, heard: Heard, **wanted: Any) -> None:
    assert heard.outcome == "answered"
    listing = await play.listing(heard.refs[0])
    assert {name: listing.get(name) for name in wanted} == wanted


async def test_an_impossible_date_is_answered_with_the_days_around_it(play: Play) -> None:
    heard = await _asks(play, "!offre randonnée le 31 avril")
    assert "Le 31 avril n'existe pas. Tu voulais dire le 30 avril ou le 1er mai ?" in heard.text


async def test_a_range_that_is_impossible_at_both_ends_asks_for_the_dates(play: Play) -> None:
    heard = await _asks(play, "!offre stand du 31 avril au 31 juin")
    assert "Le 31 juin n'existe pas. Quelle date ?" in heard.text
    assert "Quelle date ?" in (await _answers(play, "1")).text
    await _made(play, await _answers(play, "du 30 avril au 30 juin"), starts="2021-04-30", ends="2021-06-30")


async def test_one_way_out_may_be_agreed_to(play: Play) -> None:
    await play.at("2021-05-01T10:00:00+02:00")
    heard = await _asks(play, "!offre randonnée le 31 avril")
    assert "Tu voulais dire le 1er mai ?" in heard.text
    await _made(play, await _answers(play, "oui"), starts="2021-05-01")


async def test_a_wrong_weekday_is_answered_with_the_date_first(play: Play) -> None:
    heard = await _asks(play, "!offre randonnée mardi 15 mai 9h")
    assert "Le 15 mai est un samedi. 1 samedi 15 mai · 2 mardi 18 mai" in heard.text


async def test_a_past_date_is_answered_with_the_next_one(play: Play) -> None:
    heard = await _asks(play, "!offre randonnée le 3 mars")
    assert "Le 3 mars est passé. 1 le 3 mars 2022 · 2 une autre date" in heard.text


async def test_the_same_in_english(play: Play) -> None:
    await play.says("noa", "dm:@noa:archipel.example", "!moi langue en")
    heard = await _asks(play, "!offer hike le 31 avril")
    assert "There is no 31 April. Did you mean 30 April or 1 May?" in heard.text


@pytest.mark.parametrize(
    ("answer", "starts"),
    [
        ("1", "2021-04-30T14:00"),
        ("2", "2021-05-01T14:00"),
        (" 2. ", "2021-05-01T14:00"),
        ("le 30 avril", "2021-04-30T14:00"),
        ("1er mai", "2021-05-01T14:00"),
        ("le 5 mai", "2021-05-05T14:00"),
        ("le 5 mai à 9h", "2021-05-05T09:00"),
        ("vendredi prochain", "2021-04-16T14:00"),
    ],
)
async def test_the_answer_makes_the_listing_with_all_that_was_right(play: Play, answer: str, starts: str) -> None:
    await _asks(play, "!offre randonnée le 31 avril à 14h gratuit à Rennes\nBonnes chaussures.")
    heard = await _answers(play, answer)
    await _made(
        play,
        heard,
        title="randonnée",
        starts=starts,
        place="Rennes",
        description="Bonnes chaussures.",
        direction="offer",
    )
    assert "gratuit" in heard.text


async def test_hours_of_a_day_are_kept(play: Play) -> None:
    await _asks(play, "!besoin salle mardi 15 mai 14h-17h 50€")
    await _made(play, await _answers(play, "2"), title="salle", starts="2021-05-18T14:00", ends="2021-05-18T17:00")


async def test_the_other_end_of_a_range_is_kept(play: Play) -> None:
    await _asks(play, "!offre stand du 28 au 31 avril")
    await _made(play, await _answers(play, "1"), title="stand", starts="2021-04-28", ends="2021-04-30")


async def test_a_doubtful_deadline_becomes_the_deadline(play: Play) -> None:
    await _asks(play, "!offre tri jusqu'au 31 avril")
    await _made(play, await _answers(play, "1"), title="tri", starts=None, expires_on="2021-04-30")


async def test_another_deadline_may_be_typed(play: Play) -> None:
    await _asks(play, "!offre tri jusqu'au 31 avril")
    await _made(play, await _answers(play, "avant le 30 mai"), title="tri", expires_on="2021-05-29")


async def test_a_doubt_behind_a_key_is_settled_too(play: Play) -> None:
    await _asks(play, "!offre tri quand: 31 avril tarif: 20")
    await _made(play, await _answers(play, "2"), title="tri", starts="2021-05-01")


async def test_two_doubts_in_one_line_are_settled_one_after_the_other(play: Play) -> None:
    await _asks(play, "!offre tri mardi 15 mai\njusqu'au: 31 avril")
    again = await _answers(play, "1")
    assert (again.outcome, "Le 15 mai est un samedi" in again.text) == ("refused", True)
    await _made(play, await _answers(play, "2"), title="tri", starts="2021-05-18", expires_on="2021-04-30")


async def test_extending_to_an_impossible_date_is_settled_too(play: Play) -> None:
    asked = await play.says("maiwenn", ROOM, "!prolonge O10 jusqu'au 31 mai 2021", id="$well")
    assert asked.outcome == "answered"
    await play.says("maiwenn", ROOM, "!prolonge O10 jusqu'au 31 juin", id="$asked")
    heard = await play.says("maiwenn", ROOM, "1", thread="$asked")
    assert heard.outcome == "answered"
    assert (await play.listing("O10"))["expires_on"] == "2021-06-30"


async def test_another_date_is_asked_for_and_typed(play: Play) -> None:
    await _asks(play, "!offre randonnée le 3 mars 9h")
    asked = await _answers(play, "2")
    assert (asked.outcome, "Quelle date" in asked.text) == ("asked", True)
    await _made(play, await _answers(play, "le 5 mai"), title="randonnée", starts="2021-05-05T09:00")


async def test_a_deadline_that_is_over_asks_for_another_date(play: Play) -> None:
    heard = await _asks(play, "!besoin relecture avant le 14")
    assert "Le 13 avril est passé. 1 une autre date" in heard.text
    assert (await _answers(play, "1")).outcome == "asked"
    await _made(play, await _answers(play, "avant vendredi"), title="relecture", expires_on="2021-04-15")


async def test_a_date_that_is_doubtful_again_is_asked_again(play: Play) -> None:
    await _asks(play, "!offre randonnée le 31 avril 9h")
    again = await _answers(play, "mardi 15 mai")
    assert (again.outcome, "Le 15 mai est un samedi" in again.text) == ("asked", True)
    await _made(play, await _answers(play, "2"), title="randonnée", starts="2021-05-18T09:00")


@pytest.mark.parametrize("answer", ["3", "0", "le 2", "bof", "99"])
async def test_what_is_no_answer_is_asked_again(play: Play, answer: str) -> None:
    await _asks(play, "!offre randonnée mardi 15 mai")
    again = await _answers(play, answer)
    assert again.outcome == "asked"
    assert "1 samedi 15 mai · 2 mardi 18 mai" in again.text
    await _made(play, await _answers(play, "1"), title="randonnée", starts="2021-05-15")


@pytest.mark.parametrize("answer", ["stop", "non", "laisse tomber"])
async def test_stop_leaves_with_nothing_kept(play: Play, answer: str) -> None:
    await _asks(play, "!offre randonnée le 31 avril")
    before = await play.export()
    heard = await _answers(play, answer)
    assert (heard.outcome, heard.text) == ("answered", "Rien gardé.")
    assert (await _answers(play, "1")).outcome == "ignored"
    assert await play.export() == before


async def test_an_answer_outside_the_thread_is_none(play: Play) -> None:
    await _asks(play, "!offre randonnée le 31 avril")
    assert (await play.says("noa", ROOM, "1")).outcome == "ignored"
    assert (await play.says("youenn", ROOM, "1", thread="$asked")).outcome == "ignored"


async def test_in_private_any_message_answers(play: Play) -> None:
    room = "dm:@noa:archipel.example"
    await play.says("noa", room, "offre randonnée le 31 avril")
    await _made(play, await play.says("noa", room, "1"), title="randonnée", starts="2021-04-30")

"""`!reglages`: the hours and holidays of an îlot's room, and what they hold back."""

from __future__ import annotations

import pytest

from commands.kit.hours import days_in
from tests.playing import Play

OFFICE, MORVAN = "tisseuse", "ilot:morvan"


async def test_news_keeps_to_the_hours_that_were_chosen(play_on_both: Play) -> None:
    play = play_on_both
    heard = await play.says("tisseuse", OFFICE, "!reglages heures morvan 11h-17h")
    assert heard.text == "Morvan : de 11 h à 17 h"
    await play.says("noa", "ilot:granit", "!offre relecture")
    heard = await play.at("2021-04-16T12:00:00+02:00")
    hours = {line["room"]: line["at"][11:16] for line in heard.lines if "Courrier" in line.get("says", [])}
    assert (hours[MORVAN], hours["ilot:plume"]) == ("11:00", "09:30")
    posting = next(each["posting"] for each in (await play.export())["ilots"] if each["slug"] == "morvan")
    assert posting == {"start": "11:00", "end": "17:00", "alsace_moselle": False}


async def test_an_ilot_of_alsace_keeps_its_own_holidays(play: Play) -> None:
    """Good Friday."""
    await play.at("2022-04-13T12:00:00+02:00")
    await play.says("tisseuse", OFFICE, "!reglages fériés morvan alsace-moselle")
    await play.says("noa", "ilot:granit", "!offre relecture")
    heard = await play.at("2022-04-15T12:00:00+02:00")
    told = {line["room"] for line in heard.lines if "Courrier" in line.get("says", [])}
    assert "ilot:plume" in told and MORVAN not in told


async def test_they_are_shown_and_put_back(play: Play) -> None:
    await play.says("tisseuse", OFFICE, "!reglages heures morvan 11h-17h")
    shown = (await play.says("tisseuse", OFFICE, "!reglages")).text
    assert "Morvan : de 11 h à 17 h" in shown and "Granit : de 9 h à 18 h 30" in shown
    assert (await play.says("tisseuse", OFFICE, "!reglages heures morvan habituelles")).text.endswith("18 h 30")


async def test_news_keeps_to_the_weekdays_that_were_chosen(play_on_both: Play) -> None:
    """14 April 2021 is a Wednesday; Friday's courrier waits for Monday."""
    play = play_on_both
    heard = await play.says("tisseuse", OFFICE, "!reglages jours morvan du lundi au jeudi")
    assert heard.text == "Morvan : de 9 h à 18 h 30, seulement lundi, mardi, mercredi, jeudi"
    await play.says("noa", "ilot:granit", "!offre relecture")
    heard = await play.at("2021-04-19T12:00:00+02:00")
    days = {line["room"]: line["at"][:10] for line in heard.lines if "Courrier" in line.get("says", [])}
    assert (days[MORVAN], days["ilot:plume"]) == ("2021-04-19", "2021-04-16")
    posting = next(each["posting"] for each in (await play.export())["ilots"] if each["slug"] == "morvan")
    assert posting["days"] == [0, 1, 2, 3]
    put_back = await play.says("tisseuse", OFFICE, "!reglages jours morvan habituels")
    assert put_back.text == "Morvan : de 9 h à 18 h 30"


async def test_hours_and_weekdays_are_chosen_apart(play: Play) -> None:
    await play.says("tisseuse", OFFICE, "!reglages jours morvan mardi et samedi")
    await play.says("tisseuse", OFFICE, "!reglages heures morvan 11h-17h")
    told = await play.says("tisseuse", OFFICE, "!reglages heures morvan habituelles")
    assert told.text == "Morvan : de 9 h à 18 h 30, seulement mardi, samedi"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("lundi, mardi et jeudi", (0, 1, 3)),
        ("du lundi au jeudi", (0, 1, 2, 3)),
        ("monday to thursday", (0, 1, 2, 3)),
        ("les samedis", (5,)),
        ("jeudi au lundi", None),
        ("lundi au", None),
        ("lundi peut-être", None),
        ("", None),
    ],
)
def test_weekdays_are_read(text: str, days: tuple[int, ...] | None) -> None:
    assert days_in(text) == days


async def test_a_rule_that_does_not_exist_is_said_with_one_that_is_near(play: Play) -> None:
    far = await play.says("tisseuse", OFFICE, "!reglages patates")
    assert "Je ne connais pas de règle « patates »" in far.text and "Peut-être" not in far.text
    close = await play.says("tisseuse", OFFICE, "!reglages quorun 3")
    assert (close.outcome, "!reglages quorum" in close.text) == ("refused", True)


@pytest.mark.parametrize(
    "typed",
    [
        "heures morvan",
        "heures morvan 17h-11h",
        "heures morvan tôt",
        "couleur morvan 3",
        "jours morvan",
        "jours morvan bof",
    ],
)
async def test_what_cannot_be_read_says_what_to_type(play: Play, typed: str) -> None:
    before = await play.export()
    heard = await play.says("tisseuse", OFFICE, f"!reglages {typed}")
    assert heard.outcome == "refused" and "!reglages heures granit 10h-17h" in heard.text
    assert await play.export() == before


async def test_only_the_tisseuse_sets_them(play: Play) -> None:
    assert (await play.says("noa", "ilot:granit", "!reglages heures granit 10h-17h")).outcome == "refused"

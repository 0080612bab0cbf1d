"""Suggestions, for those who asked: one a day, explained, and only what meets."""

from __future__ import annotations

import pytest

from commands.kit.meeting import met
from tests.playing import Play

GRANIT, INES = "ilot:granit", "dm:@ines:archipel.example"


@pytest.mark.parametrize(
    ("listing", "theirs", "words"),
    [
        ("Sous-titres en espagnol", ["espagnol"], ("espagnol",)),
        ("Photographes pour un mariage", ["photographe"], ("photographes",)),
        ("Costumière pour un défilé", ["costumier"], ("costumière",)),
        ("Monteuse son", ["montage"], ()),
        ("Coup de main mardi pour un jour", ["main", "mardi", "jour"], ()),
        ("Relecture", ["relectures de dossiers"], ("relecture",)),
        ("Piano", [], ()),
    ],
)
def test_words_meet_or_do_not(listing: str, theirs: list[str], words: tuple[str, ...]) -> None:
    assert met([listing], theirs) == words


async def _wants(play: Play, who: str = "ines") -> None:
    heard = await play.says(who, f"dm:@{who}:archipel.example", "!moi suggestions oui")
    assert heard.text.startswith("C'est noté : quand une annonce peut t'aller")


async def test_a_listing_that_meets_ones_own_the_other_way_round_is_suggested_and_explained(play_on_both: Play) -> None:
    play = play_on_both
    await _wants(play)
    mine = (await play.says("ines", "ilot:traboule", "!besoin un piano droit")).refs[0]
    ref = (await play.says("youenn", GRANIT, "!offre piano à prêter")).refs[0]
    assert (await play.at("2021-04-14T10:39:00+02:00")).room(INES) == []
    (said,) = (await play.at("2021-04-14T10:40:00+02:00")).room(INES)
    assert said.startswith(f"{ref} (piano à prêter) va peut-être avec {mine} : piano.")


async def test_nobody_is_told_who_did_not_ask_nor_twice_a_day_nor_of_a_slip(play: Play) -> None:
    await play.says("ines", INES, "!moi suggestions non")
    await play.says("ines", "ilot:traboule", "!besoin un piano droit")
    await play.says("youenn", GRANIT, "!offre piano à prêter")
    assert (await play.at("2021-04-14T11:00:00+02:00")).room(INES) == []
    await _wants(play)
    await play.says("youenn", GRANIT, "!offre piano électrique", id="$slip")
    await play.says("youenn", GRANIT, "!retire O22")
    assert (await play.at("2021-04-14T12:00:00+02:00")).room(INES) == []
    for number in range(3):
        await play.says("youenn", GRANIT, f"!offre piano numéro {number}")
    assert len((await play.at("2021-04-14T18:00:00+02:00")).room(INES)) == 1
    await play.at("2021-04-15T10:00:00+02:00")
    await play.says("youenn", GRANIT, "!offre encore un piano")
    assert len((await play.at("2021-04-15T18:00:00+02:00")).room(INES)) == 1


async def test_it_keeps_to_the_hours_of_its_reader(play: Play) -> None:
    await _wants(play)
    await play.says("ines", "ilot:traboule", "!besoin un piano droit")
    await play.at("2021-04-16T19:00:00+02:00")
    await play.says("youenn", GRANIT, "!offre piano à prêter")
    assert (await play.at("2021-04-18T23:00:00+02:00")).room(INES) == []
    assert len((await play.at("2021-04-19T09:00:00+02:00")).room(INES)) == 1


async def test_a_need_meets_what_somebody_can_do(play: Play) -> None:
    skills = next(p for p in (await play.export())["people"] if p["id"] == "@ines:archipel.example")["skills"]
    await _wants(play)
    ref = (await play.says("youenn", GRANIT, f"!besoin quelqu'un en {skills[0]}")).refs[0]
    (said,) = (await play.at("2021-04-14T11:00:00+02:00")).room(INES)
    assert said.startswith(f"{ref} (") and "dans tes compétences" in said
    assert (await play.says("youenn", GRANIT, "!moi suggestions parfois")).outcome == "refused"

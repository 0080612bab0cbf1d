"""Diagnoses: four questions, an îlot's in its room and one's own in private; who reads which, and what goes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from storage.database import Database
from storage.document import BadDocument, read, write
from storage.interchange import Interchange
from tests.pictures import copy_of_file
from tests.playing import ARCHIPEL, Heard, Play, full, playing
from tests.test_income import given_in
from tests.test_interchange import PARIS, WHOLE, changed, given_out, take_in

PLUME, GRANIT, OFFICE = "ilot:plume", "ilot:granit", "tisseuse"
MINE = f"dm:{full('noa')}"
ANSWERS = ("la patience", "du temps, un bureau", "passe", "une revue")


async def made(play: Play, last: str = "oui", *, body: str = "!diagnostic") -> Heard:
    """Noa's own, in private."""
    await play.says("noa", MINE, body, id="$mine")
    for answer in ANSWERS:
        await play.says("noa", MINE, answer)
    return await play.says("noa", MINE, last)


async def of_plume(play: Play) -> Heard:
    """Plume's, by Anouk, in the command's thread."""
    await play.says("anouk", PLUME, "!diagnostic", id="$plume")
    heard = [await play.says("anouk", PLUME, answer, thread="$plume") for answer in ANSWERS]
    return heard[-1]


async def diagnoses(play: Play) -> list[dict[str, Any]]:
    """As they are exported."""
    found: list[dict[str, Any]] = (await play.export())["diagnoses"]
    return found


def redactions(heard: Heard) -> list[str]:
    """Where the bot takes something back."""
    return [line["room"] for line in heard.lines if line["kind"] == "redaction"]


# ── an îlot's ──


async def test_an_ilot_s_is_made_in_its_room_and_read_by_it_and_by_the_tisseuse(play_on_both: Play) -> None:
    play = play_on_both
    heard = await of_plume(play)
    assert "L'îlot et la Tisseuse peuvent le lire" in heard.text and len(heard.text.splitlines()) <= 5
    assert (await diagnoses(play))[-1] == {
        "ilot": "plume",
        "version": "start",
        "filled_on": "2021-04-14",
        "strengths": "la patience",
        "needs_at_start": ["du temps", "un bureau"],
        "needs_in_time": [],
        "collective_project": "une revue",
    }
    assert "Besoins : du temps, un bureau" in (await play.says("basile", PLUME, "!diagnostic")).text
    assert "Besoins : du temps, un bureau" in (await play.says("tisseuse", OFFICE, "!parcours plume")).texts[1]


async def test_one_that_is_only_waited_for_is_asked_and_then_kept_in_its_place(play: Play) -> None:
    heard = await play.says("dorine", "ilot:beffroi", "!diagnostic", id="$b")
    assert heard.outcome == "asked"
    for answer in ANSWERS:
        await play.says("dorine", "ilot:beffroi", answer, thread="$b")
    found = [each for each in await diagnoses(play) if each["ilot"] == "beffroi"]
    assert [each["filled_on"] for each in found] == ["2021-04-14"]


async def test_no_other_room_shows_an_ilot_s(play: Play) -> None:
    heard = await play.says("anouk", PLUME, "!diagnostic")
    assert "Confiance" not in heard.text
    assert "Confiance" in (await play.says("noa", GRANIT, "!diagnostic")).text


async def test_making_it_anew_takes_the_words_before_away(play: Play) -> None:
    await of_plume(play)
    await play.says("anouk", PLUME, "!diagnostic départ refais", id="$again")
    heard = [await play.says("anouk", PLUME, "passe", thread="$again") for _ in range(3)]
    heard.append(await play.says("anouk", PLUME, "un jardin", thread="$again"))
    assert redactions(heard[-1]) == [PLUME]
    assert [each["strengths"] for each in await diagnoses(play) if each["ilot"] == "plume"] == [None]


async def test_stop_keeps_nothing_and_neither_do_four_passes(play: Play) -> None:
    await play.says("anouk", PLUME, "!diagnostic", id="$one")
    assert (await play.says("anouk", PLUME, "stop", thread="$one")).text == "Rien gardé."
    await play.says("anouk", PLUME, "!diagnostic", id="$two")
    heard = [await play.says("anouk", PLUME, "passe", thread="$two") for _ in range(4)]
    assert heard[-1].text == "Rien gardé." and len(await diagnoses(play)) == len(WHOLE["diagnoses"])


async def test_its_message_deleted_it_goes_with_every_copy(play: Play) -> None:
    await of_plume(play)
    await play.says("basile", PLUME, "!diagnostic")
    await play.says("tisseuse", OFFICE, "!parcours plume")
    heard = await play.line(sender=full("anouk"), room=PLUME, redact="$plume")
    assert sorted(redactions(heard)) == [PLUME, PLUME, OFFICE]
    assert len(await diagnoses(play)) == len(WHOLE["diagnoses"])


# ── one's own ──


@pytest.mark.parametrize(("said", "shared"), [("oui", True), ("non", False)])
async def test_one_s_own_is_read_by_the_tisseuse_after_a_yes_alone(play: Play, said: str, shared: bool) -> None:
    await made(play, said)
    assert (await diagnoses(play))[-1]["shared"] is shared
    heard = await play.says("tisseuse", OFFICE, "!parcours noa")
    assert ("la patience" in heard.text) is shared
    journal = (await play.says("noa", MINE, "!moi journal")).text
    assert ("Maude a lu" in journal) is shared


async def test_who_has_none_and_who_shares_none_are_told_alike(play: Play) -> None:
    await made(play, "non")
    noa, erwan = [(await play.says("tisseuse", OFFICE, f"!parcours {name}")).text for name in ("noa", "erwan")]
    assert noa.replace("Noa", "Erwan") == erwan
    assert "Partagent" not in (await play.says("tisseuse", OFFICE, "!parcours granit")).text


async def test_a_mind_can_be_changed_both_ways(play: Play) -> None:
    await made(play, "non")
    await play.says("noa", MINE, "!diagnostic partage")
    assert "la patience" in (await play.says("tisseuse", OFFICE, "!parcours noa")).text
    await play.says("noa", MINE, "!diagnostic garde")
    assert (await play.says("tisseuse", OFFICE, "!parcours noa")).outcome == "refused"


async def test_with_a_third_person_in_her_room_nobody_s_own_is_opened(play: Play) -> None:
    await made(play)
    await play.line(room=OFFICE, sender=full("come"), join=True)
    heard = await play.says("tisseuse", OFFICE, "!parcours noa")
    assert heard.outcome == "refused" and "la patience" not in heard.text
    assert "Noa" not in (await play.says("tisseuse", OFFICE, "!parcours granit")).text


async def test_stop_at_the_preview_keeps_nothing(play: Play) -> None:
    assert (await made(play, "stop")).text == "Rien gardé."
    assert len(await diagnoses(play)) == len(WHOLE["diagnoses"])


async def test_erased_or_forgotten_it_goes_and_the_ilot_s_stays(play: Play) -> None:
    await made(play)
    heard = await play.says("noa", MINE, "!diagnostic efface")
    assert MINE in redactions(heard) and len(await diagnoses(play)) == len(WHOLE["diagnoses"])
    await made(play)
    await play.says("noa", MINE, "!oublie-moi")
    await play.says("noa", MINE, "oui")
    assert await diagnoses(play) == WHOLE["diagnoses"]


async def test_it_is_given_to_its_person(tmp_path: Path) -> None:
    async with playing("sqlite://", ARCHIPEL, files=tmp_path) as play:
        await made(play, "non")
        await play.says("noa", MINE, "!diagnostic rappel oui")
        given = given_in((await play.says("noa", MINE, "!moi export")).lines[0]["path"])
    assert given["diagnoses"][0]["strengths"] == "la patience"
    assert given["diagnosis_reminders"] == ["six_months", "balance"]


# ── reminders ──


async def test_an_ilot_is_reminded_once_by_a_line_of_its_courrier_after_six_months(few: Play) -> None:
    await few.at("2021-07-12T08:00:00+02:00")
    week = (await few.at("2021-07-13T10:00:00+02:00")).room(GRANIT)  # two of them
    assert sum("!diagnostic six mois" in text for text in week) == 1


async def test_one_that_is_made_is_not_called_to_mind(few: Play) -> None:
    await few.at("2021-07-12T08:00:00+02:00")
    await few.says("noa", GRANIT, "!diagnostic six mois", id="$six")
    for answer in ANSWERS:
        await few.says("noa", GRANIT, answer, thread="$six")
    week = (await few.at("2021-07-13T10:00:00+02:00")).room(GRANIT)
    assert not any("!diagnostic six mois" in text for text in week)


@pytest.mark.parametrize("asked", [True, False])
async def test_a_person_is_reminded_only_when_they_asked_for_it(
    pictured_file: Path, tmp_path: Path, asked: bool
) -> None:
    url = copy_of_file(pictured_file, tmp_path)
    async with playing(url) as play:
        await made(play)
        assert "jeudi 14 octobre" in (await play.says("noa", MINE, "!diagnostic rappel oui")).text
        if not asked:
            await play.says("noa", MINE, "!diagnostic rappel non")
    async with playing(url, data=None) as play:  # half a year later, without the half year
        await play.at("2021-10-14T09:00:00+02:00")
        heard = (await play.at("2021-10-14T12:00:00+02:00")).room(MINE)
    assert any("ton diagnostic à six mois" in text for text in heard) is asked


# ── paths ──


async def test_the_tisseuse_sees_how_far_each_ilot_has_come_and_says_so(play_on_both: Play) -> None:
    play = play_on_both
    lines = (await play.says("tisseuse", OFFICE, "!parcours")).text.splitlines()
    assert lines[2] == "Granit · parcours collectif · départ : mardi 19 janvier"
    assert len(lines) == 7 and lines[-1].endswith("!parcours beffroi collectif")
    assert "parcours individuel" in (await play.says("tisseuse", OFFICE, "!parcours plume individuel")).text
    stages = {each["slug"]: each["stage"] for each in (await play.export())["ilots"]}
    assert stages["plume"] == "individual_path"
    assert (await play.says("tisseuse", OFFICE, "!parcours plume en vacances")).outcome == "refused"
    assert (await play.says("noa", GRANIT, "!parcours plume collectif")).outcome == "refused"


# ── the document ──


async def test_one_s_own_makes_the_round_trip_and_an_unsealed_export_has_no_word(database: Database) -> None:
    own = {**WHOLE["diagnoses"][0], "ilot": None, "person": full("noa"), "shared": True}
    await take_in(database, changed(lambda value: value["diagnoses"].append(own)))
    first = await given_out(database)
    assert json.loads(first)["diagnoses"][-1] == own
    async with database.transaction() as session:
        bare = (await Interchange(session, PARIS).give_out(None, sealed=False))["diagnoses"]
    assert [each["ilot"] for each in bare] == ["granit", "beffroi"] and "Confiance" not in write({"": bare})
    await take_in(database, first)
    assert await given_out(database) == first


@pytest.mark.parametrize(
    "fault",
    [
        {"ilot": None},
        {"person": full("noa")},
        {"ilot": "nulle-part"},
        {"shared": True},
        {"version": "one_day"},
        {"ilot": None, "person": "@zoe:elsewhere.example"},
    ],
)
def test_a_diagnosis_of_nobody_or_of_two_is_refused(fault: dict[str, object]) -> None:
    with pytest.raises(BadDocument, match="diagnoses"):
        read(changed(lambda value: value["diagnoses"][0].update(fault)))


# ── functions ──


async def test_a_function_is_stated_by_oneself_and_shown_to_all(play_on_both: Play) -> None:
    play = play_on_both
    shown = (await play.says("noa", GRANIT, "!ilots fonctions")).text
    assert "juridique · Bérengère (Traboule)" in shown and len(shown.splitlines()) <= 12
    await play.says("noa", MINE, "!moi fonction Juridique, sous-titrage")
    assert (
        "juridique · Bérengère (Traboule), Noa (Granit)" in (await play.says("erwan", GRANIT, "!ilots fonctions")).text
    )
    mine = [each["function"] for each in (await play.export())["functions"] if each["person"] == full("noa")]
    assert mine == ["Juridique", "sous-titrage"]
    await play.says("noa", MINE, "!moi fonction non")
    assert (await play.export())["functions"] == WHOLE["functions"]


async def test_who_is_forgotten_is_in_the_directory_no_more(play: Play) -> None:
    await play.says("odile", f"dm:{full('odile')}", "!oublie-moi")
    await play.says("odile", f"dm:{full('odile')}", "oui")
    assert "psychologie" not in (await play.says("noa", GRANIT, "!ilots fonctions")).text

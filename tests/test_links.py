"""What is held in common, told to others: the list, the courrier, who leaves an îlot; and what links the îlots."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from storage.database import Database
from storage.document import BadDocument, read, write
from storage.links import LinkKind, Links
from tests.playing import ARCHIPEL, Heard, Play, full, playing, unspaced
from tests.test_commons import GRANIT, MORVAN, OFFICE, TRABOULE, alone, common, proposed, said, tap
from tests.test_interchange import given_out, take_in

FRIDAY, TUESDAY = "2021-04-16T09:31:00+02:00", "2021-04-20T09:31:00+02:00"


def _courriers(heard: Heard) -> dict[str, str]:
    return {line["room"]: unspaced(line["body"]) for line in heard.lines if "Courrier" in line.get("says", [])}


# ── the list ──


@pytest.mark.parametrize("body", ["!communs", "!commun liste", "!shared"])
async def test_the_list_shows_what_is_alive_in_the_archipel(play_on_both: Play, body: str) -> None:
    play = play_on_both
    await proposed(play)
    await play.says("noa", GRANIT, "!commun C7 abandonne")
    lines = (await play.says("salome", MORVAN, body)).text.splitlines()
    assert [line.split(" · ")[0] for line in lines] == ["C1", "C2", "C3", "C4", "C5", "C6"]
    assert lines[0] == "C1 · Bureau partagé à Rennes · en cours · Aziliz · il manque : Une 3e personne le lundi"


async def test_the_list_is_for_every_room(play: Play) -> None:
    for who, room in (("noa", GRANIT), ("noa", alone("noa")), ("tisseuse", "tisseuse")):
        assert (await play.says(who, room, "!communs")).outcome == "answered"


async def test_a_long_list_has_pages_of_twelve_lines(play: Play) -> None:
    for number in range(7, 13):
        await play.says("noa", GRANIT, f"!objet numéro {number}")
    assert len((await play.says("noa", GRANIT, "!communs")).text.splitlines()) == 12
    assert said(await play.says("noa", GRANIT, "!communs page 2")) == ["NoSuchPage"]
    await play.says("noa", GRANIT, "!objet numéro 13")
    first = (await play.says("noa", GRANIT, "!communs")).text.splitlines()
    assert len(first) == 12 and first[-1] == "la suite : !communs page 2"
    rest = (await play.says("noa", GRANIT, "!communs page 2")).text.splitlines()
    assert [line.split(" · ")[0] for line in (*first[:-1], *rest)] == [f"C{number}" for number in range(1, 14)]


async def test_where_there_is_nothing_the_list_says_how_to_begin(tmp_path: Path) -> None:
    path = tmp_path / "bare.json"
    path.write_text(json.dumps({**json.loads(ARCHIPEL.read_text("utf-8")), "commons": [], "links": [], "listings": []}))
    async with playing("sqlite://", path) as play:
        assert said(await play.says("noa", GRANIT, "!communs")) == ["CommonsEmpty"]
        assert said(await play.says("noa", GRANIT, "!ilots liens")) == ["NoLinks"]
        assert (await proposed(play)).refs == ["C1"]


# ── the courrier ──


async def test_the_others_read_of_it_in_the_next_courrier_and_once(play_on_both: Play) -> None:
    play = play_on_both
    await proposed(play, "!commun bureau à trois à Rennes manque: une table")
    told = _courriers(await play.at(FRIDAY))
    line = "C7 · Bureau à trois à Rennes · mutualisation · il manque : une table · Noa · en être : !prends C7"
    assert all((line in body) == (room != GRANIT) for room, body in told.items())
    assert MORVAN in told
    assert all("C7" not in body for body in _courriers(await play.at(TUESDAY)).values())


async def test_ten_minutes_can_pass_before_it_is_told(play: Play) -> None:
    await play.at("2021-04-16T09:25:00+02:00")
    assert "au courrier de mardi" in (await proposed(play)).text
    assert all("C7" not in body for body in _courriers(await play.at(FRIDAY)).values())
    assert any("C7" in body for body in _courriers(await play.at(TUESDAY)).values())


async def test_that_it_begins_and_ends_is_told_to_those_who_read_of_it(play: Play) -> None:
    await proposed(play)
    await play.at(FRIDAY)
    await play.says("noa", GRANIT, "!commun C7 démarre")
    assert "C7 · Bureau à trois à Rennes · c'est parti" in _courriers(await play.at(TUESDAY))[MORVAN]
    await play.says("noa", GRANIT, "!commun C7 fini")
    friday = _courriers(await play.at("2021-04-23T09:31:00+02:00"))
    assert "C7 · Bureau à trois à Rennes · c'est fini" in friday[MORVAN]
    assert "C7" not in friday.get(GRANIT, "")


async def test_what_was_dropped_before_the_courrier_is_not_told(few: Play) -> None:
    await proposed(few)
    await few.says("noa", GRANIT, "!commun C7 abandonne")
    assert all("C7" not in body for body in _courriers(await few.at(FRIDAY)).values())


async def test_erased_its_line_goes_and_the_others_are_told_again(play_on_both: Play) -> None:
    play = play_on_both
    await proposed(play)
    await play.says("noa", GRANIT, "!objet la lenteur")
    await play.says("noa", GRANIT, "!offre un vélo")
    heard = await play.at(FRIDAY)
    (courrier,) = [line for line in heard.lines if line.get("room") == MORVAN and "Courrier" in line.get("says", [])]
    heard = await play.line(sender=full("noa"), redact="$made")
    assert courrier["id"] in {line["to"] for line in heard.lines if line["kind"] == "redaction"}
    (again,) = [line for line in heard.lines if line["room"] == MORVAN and line["kind"] == "text"]
    assert again["says"][0] == "CourrierAgain" and "C7" not in again["body"]
    assert "C8 · La lenteur" in again["body"] and "O21 · un vélo" in again["body"]


async def test_a_listing_that_is_erased_leaves_the_line_of_what_is_in_common(play: Play) -> None:
    await proposed(play)
    await play.says("noa", GRANIT, "!offre un vélo", id="$offer")
    await play.at(FRIDAY)
    heard = await play.line(sender=full("noa"), redact="$offer")
    (again,) = [line for line in heard.lines if line["room"] == MORVAN and line["kind"] == "text"]
    assert "C7 · Bureau à trois à Rennes" in again["body"] and "un vélo" not in again["body"]


# ── leaving an îlot, coming back ──


async def _moves(play: Play, who: str, room: str, *, comes: bool) -> Heard:
    return await play.line(room=room, sender=full(who), join=comes, name=who.capitalize())


async def test_whose_holder_left_shows_to_whoever_is_in_and_comes_back_with_them(play_on_both: Play) -> None:
    play = play_on_both
    await proposed(play)
    await play.says("salome", MORVAN, "!prends C7")
    heard = await _moves(play, "noa", GRANIT, comes=False)
    assert any(
        text.startswith("Seules les personnes qui en sont voient encore C7") for text in heard.room(alone("noa"))
    )
    assert "C7" not in (await play.says("ines", TRABOULE, "!communs")).text
    assert said(await play.says("ines", TRABOULE, "!prends C7")) == ["UnknownCommon"]
    assert (await play.says("salome", MORVAN, "!voir C7")).outcome == "answered"
    assert all("C7" not in body for body in _courriers(await play.at(FRIDAY)).values())
    heard = await _moves(play, "noa", GRANIT, comes=True)
    assert "C7 se montre à nouveau à tout l'Archipel." in heard.room(alone("noa"))
    assert "C7" in (await play.says("ines", TRABOULE, "!communs")).text


async def test_who_leaves_an_ilot_takes_it_out_of_what_they_take_part_in(play_on_both: Play) -> None:
    play = play_on_both
    await proposed(play)
    await play.says("salome", MORVAN, "!prends C7")
    await _moves(play, "salome", MORVAN, comes=False)
    made = await common(play)
    assert (made["ilots"], made["participants"]) == (["granit"], [full("noa"), full("salome")])
    await _moves(play, "salome", MORVAN, comes=True)
    assert (await common(play))["ilots"] == ["granit", "morvan"]
    await _moves(play, "salome", TRABOULE, comes=True)
    assert (await common(play))["ilots"] == ["granit", "morvan"]


# ── links ──


async def test_links_are_what_was_fulfilled_begun_or_told(play_on_both: Play) -> None:
    play = play_on_both
    assert (await play.says("noa", GRANIT, "!ilots liens")).text.splitlines() == [
        "Granit – Plume · échange B14 · en commun C4 · annoncé B1",
        "Traboule – Plume · échange I3 · en commun C6",
        "Traboule – Garrigue · échange B2",
        "Garrigue – Morvan · en commun C2",
        "Granit – Morvan · en commun C4",
        "Morvan – Plume · en commun C4",
    ]


async def test_a_new_link_comes_with_the_beginning_not_with_the_proposal(play: Play) -> None:
    await proposed(play)
    await play.says("dorine", "ilot:beffroi", "!prends C7")
    assert "Beffroi" not in (await play.says("noa", GRANIT, "!islets links")).text
    await tap(play, "noa", "✅")
    assert "Granit – Beffroi · en commun C7" in (await play.says("noa", GRANIT, "!islets links")).text
    await play.says("dorine", "ilot:beffroi", "!commun C7 sans moi")
    assert "Beffroi" not in (await play.says("noa", GRANIT, "!islets links")).text


async def test_an_exchange_inside_an_ilot_links_nothing(play: Play) -> None:
    before = (await play.says("noa", GRANIT, "!ilots liens")).text
    ref = (await play.says("noa", GRANIT, "!offre un vélo")).refs[0]
    await play.says("noa", GRANIT, f"!pourvu {ref} avec @youenn")
    assert (await play.says("noa", GRANIT, "!ilots liens")).text == before
    ref = (await play.says("noa", GRANIT, "!offre un vélo")).refs[0]
    await play.says("noa", GRANIT, f"!pourvu {ref} avec @dorine")
    assert f"Granit – Beffroi · échange {ref}" in (await play.says("noa", GRANIT, "!ilots liens")).text


async def test_what_is_told_and_deduced_of_the_same_thing_is_one_link(play_on_both: Play) -> None:
    play = play_on_both
    async with play.bot.bench.database.transaction() as session:
        ties = await Links(session).between_ilots()
    told = [(str(tie.origin), tie.kind) for tie in ties]
    assert told.count(("C2", LinkKind.COMMON)) == 1
    assert len({(tie.pair, tie.origin) for tie in ties}) == len(ties)


async def test_many_links_fit_twelve_lines(tmp_path: Path) -> None:
    value = json.loads(ARCHIPEL.read_text("utf-8"))
    slugs = [ilot["slug"] for ilot in value["ilots"]]
    pairs = [(one, other) for index, one in enumerate(slugs) for other in slugs[index + 1 :]]
    more = [{"from": one, "to": other, "origin": "O1", "nature": "", "state": "done"} for one, other in pairs]
    path = tmp_path / "many.json"
    path.write_text(json.dumps({**value, "links": more}), "utf-8")
    async with playing("sqlite://", path) as play:
        lines = (await play.says("noa", GRANIT, "!ilots liens")).text.splitlines()
    assert (len(pairs), len(lines), lines[-1]) == (15, 12, "et 4 autres liens")


# ── the document ──


async def test_what_was_lived_makes_the_round_trip(play: Play, database: Database) -> None:
    await proposed(play, f"{OFFICE}\nAu calme.")
    await play.says("salome", MORVAN, "!prends C7")
    await play.says("noa", GRANIT, "!commun C7 démarre")
    await play.says("youenn", GRANIT, "!commun C3 abandonne")
    await _moves(play, "noa", GRANIT, comes=False)
    first = {**await play.export(), "reference_now": None}
    made = first["commons"][-1]
    assert (made["suspended"], made["description"]) == (True, "Au calme.")
    await take_in(database, write(first))
    assert await given_out(database) == write(first)
    assert (await take_in(database, write(first))).new == 0


def _document(section: str, **fields: Any) -> str:
    value = json.loads(ARCHIPEL.read_text("utf-8"))
    value[section][0].update(fields)
    return json.dumps(value)


@pytest.mark.parametrize(
    ("section", "fields", "reason"),
    [
        ("commons", {"holder": "@nobody:archipel.example"}, "commons.C1: @nobody"),
        ("commons", {"participants": ["@nobody:archipel.example"]}, "commons.C1: @nobody"),
        ("commons", {"participants": [full("noa")] * 2}, "twice"),
        ("commons", {"ilots": ["atlantis"]}, "atlantis"),
        ("commons", {"ref": "O99"}, "commons.0.ref"),
        ("commons", {"kind": "loan"}, "commons.0.kind"),
        ("commons", {"created_at": "2021-04-14T10:30:00"}, "created_at"),
        ("commons", {"created_at": "0001-01-01T00:00:00+14:00"}, "created_at"),
        ("links", {"from": "atlantis"}, "links.B1: atlantis"),
        ("links", {"origin": "S-K4P"}, "links.0.origin"),
    ],
)
def test_a_document_with_a_fault_in_them_is_refused(section: str, fields: dict[str, Any], reason: str) -> None:
    with pytest.raises(BadDocument) as refused:
        read(_document(section, **fields))
    assert reason in str(refused.value)

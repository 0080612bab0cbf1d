"""The report, solidarity and mechanisms as sheets: what `!bilan` says, what the document gives, and nobody."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from storage.reviews import ENOUGH
from tests.asking import alone
from tests.pictures import copy_of_file
from tests.playing import ARCHIPEL, Play, playing, unspaced
from tests.test_exports import asked, files, rows, whole
from tests.test_report import line_of, numbers_in, recount
from tests.test_reviews import MEMBERS, reviews
from tests.test_tables import read_ods

OFFICE = "tisseuse"
FORMULAS = ("=1+1", "@SUM(1)", "+33 6", "-2", "＝1")
PERIODS = [
    ("mars", "2021-03-01", "2021-03-31"),
    ("T1", "2021-01-01", "2021-03-31"),
    ("année", "2021-01-01", "2021-12-31"),
    ("", "2021-04-01", "2021-06-30"),
    ("du 19 février au 7 avril", "2021-02-19", "2021-04-07"),
    ("2020", "2020-01-01", "2020-12-31"),
]
_Figures = dict[tuple[str, str], str]  # by what they are, and of what


@pytest.fixture
async def stage(pictured_file: Path, tmp_path: Path) -> AsyncIterator[Play]:
    """The sample collective; its files are put into the test's folder."""
    async with playing(copy_of_file(pictured_file, tmp_path), files=tmp_path / "files") as play:
        yield play


async def sheet(play: Play, name: str, days: str = "") -> list[list[str]]:
    """Its rows, as CSV; special spaces folded."""
    [data] = files(await asked(play, f"csv {name} {days}".strip())).values()
    return [list(map(unspaced, row)) for row in rows(data)]


async def figures(play: Play, days: str) -> _Figures:
    """The report's, of days that each row says."""
    return {(kind, of): value for _, _, kind, of, value in await sheet(play, "bilan", days)}


def number(text: str) -> float:
    """Of a cell."""
    return float(text.replace(",", "."))


def as_said(found: _Figures) -> dict[str, list[float]]:
    """The same numbers in the order in which the lines of `!bilan` say them."""
    made = [number(found["Annonces posées", kind]) for kind in ("offres", "besoins", "remplacements")]
    done = ("Annonces pourvues", "Annonces pourvues entre îlots", "Part entre îlots (%)", "Délai médian (jours)")
    links = ("Paires d'îlots reliées", "Liens : échanges pourvus", "Liens : en commun", "Liens : annoncés")
    return {
        "Bourse": [sum(made), *made] if any(made) else [],
        "Pourvues": [number(found[name, ""]) for name in done] if found["Annonces pourvues", ""] != "0" else [],
        "Mécanismes en place": [number(found["Mécanismes en place", ""]), number(found[_AIM, ""])],
        "Temps tenus": [number(found[name, ""]) for name in ("Temps tenus", "Traces partagées")],
        "Îlots reliés": [number(found[name, ""]) for name in links],
    }


_AIM = "Objectif de mécanismes, au moins"


# ── the report ──


@pytest.mark.parametrize(("days", "first", "last"), PERIODS)
async def test_the_sheet_says_what_the_report_says(stage: Play, days: str, first: str, last: str) -> None:
    told = await stage.says(OFFICE, OFFICE, f"!bilan {days}".strip())
    for beginning, wanted in as_said(await figures(stage, days)).items():
        assert numbers_in(line_of(told, beginning))[: len(wanted)] == wanted, beginning
    assert {tuple(row[:2]) for row in await sheet(stage, "bilan", days) if "Fonds" not in row[2]} == {(first, last)}


@pytest.mark.parametrize(("days", "first", "last"), PERIODS)
async def test_the_sheet_says_what_the_complete_file_gives(stage: Play, days: str, first: str, last: str) -> None:
    document: dict[str, Any] = json.loads(next(iter(files(await whole(stage)).values())))
    found = await figures(stage, days)
    for beginning, wanted in recount(document, first, last).items():
        said = as_said(found)[beginning]
        assert said == wanted[: len(said)] and len(wanted) - len(said) in {0, 3}, beginning  # 3: an evaluation
    marks = {of: value for (kind, of), value in found.items() if kind == "Aide d'un mécanisme (1 à 4)"}
    assert marks == {
        f"{each['ref']} {each['name']}": str(review["usefulness"]).replace(".", ",")
        for each in document["mechanisms"]
        for review in each["reviews"]
        if review["on"] <= last
    }


async def test_needs_links_and_the_fund_stand_in_it_too(stage: Play) -> None:
    found = await figures(stage, "T1")
    assert found["Besoins encore ouverts", "illustration"] == found["Besoins pourvus", "traduction"] == "1"
    assert found["Liens entre deux îlots", "Granit – Plume"] == "3"
    fund = [found[f"Fonds : {name}, à 100 € près", ""] for name in ("entrées", "versements", "solde")]
    assert fund == ["3900", "900", "3000"]
    assert not [kind for kind, _ in await figures(stage, "mars") if "Fonds" in kind]


async def test_without_a_name_the_days_are_of_every_file_that_has_some(stage: Play) -> None:
    march = files(await asked(stage, "csv mars"))["bilan.csv"]
    assert len(rows(march)) == len(await sheet(stage, "bilan", "mars")) and b"2021-03-01" in march
    heard = await asked(stage, "ods T1")
    assert "du 1er janvier au 31 mars" in unspaced(heard.lines[0]["body"])
    assert ("date", "2021-01-01") in read_ods(files(heard)["archipel.ods"])["Bilan"][1]


# ── solidarity ──


async def test_solidarity_is_told_by_whole_quarters_whatever_the_days(stage: Play) -> None:
    told = line_of(await stage.says(OFFICE, OFFICE, "!bilan T1"), "Solidarité")
    found = await sheet(stage, "solidarite")
    assert {tuple(row[:2]) for row in found} == {("2021-01-01", "2021-03-31")}
    assert [number(row[-1]) for row in found] == numbers_in(told)
    for days in ("mars", "du 2 janvier au 30 mars", "année"):
        assert await sheet(stage, "solidarite", days) == found


async def test_what_a_sheet_told_of_a_quarter_never_changes(stage: Play) -> None:
    before = await sheet(stage, "solidarite")
    await stage.says("leila", alone("leila"), "!oublie-moi")
    await stage.says("leila", alone("leila"), "oui")
    assert await sheet(stage, "solidarite") == before
    assert numbers_in(line_of(await stage.says(OFFICE, OFFICE, "!bilan T1"), "Solidarité")) == [
        number(row[-1]) for row in before
    ]


async def test_few_people_are_no_number(tmp_path: Path) -> None:
    document = json.loads(ARCHIPEL.read_text("utf-8"))
    document["solidarity_requests"] = document["solidarity_requests"][: ENOUGH - 1]
    document["fund"]["movements"] = []
    data = tmp_path / "few.json"
    data.write_text(json.dumps(document), "utf-8")
    async with playing("sqlite://", data, files=tmp_path / "files") as play:
        found = await sheet(play, "solidarite")
        assert found == [["2021-01-01", "2021-03-31", "Personnes qui ont demandé", "", "moins de 5"]]


# ── mechanisms ──


async def test_a_mechanism_s_row_is_what_its_sheet_says(stage: Play) -> None:
    found = {row[0]: row[1:] for row in await sheet(stage, "mecanismes")}
    assert list(found) == ["K1", "K2", "K3", "K4", "K5"]
    for ref, row in found.items():
        told = await stage.says("noa", alone("noa"), f"!mecanisme {ref}")
        assert row[0] in told.text and row[1] in told.text
        used, evaluated = row[6:8], row[8:]
        lines = told.text.splitlines()
        use = next(line for line in lines if line.startswith(("Ces trois derniers mois", "Au trimestre")))
        if used[0] == "moins de 5":
            assert "moins de cinq personnes" in use
        else:
            assert [number(each) for each in used if each] == numbers_in(use)
        said = next((line for line in lines if line.startswith("Évaluation du")), "")
        if not said:
            assert evaluated == [""] * 4
        else:
            assert numbers_in(said)[1:3] == [number(each) for each in evaluated[1:] if each]
            assert int(evaluated[0][8:]) == numbers_in(said)[0]


async def test_who_uses_a_mechanism_in_private_is_counted_once_a_quarter_and_for_ever(tmp_path: Path) -> None:
    document = json.loads(ARCHIPEL.read_text("utf-8"))
    document["mechanisms"][3]["how"] = "!solidarite"
    data = tmp_path / "asked.json"
    data.write_text(json.dumps(document), "utf-8")
    async with playing("sqlite://", data, files=tmp_path / "files") as play:
        before = (await sheet(play, "mecanismes"))[3]
        await play.says("leila", alone("leila"), "!oublie-moi")
        await play.says("leila", alone("leila"), "oui")
        assert before[6:8] == ["personnes, en privé", "13"] and (await sheet(play, "mecanismes"))[3] == before
        assert "13 personnes" in (await play.says("noa", alone("noa"), "!mecanisme K4")).text


async def test_four_answers_are_in_no_row_and_five_are(stage: Play) -> None:
    for who in MEMBERS[: ENOUGH - 1]:
        await reviews(stage, who)
    assert (await sheet(stage, "mecanismes"))[3][9:] == [""] * 4
    await reviews(stage, MEMBERS[ENOUGH - 1])
    assert (await sheet(stage, "mecanismes"))[3][9:] == ["2021-04-14", "5", "5", "3"]


# ── inert, and nobody's ──


async def test_whatever_things_are_called_no_cell_is_a_formula(tmp_path: Path) -> None:
    document = json.loads(ARCHIPEL.read_text("utf-8"))
    needs = [each for each in document["listings"] if each["direction"] == "need"]
    things = (needs, document["mechanisms"], document["ilots"], document["milestones"])
    for named, key in zip(things, ("category", "name", "name", "title"), strict=True):
        for each, typed in zip(named, FORMULAS, strict=False):
            each[key] = typed
    data = tmp_path / "formulas.json"
    data.write_text(json.dumps(document), "utf-8")
    async with playing("sqlite://", data, files=tmp_path / "files") as play:
        tables = {name: rows(given) for name, given in files(await asked(play, "csv année")).items()}
        workbook = read_ods(files(await asked(play, "ods année"))["archipel.ods"])
    cells = [cell for found in tables.values() for row in found for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "@", "+", "-", "＝"))]
    for name in ("bilan", "mecanismes", "besoins", "ilots", "jalons"):
        assert [cell for row in tables[f"{name}.csv"] for cell in row if cell.startswith("'")], name
    assert {kind for table in workbook.values() for row in table for kind, words in row if words in FORMULAS} == {
        "string"
    }


async def test_no_row_names_anybody_or_a_request(stage: Play) -> None:
    document = await stage.export()
    for name in ("bilan", "mecanismes", "solidarite"):
        cells = {cell for row in await sheet(stage, name, "année") for cell in row}
        assert not [each for each in document["people"] if each["id"] in cells or each["first_name"] in cells]
        assert not [cell for cell in cells if "S-" in cell]

"""Import and export: what goes in comes out byte for byte, and what cannot go in changes nothing."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from storage.database import Database
from storage.document import BadDocument, read, write
from storage.interchange import Interchange, Taken
from storage.people import DEFAULT_SETTINGS
from storage.taking_in import TakingIn
from tests.inside import migrated
from tests.playing import ARCHIPEL, playing

PARIS = ZoneInfo("Europe/Paris")
TEXT = ARCHIPEL.read_text("utf-8")
WHOLE: dict[str, Any] = json.loads(TEXT)
KNOWN = (
    *("ilots", "people", "roles", "functions", "listings", "solidarity_requests", "fund", "commons", "mechanisms"),
    *("reflection_sessions", "traces", "framework", "milestones", "steering_committees", "diagnoses", "links"),
)
PARTS = 1 + len(WHOLE["fund"]["movements"]) + sum(len(WHOLE[section]) for section in KNOWN if section != "fund")


@pytest.fixture
async def other() -> AsyncIterator[Database]:
    """A second database, empty too."""
    async with migrated("sqlite://") as opened:
        yield opened


async def take_in(database: Database, text: str) -> Taken:
    """One import, in one transaction."""
    async with database.transaction() as session:
        return await Interchange(session, PARIS).take_in(read(text))


async def given_out(database: Database) -> str:
    """The export's text."""
    async with database.transaction() as session:
        return write(await Interchange(session, PARIS).give_out(None))


def changed(change: Callable[[dict[str, Any]], object]) -> str:
    """The sample collective with one change."""
    value = json.loads(TEXT)
    change(value)
    return json.dumps(value)


def without(value: dict[str, Any], *names: str) -> dict[str, Any]:
    """A copy that lacks them."""
    return {name: each for name, each in value.items() if name not in names}


# ── round trips ──


async def test_the_sample_comes_out_as_it_went_in(database: Database) -> None:
    await take_in(database, TEXT)
    found = json.loads(await given_out(database))
    assert list(found) == ["format", "reference_now", "zone", *KNOWN]
    for section in KNOWN:
        assert write(found[section]) == write(WHOLE[section]), section


async def test_an_export_taken_in_comes_out_equal_to_the_byte(database: Database, other: Database) -> None:
    await take_in(database, TEXT)
    first = await given_out(database)
    await take_in(other, first)
    assert await given_out(other) == first


async def test_a_rehearsed_collective_makes_the_round_trip_too(tmp_path: Path, other: Database) -> None:
    async with playing("sqlite://") as play:
        await play.says("noa", "ilot:granit", "!besoin un vélo le 3 mai à 10h30, 20 à 30 € HT/jour #velo\\nà Rennes")
        await play.says("youenn", "dm:@youenn:archipel.example", "!offre prêt de salle permanente portée: îlot")
        await play.says("salome", "ilot:morvan", "!prends O10")
        await play.says("noa", "ilot:granit", "!trace nous Archipel prénom\nOn a ri.", id="$trace")
        await play.says("noa", "ilot:granit", "oui", thread="$trace")
        alone = "dm:@youenn:archipel.example"
        await play.says("youenn", alone, "!trace recueil anonyme\nJe dis oui pour ne pas décevoir.")
        await play.says("youenn", alone, "oui")
        await play.says("tisseuse", "tisseuse", "!recueil R26 Je dis oui.")
        await play.says("youenn", alone, "oui")
        await play.says("tisseuse", "tisseuse", "!recueil R26 publie")
        await play.line(room="ilot:granit", sender="@zoe:elsewhere.example", join=True, name="Zoé")
        await play.line(room="ilot:plume", sender="@tisseuse:archipel.example", join=True)
        await play.line(room="ilot:granit", sender="@aziliz:archipel.example", join=False)
        first = {**await play.export(), "reference_now": None}
    await take_in(other, write(first))
    assert await given_out(other) == write(first)


def test_it_is_written_with_one_space_and_its_own_letters() -> None:
    assert write({"name": "Îlot", "list": [1]}) == '{\n "name": "Îlot",\n "list": [\n  1\n ]\n}\n'


async def test_listings_stand_in_the_order_of_their_references(database: Database) -> None:
    await take_in(database, changed(lambda value: value["listings"].reverse()))
    refs = [entry["ref"] for entry in json.loads(await given_out(database))["listings"]]
    assert refs == [entry["ref"] for entry in WHOLE["listings"]]
    assert refs[8:11] == ["O9", "O10", "O11"]


# ── what is known already ──


async def test_what_is_known_and_equal_is_skipped(database: Database) -> None:
    assert (await take_in(database, TEXT)).known == 0
    before = await given_out(database)
    again = await take_in(database, TEXT)
    assert (again.new, again.known) == (0, PARTS)
    assert await given_out(database) == before


async def test_an_import_adds_what_is_new_to_what_is_there(database: Database) -> None:
    await take_in(database, changed(lambda value: value["listings"].pop(0)))
    assert (await take_in(database, TEXT)).new == 1
    assert json.loads(await given_out(database))["listings"] == WHOLE["listings"]


async def test_the_same_key_with_other_content_is_refused_and_nothing_is_written(database: Database) -> None:
    await take_in(database, changed(lambda value: value["listings"].pop(0)))
    before = await given_out(database)

    def differs(value: dict[str, Any]) -> None:
        for entry in value["listings"][1:15]:
            entry["title"] = "tout autre chose"

    with pytest.raises(BadDocument) as refused:
        await take_in(database, changed(differs))
    named = [ref for ref in ("O2", "O10", "O11", "O15") if f"listings: {ref} is there already" in str(refused.value)]
    assert named == ["O2", "O10", "O11"]
    assert str(refused.value).count("is there already") == 10
    assert "and 4 more" in str(refused.value)
    assert await given_out(database) == before


async def test_a_fault_half_way_writes_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    before = await given_out(database)
    monkeypatch.setattr(TakingIn, "_count_on", _breaks)
    with pytest.raises(ZeroDivisionError):
        await take_in(database, TEXT)
    assert await given_out(database) == before


async def _breaks(*_: object) -> None:
    raise ZeroDivisionError


async def test_new_references_come_after_the_imported_ones(tmp_path: Path) -> None:
    def gap(value: dict[str, Any]) -> None:
        value["listings"] = [entry for entry in value["listings"] if entry["ref"] in {"O20", "B3"}]

    path = tmp_path / "gap.json"
    path.write_text(changed(gap), "utf-8")
    async with playing("sqlite://", path) as play:
        assert (await play.says("noa", "ilot:granit", "!offre un vélo")).refs == ["O21"]
        assert (await play.says("noa", "ilot:granit", "!besoin d'un vélo")).refs == ["B4"]
        assert (await play.says("noa", "ilot:granit", "!interim mardi")).refs == ["I1"]


# ── what is filled, what is not kept ──


async def test_what_the_document_leaves_out_is_filled_on_export(database: Database) -> None:
    def sparse(value: dict[str, Any]) -> None:
        optional = ("tags", "suspended", "approximate", "description", "reach", "hands", "permanent")
        value["listings"] = [without(value["listings"][0], *optional)]
        value["people"] = [without(person, "settings", "absences", "skills") for person in value["people"]]

    await take_in(database, changed(sparse))
    found = json.loads(await given_out(database))
    assert found["listings"] == [{**WHOLE["listings"][0], "description": ""}]
    filled = {"settings": DEFAULT_SETTINGS, "absences": [], "skills": []}
    assert found["people"] == [{**person, **filled} for person in WHOLE["people"]]


def test_sections_of_a_later_version_are_named_and_not_kept() -> None:
    kept = {"format", "reference_now", "zone", *KNOWN}
    document = read(TEXT)
    assert [name for name in WHOLE if name not in kept] == list(document.model_extra or ())


async def test_instants_in_another_offset_are_the_same(database: Database) -> None:
    await take_in(database, TEXT)

    def in_utc(value: dict[str, Any]) -> None:
        value["listings"][0]["created_at"] = "2021-04-06T07:30:00Z"

    assert (await take_in(database, changed(in_utc))).new == 0


# ── what cannot be taken in ──

_L = "listings"


def _put(section: str, index: int, **fields: Any) -> Callable[[dict[str, Any]], object]:
    return lambda value: value[section][index].update(fields)


IMPOSSIBLE: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "another format": (lambda value: value.update(format="navette/2"), "navette/1"),
    "no format": (lambda value: value.pop("format"), "format"),
    "a section that is no list": (lambda value: value.update(people={}), "people"),
    "an unknown field": (_put("people", 0, shoe_size=41), "shoe_size"),
    "a missing field": (lambda value: value[_L][0].pop("title"), "listings.0.title"),
    "no account": (_put("people", 0, id="aziliz"), "people.0.id"),
    "a name that is too long": (_put("people", 0, first_name="x" * 300), "people.0.first_name"),
    "an unknown author": (_put(_L, 0, author="@nobody:archipel.example"), "@nobody:archipel.example"),
    "an unknown hand": (_put(_L, 0, hands=["@nobody:archipel.example"]), "@nobody:archipel.example"),
    "an unknown member": (_put("ilots", 0, members=["@nobody:archipel.example"]), "@nobody:archipel.example"),
    "an unknown îlot": (_put(_L, 0, ilot="atlantis"), "atlantis"),
    "twice the same person": (lambda value: value["people"].append(value["people"][0]), "twice"),
    "twice the same hand": (_put(_L, 0, hands=[WHOLE["people"][1]["id"]] * 2), "twice"),
    "twice the same member": (
        lambda value: value["ilots"][0]["members"].append(value["ilots"][0]["members"][0]),
        "twice",
    ),
    "a letter of another direction": (_put(_L, 0, ref="B99"), "offer"),
    "a reference that is none": (_put(_L, 0, ref="O0"), "listings.0.ref"),
    "a reference that is too high": (_put(_L, 0, ref="O1234567890"), "listings.0.ref"),
    "a day that is none": (_put(_L, 0, starts="2021-02-30", ends=None), "starts"),
    "an end without a start": (_put(_L, 0, starts=None), "ends"),
    "an end before its start": (_put(_L, 0, ends="2021-04-21"), "ends"),
    "an instant without offset": (_put(_L, 0, created_at="2021-04-06T09:30:00"), "offset"),
    "an instant out of this world": (_put(_L, 0, created_at="0001-01-01T00:00:00+14:00"), "created_at"),
    "cents that are no number": (_put(_L, 0, price={"kind": "paid", "min_cents": "much"}), "min_cents"),
    "cents beyond counting": (_put(_L, 0, price={"kind": "paid", "min_cents": 10**12}), "min_cents"),
    "a price without an amount": (_put(_L, 0, price={"kind": "paid"}), "min_cents"),
    "a state that is none": (_put(_L, 0, state="lost"), "state"),
    "a trace of nobody": (_put("traces", 0, author="@nobody:archipel.example"), "@nobody:archipel.example"),
    "a trace of no îlot": (_put("traces", 0, ilot="atlantis"), "atlantis"),
    "a trace named like a listing": (_put("traces", 0, ref="O99"), "traces.0.ref"),
    "a trace shared without consent": (_put("traces", 0, consented_at=None), "R1.state"),
    "a trace shared without a licence": (_put("traces", 0, licence=None), "R1.state"),
    "a trace offered without a signature": (_put("traces", 2, signature=None), "R3.state"),
    "a trace published at no time": (_put("traces", 2, state="published"), "published_at"),
    "a trace that stands by itself too far": (_put("traces", 0, base="archipel"), "R1.base"),
    "a consent without offset": (_put("traces", 0, consented_at="2021-03-18T09:30:00"), "R1.consented_at"),
    "a milestone that ends before it starts": (_put("milestones", 0, to="2020-11-30"), "milestones.0"),
    "a milestone named like a trace": (_put("milestones", 0, ref="R1"), "milestones.0.ref"),
    "twice the same milestone": (_put("milestones", 0, ref="J2"), "J2 stands there twice"),
    "a committee in no state": (_put("steering_committees", 0, state="lost"), "steering_committees.0.state"),
    "an empty decision": (_put("steering_committees", 0, decisions=[""]), "steering_committees.0.decisions"),
    "a frame sheet of nobody": (_put("framework", 0, referent="@nobody:archipel.example"), "@nobody:archipel.example"),
    "a frame sheet without a title": (_put("framework", 0, title=""), "framework.0.title"),
    "a key that nobody can type": (_put("framework", 0, key="Agrément !"), "framework.0.key"),
    "twice the same frame sheet": (_put("framework", 0, key="urgence"), "urgence stands there twice"),
    "half a character": (_put(_L, 0, title="\ud800"), "half a character"),
    "a NUL": (_put(_L, 0, title="a\0b"), "NUL"),
    "no hour of its own": (lambda value: value.update(reference_now="2021-04-14T10:30:00"), "reference_now"),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_a_document_with_a_fault_is_refused_and_the_fault_is_named(name: str) -> None:
    change, reason = IMPOSSIBLE[name]
    with pytest.raises(BadDocument) as refused:
        read(changed(change))
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", "7", '"navette/1"', "[" * 100_000, '{"format": NaN}', '{"a": 1, "a": 2}'),
        '{"format": "navette/1", "people": ' + "9" * 5000 + "}",
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(BadDocument):
        read(text)


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read("\ufeff" + TEXT).format == "navette/1"


def test_of_many_faults_ten_are_named() -> None:
    def spoil(value: dict[str, Any]) -> None:
        for entry in value["listings"]:
            entry["author"] = "@nobody:archipel.example"

    with pytest.raises(BadDocument) as refused:
        read(changed(spoil))
    assert str(refused.value).count("@nobody") == 10
    assert "and 30 more" in str(refused.value)


async def test_a_collective_of_another_zone_is_refused(other: Database) -> None:
    with pytest.raises(BadDocument, match="America/Martinique"):
        await take_in(other, changed(lambda value: value.update(zone="America/Martinique")))

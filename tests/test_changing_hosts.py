"""A change of hosts: everything goes to an empty bot on either database, comes back the same, and the bot goes on."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from storage.agenda import Agenda
from storage.audit import Audit
from storage.interchange import BadDocument, Interchange, read, write
from tests.asking import alone
from tests.pictures import copy_of_file
from tests.playing import ARCHIPEL, Heard, Play, full, playing
from tests.test_exports import files, whole

LATER = "2021-04-16T12:00:00+02:00"  # after a courrier
NEXT_COURRIER = "2021-04-20T09:40:00+02:00"
TOLD, NOT_TOLD = "on continue : le fonds", "on change : le rythme des courriers"
SALOME, RAFAEL = alone("salome"), alone("rafael")  # B3 and O15
GRANIT, PLUME, NOA = "ilot:granit", "ilot:plume", "dm:@noa:archipel.example"


async def _lives(play: Play) -> None:
    """Two days in which what the sections do not tell comes about."""
    await play.says("noa", NOA, "!trace privé On respire.", id="$breath")
    await play.line(sender=full("noa"), redact="$breath")  # its number is never given again
    await play.says("youenn", GRANIT, "!offre un vélo cargo, gratuit", id="$bike")
    await play.line(sender=full("youenn"), react="🏝", to="$bike", id="$kept")
    await play.says("youenn", GRANIT, "!temps question Qu'est-ce qui attend ?")
    await play.says("noa", NOA, "!moi courrier vendredi")
    await play.says("noa", NOA, "!donnees export")
    await play.says("noa", NOA, "rappelle-moi d'appeler la CAF le 22 avril à 17h")
    await play.says("noa", NOA, "rappelle-moi de déclarer le 30 avril")
    await play.says("noa", NOA, "!tisseuse jeudi 29 avril 14h")
    await play.says("noa", NOA, "rappelle-moi de payer tous les mois le 31")
    await play.says("tisseuse", "tisseuse", "!demandes")
    await play.says("tisseuse", "tisseuse", "!bilan T1")
    await play.says("tisseuse", "tisseuse", "!relier B3 O15")
    await play.says("salome", SALOME, "oui")
    await play.says("tisseuse", "tisseuse", f"!copil décision {TOLD}")
    await play.line(room="ilot:traboule", sender=full("karim"), join=False)
    await play.at("2021-04-14T15:00:00+02:00")
    await play.line(sender=full("youenn"), redact="$kept")  # news to the others from now on
    await play.at(LATER)
    await play.says("tisseuse", "tisseuse", f"!copil décision {NOT_TOLD}")
    await play.says("tisseuse", "tisseuse", "!copil le 7 mai")
    await play.says("tisseuse", "tisseuse", "!annonce Portes ouvertes le 8 mai", id="$open")
    await play.says("tisseuse", "tisseuse", "oui", thread="$open")
    await play.line(sender=full("tisseuse"), redact="$open")
    await play.says("tisseuse", "tisseuse", "!mecanisme K4 état en place")


@dataclass
class Moved:
    """A collective that lived, and the file that was made of it."""

    play: Play
    text: str


@pytest.fixture(scope="module")
async def lived_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """On SQLite; to be copied."""
    path = tmp_path_factory.mktemp("lived") / "lived.db"
    async with playing(f"sqlite:///{path}", files=path.parent / "files") as play:
        await _lives(play)
        [data] = files(await whole(play)).values()
    return path, data.decode()


@pytest.fixture
async def lived(lived_once: tuple[Path, str], tmp_path: Path) -> AsyncIterator[Moved]:
    """A copy."""
    path, text = lived_once
    begin = dt.datetime.fromisoformat(LATER)
    async with playing(copy_of_file(path, tmp_path), data=None, files=tmp_path / "files", begin=begin) as play:
        yield Moved(play, text)


def begun_at(text: str, instant: str, path: Path) -> Path:
    """The same document, for a rehearsal that begins at that hour."""
    path.write_text(json.dumps(json.loads(text) | {"reference_now": instant}), "utf-8")
    return path


async def test_what_sections_do_not_tell_stands_behind_them(lived: Moved) -> None:
    found: dict[str, Any] = json.loads(lived.text)["continuity"]
    assert set(found) >= {"counters", "published", "prompts", "told", "copied", "audit"}
    assert found["counters"] == {"R": 25, "G": 1, "E": 3} and list(found["published"]) == ["O21"]
    assert "noa" in str(found["copied"]) and "karim" in str(found["apart"]) and "2021-01-01" in found["quarters"]
    assert [each["state"] for each in found["prompts"]].count("proposed") == 1
    assert list(found["noted"]) == ["K4"]
    assert found["audit"][-1]["action"] == "handed_out"
    assert [each["says"] for each in found["introductions"]] == [{"O15": None, "B3": True}]
    assert found["meetings"] == [{"person": full("noa"), "at": "2021-04-29T14:00", "state": "asked"}]
    assert list(found["committees"]) == ["P1", "P4"] and len(found["committees"]["P1"]["tells_at"]) == 4
    assert [(each["ref"], each["on"], each["every"]) for each in found["reminders"]] == [
        ("E1", "2021-04-22T17:00", None),
        ("E2", "2021-04-30", None),
        ("E3", "2021-04-30", "R/2021-03-31/P1M"),
    ]


async def test_everything_goes_to_an_empty_database_and_comes_back_equal(
    lived: Moved, database_url: str, in_tmp: None, tmp_path: Path
) -> None:
    first = begun_at(lived.text, LATER, tmp_path / "first.json")
    async with playing(database_url, data=first) as there, there.bot.bench.transaction() as session:
        over_there = write(await Interchange(session, there.bot.bench.zone).give_out(None))
    assert over_there == lived.text
    second = begun_at(over_there, LATER, tmp_path / "second.json")
    async with playing("sqlite://", data=second) as back, back.bot.bench.transaction() as session:
        assert write(await Interchange(session, back.bot.bench.zone).give_out(None)) == lived.text


async def test_the_new_host_hands_it_on_unchanged_but_for_its_own_line_in_the_journal(
    lived: Moved, database_url: str, in_tmp: None, tmp_path: Path
) -> None:
    data = begun_at(lived.text, LATER, tmp_path / "moved.json")
    async with playing(database_url, data=data, files=tmp_path / "there") as there:
        [again] = files(await whole(there)).values()
    first, second = json.loads(lived.text), json.loads(again)
    *before, line = second["continuity"].pop("audit")
    assert before == first["continuity"].pop("audit") and line["action"] == "handed_out"
    assert second == first


async def test_reminders_ends_sessions_requests_and_courriers_are_set_up_again(lived: Moved, tmp_path: Path) -> None:
    notes = []
    async with playing("sqlite://", data=begun_at(lived.text, LATER, tmp_path / "moved.json")) as there:
        for bot in (lived.play.bot, there.bot):
            async with bot.bench.transaction() as session:
                agenda = Agenda(session, bot.bench.account_id, bot.bench.zone)
                kinds = (
                    *("listing-ends", "session", "request-due", "fund-due", "courrier", "reminder"),
                    *("introduction-lapse", "copil"),
                )
                notes.append({kind: await agenda.keys(kind) for kind in kinds})
    old, new = notes
    assert new == old and sum(map(len, new.values())) > 20


async def test_the_next_courrier_tells_what_the_old_host_had_not_told(lived: Moved, tmp_path: Path) -> None:
    said = []
    async with playing("sqlite://", data=begun_at(lived.text, LATER, tmp_path / "moved.json")) as there:
        for play in (lived.play, there):
            await play.says("anouk", PLUME, "!besoin une sono, le 8 mai")
            heard = await play.at(NEXT_COURRIER)
            said.append([text for text in heard.room(GRANIT) if "sono" in text])
    old, new = said
    assert new == old and len(new) == 1 and "vélo" not in new[0] and "mécanisme en place" in new[0]


def _told(heard: Heard, name: str, words: str) -> set[str]:
    """The îlots whose courrier holds that sentence, with these words; each once."""
    rooms = [line["room"] for line in heard.lines if name in line.get("says", []) and words in line["body"]]
    assert len(set(rooms)) == len(rooms)
    return set(rooms)


async def test_what_the_committee_decided_is_told_once_by_the_old_host_or_the_new(
    lived: Moved, database_url: str, in_tmp: None, tmp_path: Path
) -> None:
    moved = begun_at(lived.text, LATER, tmp_path / "moved.json")
    async with playing(database_url, data=moved) as there:
        news, later = await there.at(NEXT_COURRIER), await there.at("2021-04-23T18:00:00+02:00")
    assert len(_told(news, "DecisionNews", NOT_TOLD)) == len(_told(news, "AgendaNews", "7 mai")) == 6
    assert _told(later, "DecisionNews", NOT_TOLD) == _told(later, "AgendaNews", "7 mai") == {NOA}  # hers is on Fridays
    assert not _told(news, "DecisionNews", TOLD) and not _told(later, "DecisionNews", TOLD)


async def test_whoever_was_asked_to_meet_somebody_is_asked_again_and_a_yes_holds(
    lived: Moved, database_url: str, in_tmp: None, tmp_path: Path
) -> None:
    moved = begun_at(lived.text, LATER, tmp_path / "moved.json")
    async with playing(database_url, data=moved) as there:
        asked = await there.at("2021-04-16T12:01:00+02:00")
        assert [line["room"] for line in asked.lines if "MayIntroduce" in line.get("says", [])] == [RAFAEL]
        twice = await there.says("tisseuse", "tisseuse", "!relier B3 O15")
        assert twice.outcome == "refused"
        met = await there.says("rafael", RAFAEL, "oui")
    assert [line["room"] for line in met.lines if "Introduced" in line.get("says", [])] == [RAFAEL, SALOME]


async def test_what_nobody_answers_lapses_on_the_day_it_would_have(lived: Moved, tmp_path: Path) -> None:
    async with playing(
        "sqlite://", data=begun_at(lived.text, "2021-04-28T10:00:00+02:00", tmp_path / "m.json")
    ) as there:
        heard = await there.at("2021-04-28T10:31:00+02:00")
        assert [line for line in heard.lines if line["room"] == "tisseuse" and "NobodyAnswered" in line["says"]]


async def test_what_was_closed_meanwhile_is_asked_about_no_more(lived: Moved, tmp_path: Path) -> None:
    await lived.play.says("salome", SALOME, "!retire B3")
    text = write(await lived.play.export() | {"continuity": json.loads(lived.text)["continuity"]})
    async with playing("sqlite://", data=begun_at(text, LATER, tmp_path / "moved.json")) as there:
        asked = await there.at("2021-04-16T12:01:00+02:00")
        assert not [line for line in asked.lines if "MayIntroduce" in line.get("says", [])]


async def test_a_number_that_was_given_is_not_given_again(lived: Moved, tmp_path: Path) -> None:
    async with playing("sqlite://", data=begun_at(lived.text, LATER, tmp_path / "moved.json")) as there:
        assert "R26" in (await there.says("noa", NOA, "!trace privé On souffle.")).refs


async def test_who_asked_to_meet_the_tisseuse_is_answered_there(lived: Moved, tmp_path: Path) -> None:
    async with playing("sqlite://", data=begun_at(lived.text, LATER, tmp_path / "moved.json")) as there:
        assert "jeudi 29 avril, 14 h" in (await there.says("tisseuse", "tisseuse", "!rdv")).text
        agreed = await there.says("tisseuse", "tisseuse", "!rdv noa oui")
    assert [text for text in agreed.room(NOA) if "29 avril" in text]


async def test_what_is_there_already_stays_and_a_second_import_changes_nothing(lived: Moved) -> None:
    bench = lived.play.bot.bench
    async with bench.transaction() as session:
        taken = await Interchange(session, bench.zone).take_in(read(lived.text))
    assert taken.new == 0
    async with bench.transaction() as session:
        assert write(await Interchange(session, bench.zone).give_out(None)) == lived.text


async def test_an_export_without_what_is_sealed_has_nothing_of_it(lived: Moved) -> None:
    bench = lived.play.bot.bench
    async with bench.transaction() as session:
        assert "continuity" not in await Interchange(session, bench.zone).give_out(None, sealed=False)


async def test_a_collective_that_has_just_been_taken_in_has_nothing_to_add() -> None:
    async with playing("sqlite://") as play:
        assert "continuity" not in await play.export()


def _asked(says: dict[str, bool | None], at: str = "2021-04-14T10:30:00+02:00") -> dict[str, Any]:
    """An entry of `introductions`."""
    return {"says": says, "asked_at": at}


def _meets(person: str, at: str) -> dict[str, Any]:
    """An entry of `meetings`."""
    return {"person": person, "at": at, "state": "agreed"}


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ({"told": {"lune": "2021-04-16T09:30:00+02:00"}}, "lune is not in ilots"),
        ({"copied": {"@luna:archipel.example": "2021-04-16T09:30:00+02:00"}}, "@luna:archipel.example is not in"),
        ({"told": {"granit": "2021-04-16T09:30:00"}}, "wants an offset"),
        ({"noted": {"K4": "2021-04-16T09:30:00"}}, "wants an offset"),
        ({"counters": {"O": 0}}, "continuity.counters"),
        ({"prompts": [{"text": "?", "state": "lost"}]}, "continuity.prompts"),
        (
            {"reminders": [{"ref": "E1", "person": "@noa:archipel.example", "on": "30 avril", "words": "x"}]},
            "E1: no such",
        ),
        ({"introductions": [_asked({"B3": None, "O99": None})]}, "O99 is not in listings"),
        ({"introductions": [_asked({"B3": None})]}, "continuity.introductions"),
        ({"introductions": [_asked({"B3": None, "O15": None}, "2021-04-14T10:30:00")]}, "wants an offset"),
        ({"meetings": [_meets("@noa:archipel.example", "jeudi")]}, "noa:archipel.example: no such day"),
        ({"meetings": [_meets("@luna:archipel.example", "2021-04-29")]}, "@luna:archipel.example is not in"),
        ({"committees": {"P9": {}}}, "P9 is not in steering_committees"),
        ({"committees": {"P1": {"tells_at": ["2021-04-14T10:30:00"]}}}, "wants an offset"),
        (
            {
                "reminders": [
                    {"ref": "E1", "person": "@noa:archipel.example", "on": "2021-04-30", "words": "x", "every": "P1M"}
                ]
            },
            "E1: no such",
        ),
        ({"moon": 1}, "continuity.moon"),
    ],
)
def test_what_cannot_be_meant_is_named(part: dict[str, Any], reason: str) -> None:
    value = json.loads(ARCHIPEL.read_text("utf-8")) | {"continuity": part}
    with pytest.raises(BadDocument, match=reason):
        read(json.dumps(value))


async def test_a_person_s_journal_goes_along(lived: Moved, tmp_path: Path) -> None:
    async with playing("sqlite://", data=begun_at(lived.text, LATER, tmp_path / "moved.json")) as there:
        async with there.bot.bench.transaction() as session:
            lines = await Audit(session, there.rehearsal._clock.now()).about(full("noa"))
        assert {"exported", "handed_out"} <= {str(line.action) for line in lines}

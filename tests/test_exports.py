"""`!export`: what can be had, figures that can be counted again by hand, and everything for another host."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from storage.audit import Audit, AuditAction
from storage.rooms import Rooms
from storage.traces import TraceState
from tests.playing import ARCHIPEL, Heard, Play, full, playing
from tests.test_tables import read_ods

OFFICE, TISSEUSE = "tisseuse", "tisseuse"
PARIS = ZoneInfo("Europe/Paris")
WHOLE: dict[str, Any] = json.loads(ARCHIPEL.read_text("utf-8"))
SHEETS = (
    *("bilan", "annonces", "besoins", "communs", "temps", "traces", "caisse", "mecanismes", "ilots", "solidarite"),
    "jalons",
)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Play]:
    """The sample collective; its files are put into the test's folder."""
    async with playing("sqlite://", files=tmp_path / "files") as play:
        yield play


async def asked(play: Play, words: str = "") -> Heard:
    """`!export` and what follows it."""
    return await play.says(TISSEUSE, OFFICE, f"!export {words}".strip())


def said(heard: Heard) -> list[str]:
    """Names of what was said."""
    return [name for line in heard.lines for name in line.get("says", [])]


def files(heard: Heard) -> dict[str, bytes]:
    """Their bytes by name."""
    return {line["name"]: Path(line["path"]).read_bytes() for line in heard.lines if line["kind"] == "file"}


def rows(data: bytes) -> list[list[str]]:
    """Without the heads."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))[1:]


async def whole(play: Play) -> Heard:
    """`!export complet`, and both questions answered."""
    first = await asked(play, "complet")
    second = await play.line(sender=full(TISSEUSE), react="✅", to=first.lines[0]["id"])
    return await play.says(TISSEUSE, OFFICE, "oui", reply_to=second.lines[0]["id"])


# ── figures ──


async def test_alone_it_says_what_can_be_had_a_line_each(stage: Play) -> None:
    heard = await asked(stage)
    lines = heard.text.splitlines()
    assert len(lines) <= 12 and [line for line in lines if "!export complet" in line]
    assert all(name in lines[-1] for name in SHEETS)


async def test_csv_gives_a_file_a_sheet_or_the_one_that_was_named(stage: Play) -> None:
    heard = await asked(stage, "csv")
    assert [line["mimetype"] for line in heard.lines] == ["text/csv"] * len(SHEETS)
    assert list(files(heard)) == [f"{name}.csv" for name in SHEETS]
    assert list(files(await asked(stage, "CSV Annonces"))) == ["annonces.csv"]


async def test_a_spreadsheet_and_a_page_hold_every_sheet(stage: Play) -> None:
    sheets = read_ods(files(await asked(stage, "ods"))["archipel.ods"])
    assert len(sheets) == len(SHEETS)
    page = files(await asked(stage, "markdown"))["archipel.md"].decode()
    assert page.count("\n## ") == len(SHEETS) and "J5" in page


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("pdf", "HowExportWorks"),
        ("csv lune", "UnknownSheet"),
        ("csv bilan lune", "HowExportWorks"),
        ("ods a", "HowExportWorks"),
        ("ics mars", "HowExportWorks"),
        ("md 2029", "DaysToCome"),
    ],
)
async def test_what_there_is_not_is_said_with_what_there_is(stage: Play, words: str, name: str) -> None:
    heard = await asked(stage, words)
    assert (heard.outcome, said(heard)) == ("refused", [name]) and "!export" in heard.text


async def test_a_collective_that_has_done_nothing_yet_has_nothing_to_count(tmp_path: Path) -> None:
    data = tmp_path / "roles.json"
    data.write_text(json.dumps({"format": "navette/1", "roles": WHOLE["roles"]}))
    async with playing("sqlite://", data=data) as play:
        for words, name in (("ods", "NothingToCount"), ("csv", "NothingToCount"), ("ics", "AlmanacEmpty")):
            assert said(await asked(play, words)) == [name]


async def test_no_figure_names_anybody_or_holds_their_words(stage: Play) -> None:
    given = files(await asked(stage, "csv")) | files(await asked(stage, "markdown"))
    text = b"\n".join(given.values()).decode()
    people = [name for each in WHOLE["people"] for name in (each["id"], each["last_name"] or each["id"])]
    words = [each["title"] for each in WHOLE["listings"]] + [each["text"] for each in WHOLE["traces"]]
    words += [each["text"] for each in WHOLE["solidarity_requests"] if each["text"]]
    assert not [each for each in (*people, *words) if each and each in text]


async def test_every_figure_of_the_bourse_can_be_counted_again_from_the_document(stage: Play) -> None:
    counted = {(row[0], row[1]): row[2:] for row in rows(files(await asked(stage, "csv annonces"))["annonces.csv"])}
    homes = {each["id"]: each["ilot"] for each in WHOLE["people"]}
    names = {"offer": "offre", "need": "besoin", "cover": "remplacement"}
    wanted: dict[tuple[str, str], list[Any]] = {}
    for each in WHOLE["listings"]:
        born = dt.datetime.fromisoformat(each["created_at"]).astimezone(PARIS).date()
        wanted.setdefault((f"{born:%Y-%m}", names[each["direction"]]), [0, 0, 0, []])[0] += 1
        if each["state"] == "fulfilled":
            done = dt.date.fromisoformat(each["fulfilled_on"])
            cell = wanted.setdefault((f"{done:%Y-%m}", names[each["direction"]]), [0, 0, 0, []])
            cell[1] += 1
            cell[2] += homes[each["fulfilled_by"]] not in {None, each["ilot"]}
            cell[3].append((done - born).days)
    assert set(counted) == set(wanted)
    for key, (*counts, days) in wanted.items():
        delay = f"{median(days):g}".replace(".", ",") if days else ""
        assert counted[key] == [*map(str, counts), delay], key


async def test_times_needs_and_the_fund_can_be_counted_again_too(stage: Play) -> None:
    given = files(await asked(stage, "csv"))
    held = Counter(each["on"][:7] for each in WHOLE["reflection_sessions"] if each["state"] == "held")
    assert rows(given["temps.csv"]) == [[month, str(held[month])] for month in sorted(held)]
    needs = [each for each in WHOLE["listings"] if each["direction"] == "need"]
    live = Counter(each["category"] for each in needs if each["state"] in {"open", "in_discussion"})
    done = Counter(each["category"] for each in needs if each["state"] == "fulfilled")
    assert {row[0]: row[1:] for row in rows(given["besoins.csv"])} == {
        each["category"]: [str(live[each["category"]]), str(done[each["category"]])] for each in needs
    }
    until = [each for each in WHOLE["fund"]["movements"] if each["on"] <= "2021-03-31"]
    cents = sum(each["amount_cents"] * (1 if each["way"] == "in" else -1) for each in until)
    assert rows(given["caisse.csv"])[-1] == ["2021-03-31", str(round(cents / 10000) * 100)]


async def test_a_private_trace_is_in_no_figure(stage: Play) -> None:
    before = files(await asked(stage, "csv traces"))["traces.csv"]
    await stage.says("karim", "dm:@karim:archipel.example", "!trace privé J'ai dit non.")
    assert files(await asked(stage, "csv traces"))["traces.csv"] == before


async def test_a_name_like_a_formula_is_inert_in_the_table(stage: Play) -> None:
    await stage.says(TISSEUSE, OFFICE, "!ilot créer =1+1, @SUM(1)")
    found = rows(files(await asked(stage, "csv ilots"))["ilots.csv"])
    assert ["'=1+1", "'@SUM(1)"] in [row[:2] for row in found]


# ── dates ──


async def test_the_calendar_has_rhythms_milestones_and_committees_and_no_solidarity(stage: Play) -> None:
    heard = await asked(stage, "ics")
    text = files(heard)["archipel.ics"].decode().replace("\r\n ", "")
    assert heard.lines[0]["mimetype"] == "text/calendar"
    assert "UID:rhythm-granit@" in text and "UID:J5@" in text and "UID:P2@" in text
    assert "S-" not in text and not [each["first_name"] for each in WHOLE["people"] if each["first_name"] in text]


async def test_a_time_that_was_moved_is_where_it_is_now(stage: Play) -> None:
    await stage.says("youenn", "ilot:granit", "!temps reporter vendredi 16 avril 10h")
    text = files(await asked(stage, "ics"))["archipel.ics"].decode().replace("\r\n ", "")
    assert "DTSTART;TZID=Europe/Paris:20210416T100000" in text
    assert "DTSTART;TZID=Europe/Paris:20210415T140000" not in text


# ── everything ──


async def test_everything_is_asked_about_twice_and_what_it_holds_is_said_before(stage: Play) -> None:
    first = await asked(stage, "complet")
    assert (first.outcome, said(first)) == ("asked", ["WholeAsked"])
    assert f"{len(WHOLE['listings'])} annonces" in first.text and "avec leurs mots" in first.text
    second = await stage.says(TISSEUSE, OFFICE, "oui", reply_to=first.lines[0]["id"])
    assert (files(second), said(second)) == ({}, ["WholeAskedAgain"])
    third = await stage.says(TISSEUSE, OFFICE, "oui", reply_to=second.lines[0]["id"])
    assert list(files(third)) == ["navette-2021-04-14.json"]
    assert {line["room"] for line in third.lines} == {OFFICE}


@pytest.mark.parametrize("yes", [0, 1])
async def test_anything_but_yes_at_either_question_gives_nothing(stage: Play, yes: int) -> None:
    heard = await asked(stage, "complet")
    for _ in range(yes):
        heard = await stage.says(TISSEUSE, OFFICE, "oui", reply_to=heard.lines[0]["id"])
    heard = await stage.says(TISSEUSE, OFFICE, "attends", reply_to=heard.lines[0]["id"])
    assert said(heard) == ["WholeNotGiven"]


async def test_a_yes_that_answers_no_question_sends_nothing(stage: Play) -> None:
    await asked(stage, "complet")
    assert (await stage.says(TISSEUSE, OFFICE, "oui")).lines == []


async def test_a_yes_that_comes_too_late_sends_nothing(stage: Play) -> None:
    first = await asked(stage, "complet")
    await stage.at("2021-04-14T10:41:00+02:00")
    assert (await stage.says(TISSEUSE, OFFICE, "oui", reply_to=first.lines[0]["id"])).lines == []


async def test_another_person_s_yes_is_none(stage: Play) -> None:
    first = await asked(stage, "complet")
    heard = await stage.line(sender=full("relais"), react="✅", to=first.lines[0]["id"])
    assert files(heard) == {} and said(heard) == []


@pytest.mark.parametrize("answered", [0, 1, 2])
async def test_nothing_leaves_while_a_third_person_is_in_the_room(stage: Play, answered: int) -> None:
    heard = None if answered == 0 else await asked(stage, "complet")
    if answered == 2 and heard is not None:
        heard = await stage.says(TISSEUSE, OFFICE, "oui", reply_to=heard.lines[0]["id"])
    await stage.line(room=OFFICE, sender=full("come"), join=True)
    if heard is None:
        heard = await asked(stage, "complet")
    else:
        heard = await stage.says(TISSEUSE, OFFICE, "oui", reply_to=heard.lines[0]["id"])
    assert (said(heard), files(heard)) == (["RoomNotClosed"], {})


async def test_nothing_leaves_in_a_room_that_is_not_encrypted(stage: Play) -> None:
    async with stage.bot.bench.transaction() as session:
        room = await Rooms(session).admin()
        assert room is not None
        room.encrypted = False
    assert said(await asked(stage, "complet")) == ["RoomInClear"]


async def test_it_is_in_the_journal_of_everybody(stage: Play) -> None:
    await whole(stage)
    told = await stage.says("noa", "dm:@noa:archipel.example", "!moi journal")
    assert "a emporté tout" in told.text
    office = await stage.says(TISSEUSE, OFFICE, "!donnees journal")
    assert "a emporté tout" in office.text
    async with stage.bot.bench.transaction() as session:
        [line] = [
            each
            for each in await Audit(session, stage.rehearsal._clock.now()).about("@anybody:elsewhere.example")
            if each.action == AuditAction.HANDED_OUT
        ]
        assert (line.actor, line.subject) == (full(TISSEUSE), None)


async def test_everything_holds_private_words_and_what_was_asked_for(stage: Play) -> None:
    document = json.loads(next(iter(files(await whole(stage)).values())))
    assert document["format"] == "navette/1" and document["reference_now"] is None
    private = [each for each in WHOLE["traces"] if each["state"] == TraceState.PRIVATE]
    assert private and {each["ref"] for each in private} <= {each["ref"] for each in document["traces"]}
    assert [each["text"] for each in document["solidarity_requests"]] == [
        each["text"] for each in WHOLE["solidarity_requests"]
    ]


def test_the_sample_has_what_these_tests_want() -> None:
    assert all(WHOLE[section] for section in ("listings", "traces", "solidarity_requests", "fund", "milestones"))

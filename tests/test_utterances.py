"""The worked cases: what people type, what becomes of it; all through the rehearsal, on both databases."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from storage.folding import fold
from tests.playing import DATA, Heard, Play, full

SO_FAR = (
    "u01", "u02", "u04", "u05", "u08", "u10", "u11", "u12", "u13", "u14", "u17", "u19", "u20", "u22", "u23", "u24",
    "u25", "u26", "u27", "u28", "u30", "u34", "u36", "u37", "u38", "u40", "u41", "u42", "u43",
    "u44", "u46", "u47", "u49", "u55", "u56", "u58", "u59",
)  # fmt: skip
CASES = {case["id"]: case for case in json.loads((DATA / "utterances.json").read_text("utf-8"))["cases"]}


@pytest.mark.parametrize("name", SO_FAR)
async def test_a_worked_case_goes_as_written(play_on_both: Play, name: str) -> None:
    case = CASES[name]
    await play_on_both.at(case["at"])
    for given in case.get("given", ()):
        await play_on_both.line(**given)
    before = await play_on_both.export()
    heard = await play_on_both.line(room=case["room"], sender=case["sender"], body=case["body"], id="$case")
    after = await play_on_both.export()
    await _CHECKS[case["expect"]["action"]](play_on_both, case["expect"], heard, _new(before, after))
    _check_words(case["expect"], heard)


_TOLD = (
    "direction", "starts", "ends", "place", "reach", "state", "expires_on", "permanent", "approximate", "until", "tags",
)  # fmt: skip


def _new(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    sections = ("listings", "traces", "solidarity_requests")
    known = {entry["ref"] for section in sections for entry in before[section]}
    return [entry for section in sections for entry in after[section] if entry["ref"] not in known]


async def _created(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    assert heard.outcome == "answered"
    assert len(new) == 1
    listing = new[0]
    assert listing["ref"] in heard.refs
    for word in expect.get("title_contains", []):
        assert fold(word) in fold(listing["title"])
    for key in _TOLD:
        if key in expect:
            assert listing.get(key) == expect[key], key
    if "price" in expect:
        price = expect["price"]
        assert price is None or price.items() <= (listing["price"] or {}).items()
        assert (price is None) == (listing["price"] is None)


async def _refused(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    assert heard.outcome == "refused"
    assert new == []


async def _listed(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    assert heard.outcome == "answered"
    assert set(expect.get("refs_included", [])) <= set(heard.refs)
    assert len(heard.text.splitlines()) <= expect.get("answer_max_lines", 12)


async def _hand(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    listing = await play.listing(expect["ref"])
    assert listing["hands"] == ["@salome:archipel.example"]
    assert listing["state"] == "in_discussion"
    assert heard.room("dm:" + expect["told"][0])


async def _fulfilled(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    listing = await play.listing(expect["ref"])
    assert (listing["state"], listing["fulfilled_by"]) == (expect["state"], expect["by"])


async def _extended(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    assert (await play.listing(expect["ref"]))["expires_on"] == expect["expires_on"]


async def _traced(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    assert len(new) == 1
    trace, said = new[0], [name for line in heard.lines for name in line.get("says", [])]
    assert trace["scope"] == expect["reach"]
    assert all(fold(words) in fold(trace["text"]) for words in expect["text_contains"])
    for key in ("licence", "signature"):
        assert key not in expect or trace[key] == expect[key], key
    if expect.get("asks") == "share_further":
        assert (heard.outcome, trace["state"], "ShareFurther" in said) == ("asked", "shared_ilot", True)
    if expect.get("asks_confirmation"):
        assert (heard.outcome, "ConsentAsked" in said) == ("asked", True)
        assert expect["licence_offered"].replace("-4.0", " 4.0") in heard.text
        assert (trace["state"], trace["consented_at"], trace["licence"]) == ("private", None, None)


async def _ignored(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    assert (heard.outcome, heard.lines, new) == ("ignored", [], [])


async def _fund_shown(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    assert heard.outcome == "answered"
    assert all(fold(words) in fold(heard.text) for words in ("plafond", "délai", "pour demander"))
    movements = (await play.export())["fund"]["movements"]
    assert not {each["ref"] for each in movements} & set(heard.refs)
    assert not [name for name in ("Gaspard", "Anouk", "S-7KM", "S-R2K") if name in heard.text]


async def _fund_asked(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    """In the room the letter alone; aside, that it is more than the ceiling."""
    assert heard.outcome == "asked"
    (letter,) = [line for line in heard.lines if line["room"] == "ilot:granit"]
    assert (letter["kind"], letter["body"], letter["to"]) == ("reaction", expect["in_the_room"]["reaction"], "$case")
    (alone,) = heard.room("dm:@youenn:archipel.example")
    assert "plus que le plafond (800 €)" in alone
    preview = await play.says("youenn", "dm:@youenn:archipel.example", "1")
    assert f"{expect['amount_cents'] // 100} €" in preview.text


_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


async def _slot(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    """Another member's ✋ makes half of the îlot with a third one's."""
    assert heard.outcome == "answered"
    assert expect["weekday"] in heard.text
    for who in ("noa", "erwan"):
        await play.line(room="ilot:granit", sender=full(who), react="✋", to="$case")
    slot = next(each["slot"] for each in (await play.export())["ilots"] if each["slug"] == expect["ilot"])
    assert (slot["start"], slot["end"], slot["every_weeks"]) == (
        expect["starts"],
        expect["ends"],
        expect["every_weeks"],
    )
    assert _WEEKDAYS[slot["weekday"]] == expect["weekday"]


async def _moved(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    sessions = [each for each in (await play.export())["reflection_sessions"] if each["ilot"] == "granit"]
    by_day = {each["on"]: each for each in sessions}
    assert by_day[expect["session"]]["state"] == "moved"
    day, _, hour = expect["new_start"].partition("T")
    assert (by_day[day]["start"], by_day[day]["end"]) == (hour, expect["new_end"][-5:])


async def _shown(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    assert heard.outcome == "answered"


# ── solidarity ──


async def _letter(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    there = [line["body"] for line in heard.lines if line["room"] == "ilot:plume"]
    assert (heard.outcome, there, new) == ("asked", [expect["in_the_room"]["reaction"]], [])
    assert heard.room(f"dm:{full('gaspard')}")


async def _previewed(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    """What is read stands in the preview, and in what is sent after a « oui »."""
    assert (heard.outcome, new, "600 €" in heard.text) == ("asked", [], True)
    before = await play.export()
    for body in ("1", "oui"):
        await play.says("gaspard", f"dm:{full('gaspard')}", body)
    (sent,) = _new(before, await play.export())
    assert (sent["kind"], sent["amount_cents"], sent["urgency"]) == (
        expect["type"],
        expect["amount_cents"],
        expect["urgency"],
    )


async def _signed(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    assert (heard.outcome, new, "sous pseudonyme" in heard.text) == ("asked", [], True)


async def _sent(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    (sent,) = new
    assert (sent["state"], sent["signed"]) == (expect["state"], "pseudonym")
    assert re.fullmatch(expect["ref_format"], sent["ref"])
    told = {line["room"] for line in heard.lines if sent["ref"] in line["body"]}
    assert told == {"tisseuse", f"dm:{full('sacha')}"}


async def _withdrawn(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    requests = {each["ref"]: each for each in (await play.export())["solidarity_requests"]}
    assert (requests[expect["ref"]]["state"], requests[expect["ref"]]["text"]) == ("withdrawn", None)
    assert any(expect["ref"] in body for body in heard.room("tisseuse"))


async def _hers_alone(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    assert heard.outcome == "refused"
    assert not any(words in heard.text for words in expect["does_not_show"])


async def _reported(play: Play, expect: dict[str, Any], heard: Heard, new: list[dict[str, Any]]) -> None:
    """Its days are said; nobody and no request is named, in words or in pictures."""
    assert (heard.outcome, heard.command, new) == ("answered", "report", [])
    assert "du 1er au 31 mars 2021" in heard.text
    assert f"à partir de {expect['solidarity_threshold']} personnes" in heard.text
    export, words = await play.export(), " ".join(line["body"] for line in heard.lines)
    assert not [each["first_name"] for each in export["people"] if re.search(rf"\b{each['first_name']}\b", words)]
    assert not [each["ref"] for each in export["solidarity_requests"] if each["ref"] in words]


_CHECKS = {
    "report": _reported,
    "open_private_solidarity": _letter,
    "solidarity_preview": _previewed,
    "solidarity_identity": _signed,
    "solidarity_send": _sent,
    "solidarity_withdraw": _withdrawn,
    "refuse": _hers_alone,
    "define_slot": _slot,
    "fund_info": _fund_shown,
    "fund_request_private": _fund_asked,
    "move_session": _moved,
    "show_slot": _shown,
    "create_listing": _created,
    "error": _refused,
    "list": _listed,
    "raise_hand": _hand,
    "fulfil": _fulfilled,
    "extend": _extended,
    "create_trace": _traced,
    "ignore": _ignored,
}


def _check_words(expect: dict[str, Any], heard: Heard) -> None:
    said = fold(" ".join(heard.texts))
    for words in expect.get("answer_contains", []):
        assert fold(words) in said

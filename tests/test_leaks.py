"""Marked secrets, and every command as every role in every room: they are read where they may be, and nowhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.app import all_words
from commands.registry import COMMANDS
from tests.playing import ARCHIPEL, Play, full, playing
from tests.searching import in_files

pytestmark = pytest.mark.slow

OFFICE, MARK = "tisseuse", "zibeline"
_MARKED = re.compile(rf"{MARK}-(S-[A-Z0-9]{{3}}|[A-Z]\d+)")
WHO = {
    "karim": ("ilot:traboule", "dm"),
    "sacha": ("ilot:garrigue", "dm"),  # whose request S-W3C is
    "jeanne": ("dm",),  # of the commission of the fund
    "tisseuse": (OFFICE, "ilot:granit", "dm"),
    "relais": (OFFICE, "dm"),
}
REFS = ("S-W3C", "S-T5F", "S-D9V", "R2", "F3", "C1", "E1")
REMINDED = "sacha"  # of E1, which somebody takes away on the way, and of E2


def _marked() -> dict[str, Any]:
    """The sample, with a word of its own in everything that is sealed: « zibeline-S-W3C »."""
    whole: dict[str, Any] = json.loads(ARCHIPEL.read_text("utf-8"))
    for entry in whole["solidarity_requests"]:
        if entry["text"] is not None:
            entry["text"] += f" {MARK}-{entry['ref']}"
    for entry in whole["traces"]:
        if entry["state"] == "private":
            entry["text"] += f" {MARK}-{entry['ref']}"
    for entry in whole["fund"]["movements"]:
        entry["label"] += f" {MARK}-{entry['ref']}"
    own = {"person": full("sacha"), "version": "start", "filled_on": "2021-02-01", "strengths": f"{MARK}-D1"}
    whole["diagnoses"].append(own)
    return whole


def _typed() -> Iterator[str]:
    """Every command alone, as its example shows it, and about each thing that is sealed."""
    words = all_words().dictionary("fr")
    for command in COMMANDS:
        if command.name != "oublie-moi":
            yield f"!{command.name}"
            yield words.phrase(f"{command.name}.example")
            yield from (f"!{command.name} {ref}" for ref in REFS)


def _may_be_read(line: dict[str, Any], owners: dict[str, str]) -> bool:
    """In its owner's own room; a request and the fund's book in the Tisseuse's, where somebody asked for it there."""
    marks = _MARKED.findall(str(line["body"]))
    rooms = [{f"dm:{owners.get(ref)}", *({OFFICE} if ref[0] in "SF" else set())} for ref in marks]
    return all(line["room"] in allowed for allowed in rooms)


def _owners(whole: dict[str, Any]) -> dict[str, str]:
    """By reference; a diagnosis and an expected incoming have none, and are marked with one."""
    of_refs = {entry["ref"]: entry["author"] for entry in (*whole["solidarity_requests"], *whole["traces"])}
    of_refs |= dict.fromkeys(("E1", "E2"), full(REMINDED))
    return {**of_refs, "D1": full("sacha"), "Y1": full("sacha")}


async def _play_all(play: Play) -> None:
    for ref, day in (("E1", "19 avril"), ("E2", "20 avril 9h30")):
        await play.says(REMINDED, f"dm:{full(REMINDED)}", f"rappelle-moi de voir {MARK}-{ref} le {day}")
    for body in _typed():
        for who, places in WHO.items():
            for place in places:
                await play.says(who, f"dm:{full(who)}" if place == "dm" else place, body)


async def test_a_secret_is_read_where_it_may_be_and_stands_in_no_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = _marked()
    data = tmp_path / "data.json"
    data.write_text(json.dumps(whole), "utf-8")
    folder = tmp_path / "home"
    folder.mkdir()
    async with playing(f"sqlite:///{folder}/navette.db", data) as play:
        await play.says("sacha", f"dm:{full('sacha')}", f"!revenu 900 € le 3 mai {MARK}-Y1")
        await _play_all(play)
        await play.at("2021-04-20T10:00:00+02:00")  # reminders, a courrier, a night
        told = [line for line in play.output if MARK in str(line.get("body"))]
        assert told, "nobody read any: the test looks at nothing"
        assert "ReminderTold" in {name for line in told for name in line["says"]}
        assert [line for line in told if not _may_be_read(line, _owners(whole))] == []
        assert in_files(folder, MARK) == []
    assert in_files(folder, MARK) == []
    written = capfd.readouterr()
    assert MARK not in written.out + written.err

"""The commands that were agreed upon: each exists, under every name it was given, in both languages."""

from __future__ import annotations

import re

import pytest

from commands.kit.command import Command
from commands.kit.find import lookup
from commands.kit.reading import read_command, read_ref
from commands.registry import COMMANDS
from tests.documents import codes_in, rows_of
from tests.playing import DATA, Play, full

_ROWS = [row for row in rows_of(DATA / "commands.md") if row[0].startswith("`!")]


def _meant(code: str) -> Command | None:
    called = read_command(code)
    return lookup(called.word, COMMANDS) if called is not None else None


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row[0])
def test_a_command_answers_to_every_name_it_was_given(row: list[str]) -> None:
    names = [code for cell in row[:3] for code in codes_in(cell) if code.startswith("!") and read_ref(code[1:]) is None]
    found = {code: _meant(code) for code in names}
    assert [code for code, command in found.items() if command is None] == []


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: row[0])
def test_a_command_has_its_english_name(row: list[str]) -> None:
    first = _meant(codes_in(row[0])[0])
    assert first is not None
    assert f"!{first.english}" == re.split(r"[ ,`]", codes_in(row[2])[0])[0]


async def test_an_absence_is_said_by_its_own_word_too(play: Play) -> None:
    noted = await play.says("noa", f"dm:{full('noa')}", "!absent du 3 au 7 mai")
    assert (noted.outcome, noted.command) == ("answered", "me")
    noa = next(each for each in (await play.export())["people"] if each["id"] == full("noa"))
    assert noa["absences"] == [{"from": "2021-05-03", "to": "2021-05-07"}]

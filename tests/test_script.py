"""The script's lines: whatever stands in them, a wrong one is an error with no effect, and the run goes on."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.script import BadLine, Line, read_line, read_object
from tests.playing import ARCHIPEL, NOW, Play, full, playing

GRANIT = "ilot:granit"
PARIS = ZoneInfo("Europe/Paris")


def said(room: str = GRANIT, who: str = "youenn", **fields: Any) -> dict[str, Any]:
    """An input line of somebody in a room."""
    return {"room": room, "sender": full(who), **fields}


MALFORMED = [
    "",
    "   ",
    "not json",
    "[1, 2]",
    '"text"',
    "null",
    "{",
    "{}",
    '{"id": "$x"}',
    '{"at": 5}',
    '{"at": null}',
    '{"at": "soon"}',
    '{"at": "2021-02-30T10:00:00+01:00"}',
    '{"at": "9999-12-31T23:59:59-12:00"}',
    '{"at": "0001-01-01T00:00:00+14:00"}',
    '{"at": "9999-01-01T00:00:00Z"}',
    '{"at": NaN}',
    '{"id": 7, "at": "2021-04-14T10:30:00+02:00"}',
    '{"id": "x", "at": "2021-04-14T10:30:00+02:00"}',
    '{"id": "$bot3", "at": "2021-04-14T10:30:00+02:00"}',
    '{"unheard_of": 1}',
    '{"export": "yes"}',
    json.dumps(said(body=3)),
    json.dumps(said(body=None)),
    json.dumps(said(body=["!aide"])),
    json.dumps(said(join="yes")),
    json.dumps(said(join=1)),
    json.dumps(said(invite="true")),
    json.dumps(said(react="✋")),
    json.dumps(said(react="✋", to="bot1")),
    json.dumps(said(react=3, to="$bot1")),
    json.dumps(said(edit="$1")),
    json.dumps(said(redact=None)),
    json.dumps(said(body="!aide", thread=5)),
    json.dumps(said(body="!aide", thread="root")),
    json.dumps(said(body="!aide", export=True)),
    json.dumps(said(react="✋", to="$1", redact="$1")),
    json.dumps({"sender": full("youenn"), "body": "!aide"}),
    json.dumps({"room": GRANIT, "body": "!aide"}),
    json.dumps({"room": 7, "sender": full("youenn"), "body": "!aide"}),
    json.dumps({"room": "granit", "sender": full("youenn"), "body": "!aide"}),
    json.dumps({"room": "ilot:nowhere", "sender": full("youenn"), "body": "!aide"}),
    json.dumps({"room": GRANIT, "sender": "x", "body": "!aide"}),
    json.dumps({"room": GRANIT, "sender": None, "body": "!aide"}),
    json.dumps(said(id="$" + "x" * 300, body="!aide")),
    json.dumps(said(id="$\ud800", body="!aide")),
    json.dumps(said(id="$a\0b", body="!aide")),
    '{"body": "!aide", "body": "!offres", "room": "ilot:granit", "sender": "@youenn:archipel.example"}',
    "[" * 100_000,
    '{"at": ' + "9" * 5000 + "}",
]


LISTS = (
    *("framework", "listings", "traces", "reflection_sessions", "solidarity_requests", "commons", "links"),
    *("functions", "diagnoses"),
)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """One îlot of the sample, its people, and nothing else: quick to load."""
    whole = json.loads(ARCHIPEL.read_text("utf-8"))
    ilot = whole["ilots"][0]
    people = [person for person in whole["people"] if person["id"] in ilot["members"]]
    path = tmp_path / "small.json"
    path.write_text(
        json.dumps({**whole, "ilots": [ilot], "people": people, **{name: [] for name in LISTS}, "fund": None}),
        "utf-8",
    )
    return path


async def test_a_malformed_line_is_an_error_and_the_run_goes_on(small: Path) -> None:
    async with playing("sqlite://", small) as play:
        before = await play.export()
        for number, text in enumerate(MALFORMED, 2):
            heard = await play.raw(text)
            assert [set(line) for line in heard.lines] == [{"error", "line"}], text[:80]
            assert (heard.lines[0]["line"], heard.outcome, heard.command) == (number, "ignored", None), text[:80]
        assert await play.export() == before
        assert (await play.line(**said(id="$next", body="!aide"))).outcome == "answered"


async def test_done_repeats_the_id_of_a_line_that_is_wrong_otherwise(play: Play) -> None:
    await play.raw('{"id": "$mine", "body": 5}')
    assert play.output[-1]["done"] == "$mine"


async def test_a_wrong_line_does_not_move_the_clock_nor_use_its_id_up(play: Play) -> None:
    await play.line(id="$again", at="2022-01-01T12:00:00+01:00", room="ilot:nowhere", sender=full("noa"), body="!aide")
    assert (await play.export())["reference_now"] == NOW
    assert (await play.line(**said(id="$again", body="!aide"))).outcome == "answered"


async def test_a_byte_order_mark_and_odd_characters_do_no_harm(play: Play) -> None:
    assert (await play.raw("\ufeff" + json.dumps(said(body="!aide")))).outcome == "answered"
    heard = await play.line(**said(body="!offre un\0 deux \ud800 trois \u202e quatre"))
    assert heard.outcome == "answered"
    json.dumps(heard.lines, ensure_ascii=False).encode()


async def test_a_very_long_message_is_answered_like_another(play: Play) -> None:
    heard = await play.line(**said(body="!offre " + "montage vidéo " * 10_000))
    assert (heard.outcome, heard.refs) == ("answered", ["O21"])
    assert len((await play.listing("O21"))["title"]) <= 1500


# ── read alone ──

_VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["$1", GRANIT, NOW, "✋"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
_KEYS = st.sampled_from(
    [
        "at",
        "id",
        "room",
        "sender",
        "body",
        "thread",
        "reply_to",
        "react",
        "to",
        "edit",
        "redact",
        "join",
        "invite",
        "export",
    ]
)


@given(
    st.dictionaries(_KEYS, _VALUES) | st.dictionaries(_KEYS, _VALUES).map(lambda line: {**said(body="!aide"), **line})
)
def test_any_object_is_a_line_or_a_worded_error(value: dict[str, Any]) -> None:
    try:
        line = read_line(value, PARIS)
    except BadLine as bad:
        str(bad).encode()
    else:
        assert isinstance(line, Line)


@given(st.text() | st.binary().map(lambda raw: raw.decode("utf-8", "backslashreplace")))
def test_any_text_is_an_object_or_a_worded_error(text: str) -> None:
    try:
        assert isinstance(read_object(text), dict)
    except BadLine as bad:
        str(bad).encode()


@pytest.mark.parametrize(
    ("at", "meant"),
    [
        ("2021-04-14T10:30:00+02:00", dt.datetime(2021, 4, 14, 8, 30, tzinfo=dt.UTC)),
        ("2021-04-14T08:30:00Z", dt.datetime(2021, 4, 14, 8, 30, tzinfo=dt.UTC)),
        ("2021-04-14T10:30", dt.datetime(2021, 4, 14, 8, 30, tzinfo=dt.UTC)),
        ("2021-12-01", dt.datetime(2021, 11, 30, 23, tzinfo=dt.UTC)),
        ("2999-12-31", dt.datetime(2999, 12, 30, 23, tzinfo=dt.UTC)),
    ],
)
def test_an_hour_is_read_in_the_collective_s_zone(at: str, meant: dt.datetime) -> None:
    assert read_line({"at": at}, PARIS).at == meant


def test_a_reply_loses_the_quote_it_answers() -> None:
    quoted = said(body="> <@noa:x> un\n> deux\n\n!aide", reply_to="$1")
    deed = read_line(quoted, PARIS).deed
    assert deed is not None
    assert deed.body == "!aide"

"""What people think of a mechanism: asked in private, shown from five answers, linked to nobody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from commands.mechanisms.reviewing import words_in
from storage.models import metadata
from storage.reviews import ReviewRound, Tally
from tests.playing import ARCHIPEL, Heard, Play, full, playing

GRANIT, OFFICE = "ilot:granit", "tisseuse"
MEMBERS = ("noa", "erwan", "soizic", "hugues", "odile", "jeanne", "karim", "theo", "salome", "leila", "ludovic")


def alone(who: str) -> str:
    """Somebody's private room."""
    return f"dm:{full(who)}"


def said(heard: Heard) -> list[str]:
    """The outermost Message of each text, in order."""
    return [line["says"][0] for line in heard.lines if line.get("kind") == "text"]


async def reviews(
    play: Play, who: str, used: str = "1", helped: str = "3", words: str = "passe", ref: str = "K4"
) -> list[Heard]:
    """Four messages: the command, and the three answers."""
    return [await play.says(who, alone(who), body) for body in (f"!avis {ref}", used, helped, words)]


async def evaluations(play: Play, ref: str = "K4") -> list[dict[str, Any]]:
    """What its sheet shows, as it is exported."""
    found: list[dict[str, Any]] = next(
        each["reviews"] for each in (await play.export())["mechanisms"] if each["ref"] == ref
    )
    return found


# ── three questions ──


async def test_three_questions_are_asked_and_nothing_is_said_back(play_on_both: Play) -> None:
    heard = await reviews(play_on_both, "noa", "1", "4", "garder: le calme du jardin")
    assert [said(each) for each in heard] == [["AskUsed"], ["AskHelped"], ["AskWords"], ["Heard"]]
    assert not [line for each in heard for line in each.lines if "jardin" in line["body"]]


@pytest.mark.parametrize(
    ("used", "helped", "words"),
    [("1", "4", "garder: tout"), ("2", "passe", "passe"), ("oui", "1", "rien"), ("non", "passe", "lâcher: le bot")],
)
async def test_whatever_is_answered_the_conversation_is_the_same(
    play: Play, used: str, helped: str, words: str
) -> None:
    expected = await reviews(play, "noa")
    found = await reviews(play, "erwan", used, helped, words)
    assert [each.texts for each in found] == [each.texts for each in expected]
    assert [each.outcome for each in found] == [each.outcome for each in expected]


@pytest.mark.parametrize("answers", [("stop",), ("1", "stop"), ("1", "3", "stop")])
async def test_who_stops_on_the_way_has_said_nothing(play: Play, answers: tuple[str, ...]) -> None:
    await play.says("noa", alone("noa"), "!avis K4")
    for answer in answers:
        heard = await play.says("noa", alone("noa"), answer)
    assert said(heard) == ["NothingKept"]
    assert said(await play.says("noa", alone("noa"), "!avis K4")) == ["AskUsed"]


async def test_what_cannot_be_read_is_asked_again(play: Play) -> None:
    await play.says("noa", alone("noa"), "!avis K4")
    assert said(await play.says("noa", alone("noa"), "peut-être")) == ["UsedUnread"]
    await play.says("noa", alone("noa"), "1")
    assert said(await play.says("noa", alone("noa"), "5")) == ["HelpedUnread"]
    assert said(await play.says("noa", alone("noa"), "4")) == ["AskWords"]


async def test_one_answers_once_a_round(play: Play) -> None:
    await reviews(play, "noa")
    assert said(await play.says("noa", alone("noa"), "!avis K4")) == ["HeardAlready"]
    assert said(await play.says("noa", alone("noa"), "!avis K2")) == ["AskUsed"]


@pytest.mark.parametrize(
    ("room", "body", "says"),
    [
        (GRANIT, "!avis K4", "OnlyInPrivate"),
        (alone("noa"), "!avis K9", "UnknownMechanism"),
        (alone("noa"), "!avis K6", "NotTried"),
        (alone("noa"), "!avis", "WhichToReview"),
    ],
)
async def test_what_can_be_reviewed_and_where(play: Play, room: str, body: str, says: str) -> None:
    await play.says("erwan", GRANIT, "!mecanisme propose Prêt")
    assert said(await play.says("noa", room, body)) == [says]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("garder: la fiche, changer: prévenir plus tôt", {"keep": "la fiche", "change": "prévenir plus tôt"}),
        ("À garder : le calme\nÀ lâcher : le soir", {"keep": "le calme", "drop": "le soir"}),
        ("garder le silence", {"keep": "le silence"}),
        ("prévenir plus tôt", {"change": "prévenir plus tôt"}),
        ("keep: it, drop: nothing", {"keep": "it", "drop": "nothing"}),
        ("a" * 300, {"change": "a" * 200}),
    ],
)
def test_words_go_where_they_are_said_to_go(words: str, found: dict[str, str]) -> None:
    assert words_in(words) == found


# ── four, and five ──


async def test_four_answers_show_nothing_and_five_show_the_result(play_on_both: Play) -> None:
    play = play_on_both
    for who, mark in zip(MEMBERS[:4], "1234", strict=True):
        heard = await reviews(play, who, "1", mark, f"garder: la voix {mark}")
        assert heard[-1].room(OFFICE) == []
    assert await evaluations(play) == []
    assert "Évaluation" not in (await play.says("noa", GRANIT, "!mecanisme K4")).text
    heard = await reviews(play, MEMBERS[4], "2", "4", "lâcher: le soir")
    assert [each["answers"] for each in await evaluations(play)] == [5]
    assert heard[-1].room(OFFICE) == []  # nor does the fifth answer look different from the others
    (told,) = (await play.at("2021-04-14T10:32:00+02:00")).room(OFFICE)
    assert told.splitlines()[:4] == [
        "Avis sur K4 · Écoute entre pairs",
        "5 avis",
        "4 personnes s'en sont servies",
        "utilité 2,8 sur 4",
    ]
    shown = await play.says("noa", GRANIT, "!mecanisme K4")
    assert "Évaluation du 14 avril : 5 avis · 4 personnes s'en sont servies · utilité 2,8 sur 4" in shown.text
    assert "la voix 1 · la voix 2 · la voix 3 · la voix 4" in shown.text
    assert len(shown.text.splitlines()) <= 12


async def test_what_comes_after_five_waits_until_there_are_five_more(play: Play) -> None:
    """Otherwise two looks at the sheet would tell what the sixth said."""
    counts = []
    for who in MEMBERS[:10]:
        await reviews(play, who)
        counts.append(sum(each["answers"] for each in await evaluations(play)))
    assert counts == [0, 0, 0, 0, 5, 5, 5, 5, 5, 10]
    assert len(await evaluations(play)) == 1


# ── the quarterly round: K4's is on 15 June ──


async def test_everybody_is_asked_once_in_private_and_answers_there(stage: str) -> None:
    async with playing(stage) as play:
        await play.says("jeanne", alone("jeanne"), "!moi rappels non")
        await play.says("odile", alone("odile"), "!moi absent du 10 au 20 juin")
        await reviews(play, "noa")
    async with playing(stage, data=None) as play:
        await play.at("2021-06-15T09:29:00+02:00")
        heard = await play.at("2021-06-15T12:00:00+02:00")
        asked = {line["room"] for line in heard.lines if "K4" in line.get("refs", [])}
        assert {alone(who) for who in ("jeanne", "odile", "noa")}.isdisjoint(asked)
        assert {alone(who) for who in ("erwan", "soizic", "leila")} <= asked
        assert all(room.startswith("dm:") for room in asked)
        for answer, says in (("1", "AskHelped"), ("4", "AskWords"), ("passe", "Heard")):
            assert said(await play.says("erwan", alone("erwan"), answer)) == [says]
    async with playing(stage, data=None) as play:
        later = await play.at("2021-06-29T12:00:00+02:00")
        assert not [line for line in later.lines if "Écoute entre pairs" in line.get("body", "")]


async def test_after_two_weeks_the_box_is_emptied_and_the_next_round_is_a_quarter_later(stage: str) -> None:
    async with playing(stage) as play:
        for who in MEMBERS[:4]:
            await reviews(play, who)
    async with playing(stage, data=None) as play:
        await play.at("2021-06-15T12:00:00+02:00")
    async with playing(stage, data=None) as play:
        heard = await play.at("2021-06-30T12:00:00+02:00")
        (closed,) = [each for each in heard.room(OFFICE) if "(Écoute entre pairs) est clos" in each]
        assert "moins de cinq, donc rien ne se montre" in closed
        assert await evaluations(play) == []
        assert await rounds(play, "K4") == []
        found = next(each for each in (await play.export())["mechanisms"] if each["ref"] == "K4")
        assert found["next_review_on"] == "2021-09-14"
        assert said(await play.says("noa", alone("noa"), "!avis K4")) == ["AskUsed"]


async def test_a_start_in_the_middle_of_a_round_asks_nobody_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/navette.db"
    async with playing(url) as play:
        await play.at("2021-06-15T12:00:00+02:00")
    async with playing(url, data=None) as play:
        heard = await play.at("2021-06-18T12:00:00+02:00")
        assert not [line for line in heard.lines if "K4" in line.get("refs", [])]


async def test_rounds_whose_day_has_passed_are_made_up_for_one_a_week(tmp_path: Path) -> None:
    value = json.loads(ARCHIPEL.read_text("utf-8"))
    for sheet in value["mechanisms"]:
        sheet["next_review_on"] = "2021-04-01"
    late = tmp_path / "late.json"
    late.write_text(json.dumps(value))
    async with playing("sqlite://", data=late) as play:
        found = [each["next_review_on"] for each in (await play.export())["mechanisms"]]
        assert found == ["2021-04-21", "2021-04-28", "2021-05-05", "2021-05-12", "2021-05-19"]


async def test_what_is_stopped_is_not_asked_about(stage: str) -> None:
    async with playing(stage) as play:
        await play.says("tisseuse", OFFICE, "!mecanisme K4 état arrêté")
    async with playing(stage, data=None) as play:
        heard = await play.at("2021-06-16T12:00:00+02:00")
    assert not [line for line in heard.lines if "Écoute entre pairs" in line.get("body", "")]


async def test_what_comes_to_be_tried_has_its_round_a_quarter_later(stage: str) -> None:
    async with playing(stage) as play:
        await play.says("noa", GRANIT, "!mecanisme propose Prêt de matériel")
        await play.says("tisseuse", OFFICE, "!mecanisme K6 état essai")
    async with playing(stage, data=None) as play:
        early = await play.at("2021-07-14T12:00:00+02:00")
        heard = await play.at("2021-07-15T12:00:00+02:00")  # the 14th is a public holiday
    asked = [[line for line in each.lines if "Prêt de matériel" in line.get("body", "")] for each in (early, heard)]
    assert [any("dm:" in line["room"] for line in lines) for lines in asked] == [False, True]


# ── nobody's ──

ANSWERED = {
    "noa": ("1", "1", "garder: grenouille"),
    "erwan": ("2", "passe", "changer: hippocampe"),
    "soizic": ("1", "4", "lâcher: libellule"),
}


async def rounds(play: Play, ref: str) -> list[ReviewRound]:
    """The box of a mechanism, as the program itself reads it."""
    async with play.bot.bench.database.transaction() as session:
        number = int(ref[1:])
        found = await session.execute(text(f"SELECT id FROM mechanism WHERE number = {number}"))
        row = await session.get(ReviewRound, found.scalar_one())
        return [row] if row is not None else []


async def everything(play: Play) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table as it lies in the database, without the key."""
    async with play.bot.bench.database.transaction() as session:
        found = {}
        for name in metadata.tables:
            rows = await session.execute(text(f'SELECT * FROM "{name}"'))
            found[name] = [dict(row) for row in rows.mappings()]
        return found


async def test_nothing_in_the_database_says_who_answered_what(play_on_both: Play) -> None:
    play = play_on_both
    for who, answers in ANSWERED.items():
        await reviews(play, who, *answers)
    lying = await everything(play)
    for word in ("grenouille", "hippocampe", "libellule"):
        assert word not in str(lying) and word.encode().hex() not in str(lying)
    assert len(lying["review_round"]) == 1  # one row, whatever the number of answers
    assert set(lying["review_round"][0]) == {"mechanism_id", "closes_on", "shown_on", "box", "heard"}
    assert lying["question"] == []
    assert {row["body"] for row in lying["inbox"]} == {None}


async def test_with_the_key_there_are_sets_and_sums_and_no_order(play: Play) -> None:
    """The same box for whatever order they came in, and the three answers of one person lie apart."""
    for who in reversed(ANSWERED):
        await reviews(play, who, *ANSWERED[who])
    (row,) = await rounds(play, "K4")
    assert row.box is not None and row.heard == sorted(row.heard or [])
    assert row.box["shown"] == json.loads(json.dumps(Tally().as_json()))
    assert row.box["waiting"] == {
        "answers": 3,
        "used": 2,
        "helped": [1, 0, 0, 1],
        "keep": ["grenouille"],
        "change": ["hippocampe"],
        "drop": ["libellule"],
    }


async def test_no_text_of_the_conversation_holds_an_answer(play: Play) -> None:
    """Not even sealed: a copy of the key must not find it there."""
    for who, answers in ANSWERED.items():
        await reviews(play, who, *answers)
    async with play.bot.bench.database.transaction() as session:
        for table in ("outbox", "inbox", "question"):
            rows = (await session.execute(metadata.tables[table].select())).mappings()
            kept = str([dict(row) for row in rows])
            assert not [word for word in ("grenouille", "hippocampe", "libellule") if word in kept], table


async def test_once_the_round_is_closed_not_even_who_answered_is_left(stage: str) -> None:
    async with playing(stage) as play:
        for who in MEMBERS[:5]:
            await reviews(play, who)
    async with playing(stage, data=None) as play:
        await play.at("2021-06-15T12:00:00+02:00")
    async with playing(stage, data=None) as play:
        await play.at("2021-06-30T12:00:00+02:00")
        assert await rounds(play, "K4") == []
        assert [each["answers"] for each in await evaluations(play)] == [5]


async def test_who_is_forgotten_was_not_heard_and_what_they_said_is_still_nobodys(play: Play) -> None:
    for who, answers in ANSWERED.items():
        await reviews(play, who, *answers)
    await play.says("noa", alone("noa"), "!oublie-moi")
    await play.says("noa", alone("noa"), "oui")
    (row,) = await rounds(play, "K4")
    assert row.box is not None
    assert (len(row.heard or []), row.box["waiting"]["answers"]) == (2, 3)

"""Mechanism sheets as they are kept: their history, their round trip, and answers that are nobody's."""

from __future__ import annotations

import datetime as dt
import json
from itertools import permutations
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.database import Database
from storage.document import BadDocument, read, write
from storage.errors import NotThatState
from storage.interchange import Interchange
from storage.mechanisms import Mechanisms, MechanismStage, in_place_on
from storage.reviews import ENOUGH, Answer, Box, Tally
from storage.values import MechanismState, Ref
from tests.playing import ARCHIPEL

PARIS = ZoneInfo("Europe/Paris")
WHOLE: dict[str, Any] = json.loads(ARCHIPEL.read_text("utf-8"))
WORDS = st.none() | st.text(min_size=1, max_size=20)
ANSWERS = st.builds(
    Answer, used=st.booleans(), helped=st.none() | st.integers(1, 4), keep=WORDS, change=WORDS, drop=WORDS
)


def sheet(**fields: object) -> str:
    """The collective with one more sheet."""
    plain = {"ref": "K6", "name": "Dépannage", "state": "trial", "since": "2021-04-01"}
    value = json.loads(json.dumps(WHOLE))
    value["mechanisms"].append({**plain, **fields})
    return json.dumps(value)


async def through(database: Database, text: str) -> dict[str, Any]:
    """The last sheet, after an import and an export."""
    async with database.transaction() as session:
        interchange = Interchange(session, PARIS)
        await interchange.take_in(read(text))
        assert (await interchange.take_in(read(text))).new == 0
        found: dict[str, Any] = (await interchange.give_out(None))["mechanisms"][-1]
        return found


async def test_a_sheet_with_all_that_it_may_tell_comes_out_as_it_went_in(database: Database) -> None:
    full = {
        "ref": "K6",
        "name": "Dépannage",
        "state": "in_place",
        "since": "2021-04-01",
        "how": "!besoin",
        "for_whom": "Tout l'Archipel",
        "takes": "Un outil",
        "steps": ["Dire", "Prêter"],
        "limits": "Pas l'été",
        "next_review_on": "2021-07-01",
        "reviews": [
            {
                "on": "2021-04-03",
                "answers": 6,
                "usefulness": None,
                "keep": "Le prêt",
                "change": None,
                "drop": None,
                "decision": None,
                "used": 4,
            }
        ],
        "purpose": "Ne pas rester en panne",
        "contact": "Perrine",
        "proposed_by": "@hugues:archipel.example",
        "history": [{"state": "idea", "since": "2021-03-01"}, {"state": "in_place", "since": "2021-04-01"}],
    }
    assert write(await through(database, sheet(**full))) == write(full)


async def test_what_a_sheet_leaves_out_is_filled_in(database: Database) -> None:
    found = await through(database, sheet())
    assert list(found) == list(WHOLE["mechanisms"][0])
    assert found["reviews"] == [] and found["next_review_on"] is None


@pytest.mark.parametrize(
    "fields",
    [
        {"history": [{"state": "idea", "since": "2021-03-01"}]},
        {"history": [{"state": "idea", "since": "2021-05-01"}, {"state": "trial", "since": "2021-04-01"}]},
        {"reviews": [{"on": "2021-04-03", "answers": 6}, {"on": "2021-04-03", "answers": 7}]},
        {"reviews": [{"on": "2021-04-03", "answers": 6, "usefulness": 5}]},
        {"proposed_by": "@inconnu:archipel.example"},
        {"state": "dormant"},
        {"ref": "K1"},
    ],
)
def test_a_sheet_that_cannot_be_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(BadDocument, match="mechanisms"):
        read(sheet(**fields))


# ── how far it has come ──


def test_a_mechanism_was_in_place_from_the_day_it_came_to_be_until_the_day_it_was_no_more() -> None:
    days = [dt.date(2021, month, 1) for month in (1, 2, 5)]
    states = [MechanismState.TRIAL, MechanismState.IN_PLACE, MechanismState.STOPPED]
    stages = [MechanismStage(state=state, since=day) for state, day in zip(states, days, strict=True)]
    asked = [dt.date(2020, 12, 31), days[0], days[1], dt.date(2021, 4, 30), days[2]]
    assert [in_place_on(stages, day) for day in asked] == [False, False, True, True, False]


async def test_what_was_in_place_on_a_day_is_read_from_the_history(database: Database) -> None:
    async with database.transaction() as session:
        await Interchange(session, PARIS).take_in(read(json.dumps(WHOLE)))
        shelf = Mechanisms(session)
        counts = [len(await shelf.in_place(day)) for day in (dt.date(2021, 1, 31), dt.date(2021, 2, 15))]
        assert [*counts, len(await shelf.in_place(dt.date(2021, 4, 14)))] == [0, 3, 4]


async def test_a_state_follows_another_and_a_slip_of_the_day_leaves_no_trace(database: Database) -> None:
    today, now = dt.date(2021, 4, 14), dt.datetime(2021, 4, 14, 8, 30, tzinfo=dt.UTC)
    async with database.transaction() as session:
        await Interchange(session, PARIS).take_in(read(json.dumps(WHOLE)))
        shelf = Mechanisms(session)
        mechanism = await shelf.by_ref(Ref("K", 4))
        await shelf.move(mechanism, MechanismState.IN_PLACE, today, now)
        await shelf.move(mechanism, MechanismState.TRIAL, today, now)
        assert [stage.state for stage in await shelf.history(mechanism)] == [MechanismState.TRIAL]
        assert mechanism.since == dt.date(2021, 3, 15)
        for state, day in ((MechanismState.IDEA, today), (MechanismState.IN_PLACE, dt.date(2021, 3, 14))):
            with pytest.raises(NotThatState):
                await shelf.move(mechanism, state, day, now)


# ── answers that are nobody's ──


@given(st.lists(ANSWERS, max_size=4))
def test_the_order_in_which_answers_came_leaves_no_trace(answers: list[Answer]) -> None:
    boxes = set()
    for order in permutations(answers):
        box = Box()
        for answer in order:
            box = box.put(answer)
        boxes.add(json.dumps(box.as_json()))
    assert len(boxes) == 1


@given(st.lists(ANSWERS, max_size=23))
def test_answers_show_by_five_and_the_others_wait(answers: list[Answer]) -> None:
    box = Box()
    for answer in answers:
        before = box
        box = Box.from_json(json.loads(json.dumps(before.put(answer).as_json())))
        assert box.shown.answers - before.shown.answers in {0, ENOUGH}
    assert box.shown.answers + box.waiting.answers == len(answers)
    assert box.waiting.answers < ENOUGH


@given(st.lists(ANSWERS, max_size=12))
def test_a_tally_counts_each_answer_once(answers: list[Answer]) -> None:
    tally = sum((Tally.of(answer) for answer in answers), Tally())
    assert (tally.answers, tally.used) == (len(answers), sum(answer.used for answer in answers))
    assert sorted(tally.keep) == sorted(answer.keep for answer in answers if answer.keep)
    assert sum(tally.helped) == sum(answer.helped is not None for answer in answers)


def test_a_mean_is_told_only_of_five_marks() -> None:
    four = sum((Tally.of(Answer(used=True, helped=mark)) for mark in (1, 2, 3, 4)), Tally())
    assert (four + Tally.of(Answer(used=False))).usefulness is None
    assert (four + Tally.of(Answer(used=True, helped=4))).usefulness == 2.8

"""The comparison with other bots: what counts as lost, what the tables say, and a small one played for real."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.peers import PLAIN, compared
from benchmarks.peers.bots import NAVETTE, NIO
from benchmarks.peers.report import navette_is_whole, section
from benchmarks.peers.turn import QUICK
from benchmarks.peers.watching import Watch, counted


def _said(body: str, sender: str = "@bot:x", relation: dict[str, str] | None = None) -> dict[str, Any]:
    return {"type": "m.room.message", "sender": sender, "content": {"body": body, "m.relates_to": relation or {}}}


@pytest.fixture
def watch() -> Watch:
    found = Watch()
    found.bot_id = "@bot:x"
    return found


def test_no_answer_is_lost_and_two_answers_are_twice(watch: Watch) -> None:
    none, one, two = (watch.expects("!a") for _ in range(3))
    watch.heard("!a", _said(f"echo {one.token}"))
    for _ in range(2):
        watch.heard("!a", _said(f"O1 · {two.token}\nvendredi"))
    assert none.answers == []
    assert counted([none, one, two]) == {"sent": 3, "lost": 1, "twice": 1}


def test_only_the_bot_s_own_new_words_in_the_same_room_are_answers(watch: Watch) -> None:
    typed = watch.expects("!a")
    watch.heard("!a", _said(typed.token, sender="@ana:x"))
    watch.heard("!b", _said(typed.token))
    watch.heard("!a", _said(typed.token, relation={"rel_type": "m.replace"}))
    assert counted([typed])["lost"] == 1


def _turn(bot: str, seconds: float, lost: int = 0) -> dict[str, Any]:
    scenes = [
        {"scene": "start", "seconds": seconds, "load": [0.5, 0.7]},
        {"scene": "kill -9", "sent": 100, "lost": lost, "twice": 0, "answers_again": True, "load": [0.5, 0.7]},
    ]
    return {"bot": bot, "kind": PLAIN, "round": 1, "scenes": scenes}


def _raw(*turns: dict[str, Any]) -> dict[str, Any]:
    return {"versions": {"matrix-nio": "0.26.0"}, "turns": list(turns)}


@pytest.mark.parametrize(("seconds", "verdict"), [(1.9, "≤ × 2 ✓"), (2.1, "≤ × 2 ✗")])
def test_an_aim_that_is_missed_is_said(seconds: float, verdict: str) -> None:
    told = section(_raw(_turn(NIO.name, 1.0), _turn(NAVETTE.name, seconds)))
    assert f"| start to first answer | 1 s | × {seconds:.2f} | {verdict} |" in told


def test_what_navette_lost_stands_in_the_table_and_fails_the_run() -> None:
    raw = _raw(_turn(NIO.name, 1.0, lost=9), _turn(NAVETTE.name, 1.0, lost=1))
    assert "9 / 0 of 100 | 1 / 0 of 100" in section(raw)
    assert not navette_is_whole(raw)
    assert navette_is_whole(_raw(_turn(NIO.name, 1.0, lost=9), _turn(NAVETTE.name, 1.0)))


def test_whoever_took_no_part_is_named_with_the_reason() -> None:
    absent = {"bot": NAVETTE.name, "kind": PLAIN, "round": 1, "not_played": "it came into no room"}
    raw = _raw(_turn(NIO.name, 1.0), absent)
    assert "- Navette took no part: it came into no room" in section(raw)
    assert not navette_is_whole(raw)


@pytest.mark.live
@pytest.mark.slow
async def test_a_small_turn_of_navette_s_on_a_real_homeserver_loses_nothing() -> None:
    raw = await compared([NAVETTE], Path(sys.executable), QUICK, 1, [PLAIN])
    assert navette_is_whole(raw), raw
    assert [turn["bot"] for turn in raw["turns"] if "scenes" in turn] == [NAVETTE.name]

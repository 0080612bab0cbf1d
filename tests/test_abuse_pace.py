"""Whoever sends more than a hand can type is answered, told once to breathe, and heard again; nobody else waits."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.pace import MINUTE, Heed, Pace
from bot.transport import Heard
from storage.settings import BY_NAME, RuleName
from tests.playing import NOW, Play
from tests.playing import Heard as Said

NOA, START = "@noa:archipel.example", dt.datetime.fromisoformat(NOW)
FEW = BY_NAME[RuleName.PER_MINUTE].least


def _at(number: int, each: float = 0.25) -> str:
    return (START + dt.timedelta(seconds=1 + each * number)).isoformat()


async def _flood(play: Play, count: int, **more: Any) -> list[Said]:
    """Four a second, of anything."""
    line = {"sender": NOA, "room": "ilot:granit", "body": "!offres", **more}
    return [await play.line(at=_at(number), **line) for number in range(count)]


async def _quickly(play: Play, count: int = FEW) -> None:
    """As many as are answered within a minute, where the rule says least."""
    await play.says("tisseuse", "tisseuse", f"!reglages par-minute {FEW}")
    await _flood(play, count)


async def test_of_200_commands_in_a_minute_120_are_answered_and_one_is_told_to_breathe(play: Play) -> None:
    heard = await _flood(play, 200)
    said = ["".join(name for line in each.lines for name in line.get("says", [])[:1]) for each in heard]
    assert all(said[:120])
    assert "Breathe" not in said[:120]
    assert said[120] == "Breathe"
    assert not any(said[121:])
    assert {each.outcome for each in heard[121:]} == {"ignored"}


async def test_a_minute_later_they_are_heard_again(play: Play) -> None:
    await _quickly(play, FEW + 5)
    later = await play.line(at=_at(FEW + 5 + 240), sender=NOA, room="ilot:granit", body="!offres")
    assert later.outcome == "answered"


async def test_nobody_else_waits_and_what_was_passed_over_changed_nothing(play: Play) -> None:
    before = len((await play.export())["listings"])
    await _quickly(play)
    for number in range(3):
        line = {"sender": NOA, "room": "ilot:granit", "body": "!offre relecture, gratuit"}
        heard = await play.line(at=_at(FEW + number), **line)
        assert heard.outcome == ("ignored" if number else "refused")
    assert len((await play.export())["listings"]) == before
    assert (await play.says("aziliz", "ilot:granit", "!offres")).outcome == "answered"


async def test_what_is_deleted_and_words_of_distress_are_heard_whatever_the_pace(play: Play) -> None:
    made = await play.says("noa", "ilot:granit", "!offre relecture, gratuit", id="$made")
    assert "relecture" in (await play.listing(made.refs[0]))["title"]
    await _quickly(play, FEW + 3)
    dark = await play.line(at=_at(FEW + 4), sender=NOA, room=f"dm:{NOA}", body="je veux mourir")
    assert dark.texts
    await play.line(at=_at(FEW + 5), sender=NOA, room="ilot:granit", redact="$made")
    assert "relecture" not in (await play.listing(made.refs[0]))["title"]


async def test_a_script_whose_clock_stands_still_is_no_flood(play: Play) -> None:
    await play.says("tisseuse", "tisseuse", f"!reglages par-minute {FEW}")
    for _ in range(FEW + 2):
        assert (await play.says("noa", "ilot:granit", "!offres")).outcome == "answered"


async def test_many_reactions_raise_one_hand_and_the_rest_are_passed_over_without_a_word(play: Play) -> None:
    card = (await play.says("aziliz", "ilot:granit", "!voir O4")).lines[0]["id"]
    await _quickly(play, 0)
    for number in range(FEW + 10):
        heard = await play.line(at=_at(number), sender=NOA, room="ilot:granit", react="✋", to=card)
    assert (heard.outcome, heard.lines) == ("ignored", [])
    assert (await play.listing("O4"))["hands"].count(NOA) == 1


@given(st.lists(st.tuples(st.integers(0, 90), st.sampled_from([Heard.MESSAGE, Heard.REACTION])), max_size=80))
def test_whatever_the_rhythm_no_minute_takes_up_more_and_whoever_waits_is_heard(steps: list[tuple[int, Heard]]) -> None:
    pace, now, taken, most = Pace(), START, [], 5
    for seconds, kind in steps:
        now += dt.timedelta(seconds=seconds, milliseconds=1)
        verdict = pace.verdict(NOA, kind, now, most)
        pace.done(NOA, kind, now, verdict)
        taken += [now] * (verdict is Heed.TAKEN)
        assert sum(now - MINUTE < at <= now for at in taken) <= most
        assert kind is Heard.MESSAGE or verdict is not Heed.TOLD
    assert pace.verdict(NOA, Heard.MESSAGE, now + 2 * MINUTE, most) is Heed.TAKEN


def test_many_people_leave_no_memory_behind() -> None:
    pace = Pace()
    for number in range(5_000):
        now = START + dt.timedelta(seconds=number)
        pace.done(f"@{number}:a.example", Heard.MESSAGE, now, Heed.TAKEN)
    assert len(pace._taken) <= 1_001

"""Many îlots: what is made up counts as a homeserver does, the report hides nothing, and a small one is played."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.scale.collective import document, friday_after, room_of
from benchmarks.scale.homeserver import Homeserver
from benchmarks.scale.report import is_whole, section
from benchmarks.scale.run import measured
from benchmarks.scale.week import Ear, lived
from storage import interchange

TEXT = "m.room.message"
WEDNESDAY = dt.datetime(2021, 4, 14, 10, tzinfo=dt.UTC)


# ── the collective ──


def test_a_collective_of_any_size_is_one_that_can_be_taken_in() -> None:
    found = interchange.read(json.dumps(document(23, WEDNESDAY, dt.date(2021, 4, 16))))
    assert [len(ilot.members) for ilot in found.ilots[:5]] == [2, 3, 4, 5, 6]
    assert len(found.ilots) == 23 and len(found.listings) == 46
    assert len({ilot.territory for ilot in found.ilots}) == 23


def test_the_friday_it_is_measured_on_is_no_holiday() -> None:
    assert friday_after(dt.date(2021, 4, 26)) == dt.date(2021, 5, 7)
    assert friday_after(dt.date(2027, 12, 13)) == dt.date(2027, 12, 24)
    assert friday_after(dt.date(2021, 5, 3)) == dt.date(2021, 5, 21)  # the Thursday before the 14th is Ascension Day


# ── the homeserver ──


@pytest.fixture
def homeserver() -> Homeserver:
    return Homeserver(2)


def test_a_transaction_id_is_one_event_however_often_it_is_sent(homeserver: Homeserver) -> None:
    first = [homeserver._take(room_of(0), TEXT, "t1", {"body": "x"}) for _ in range(3)]
    other = homeserver._take(room_of(0), TEXT, "t2", {"body": "x"})
    assert len(set(first)) == 1 and other not in first
    assert [each["body"] for each in homeserver.said] == ["x", "x"]


def test_who_comes_first_hears_nothing_of_before_and_everything_of_after(homeserver: Homeserver) -> None:
    homeserver._type({"room": room_of(0), "sender": "@a:x", "body": "before"})
    assert b"before" not in homeserver.whole()
    after = homeserver._since(1)
    assert after["rooms"]["join"] == {} and after["next_batch"] == "s1"
    homeserver._type({"room": room_of(1), "sender": "@a:x", "body": "after"})
    (room,) = homeserver._since(1)["rooms"]["join"].items()
    assert room[0] == room_of(1) and room[1]["timeline"]["events"][0]["content"]["body"] == "after"


# ── what is said of it ──


def _turn(rooms: int, longest: float = 90.0, lost: int = 0) -> dict[str, Any]:
    stalls = {"longest_ms": longest, "own_ms": longest / 2, "mib": 170.0, "peak_mib": 171.0}
    wave = {"rooms": rooms, "lost": lost, "twice": 0, "early": 0, "first_s": 0.2, "half_s": 1.0, "last_s": rooms / 50}
    start = {"answered_s": 3.0, "cpu_s": 2.0, "database_bytes": rooms * 2048, **stalls}
    burst = {"sent": 40, "lost": 0, "twice": 0, "per_second": 40.0, "median_s": 0.5, "cpu_ms_each": 20.0, **stalls}
    scenes = [{"scene": name, **start} for name in ("first start", "start")] + [{"scene": "burst", **burst}]
    scenes += [{"scene": name, "cpu_s": 1.0, **wave, **stalls} for name in ("courrier", "time")]
    return {"rooms": rooms, "on": "sqlite", "homeserver": "made up", "scenes": scenes}


def _week(adrift: int = 0) -> dict[str, Any]:
    day = {"mib": 150.0, "rows": {"agenda": 5, "inbox": 6}, "files": {"navette.db": 2**20}, "cap_mib": 300.0}
    told = {"Begins": 10, "Ends": 10, "Courrier": 20, "Poll": 0}
    return {
        "ilots": 10, "lines_a_day": 5, "days": [day, day], "told": told, "adrift": adrift, "twice": 0, "faults": 0
    }  # fmt: skip


def test_a_stall_and_a_loss_are_told_and_not_hidden() -> None:
    good = {"turns": [_turn(100), _turn(1_000)], "week": _week()}
    assert is_whole(good) and "✗" not in section(good)
    assert not is_whole({**good, "week": _week(adrift=1)})
    slow = {"turns": [_turn(1_000, longest=201.0)], "week": {}}
    assert "| ✗ | longest stall of the loop, 1,000 rooms" in section(slow)
    lossy = {"turns": [_turn(1_000, lost=2)], "week": {}}
    assert not is_whole(lossy) and "4 / 0 / 0 of" in section(lossy)


def test_growth_is_the_exponent_between_two_sizes() -> None:
    told = section({"turns": [_turn(100), _turn(1_000)], "week": {}})
    assert "| SQLite | courrier: seconds until the last has left | 100, 1,000 | 1.00 |" in told
    assert "| SQLite | start: seconds to the first answer | 100, 1,000 | 0.00 |" in told


def test_what_is_said_at_another_hour_or_again_is_counted() -> None:
    ear, at = Ear(), "2021-04-16T14:00:00+02:00"
    line = {"kind": "text", "room": "ilot:a", "says": ["Begins"], "at": at, "cause": None}
    ear.hear(line)
    assert (ear.adrift, ear.twice) == ([], 0)
    ear.hear({**line, "at": "2021-04-16T14:01:00+02:00"})
    assert len(ear.adrift) == 1 and ear.twice == 1
    ear.hear({"done": 1, "outcome": "fault"})
    assert ear.faults == 1


# ── played ──


@pytest.mark.slow
@pytest.mark.live
async def test_a_small_one_loses_nothing_on_a_homeserver_that_is_made_up_and_on_a_real_one() -> None:
    asked = Namespace(rooms="", postgres="4", synapse="3", week=0, burst=8, add=False)
    found = await measured(asked, None)
    assert [(turn["rooms"], turn["homeserver"]) for turn in found["turns"]] == [
        (4, "made up"), (3, "made up"), (3, "synapse")
    ]  # fmt: skip
    assert is_whole(found)
    waves = [scene for turn in found["turns"] for scene in turn["scenes"] if scene["scene"] in {"courrier", "time"}]
    assert len(waves) == 6 and all(wave["last_s"] is not None for wave in waves)


@pytest.mark.slow
def test_a_week_of_fifty_ilots_holds_nothing_that_grows_without_bound_and_drifts_nowhere() -> None:
    week = lived(50, days=5, lines=45)
    assert (week["adrift"], week["twice"], week["faults"]) == (0, 0, 0)
    assert week["told"]["Courrier"] == 100 and week["told"]["Begins"] == week["told"]["Ends"] > 0
    days = week["days"]
    assert set(days[-1]["files"]) == set(days[0]["files"])
    assert all(day["rows"]["agenda"] < 6 * 50 for day in days)  # notes are left, and taken up


def test_the_bench_is_named_in_its_own_help() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--help"],
        cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "scale [--quick]" in done.stdout

"""Three months of six îlots that take their own time: the bot is not heard in it, nor on a holiday, nor too often."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from commands.kit.quiet import PER_DAY, PER_WEEK, is_day_off
from tests.playing import Play

pytestmark = pytest.mark.slow
PARIS = ZoneInfo("Europe/Paris")
FIRST, LAST = dt.date(2021, 4, 15), dt.date(2021, 7, 14)
HOURS = (dt.time(8, 15), dt.time(9, 45), dt.time(14, 20), dt.time(17))  # people are there, in somebody's time too
ITS_OWN = frozenset({"Begins", "Ends"})
NEWS = frozenset({"Courrier", "RhythmAsked"})

Line = dict[str, Any]


async def _quarter(play: Play, members: dict[str, list[str]]) -> list[Line]:
    """Everything the bot said and did."""
    chance, said, refs = random.Random(5), list[Line](), list[str]()
    for day in range((LAST - FIRST).days):
        for hour in HOURS:
            at = dt.datetime.combine(FIRST + dt.timedelta(days=day), hour, tzinfo=PARIS)
            fresh = (await play.through(at.isoformat())).lines
            fresh += await _answered(play, chance, fresh, members)
            fresh += await _typed(play, chance, members, refs)
            said += fresh
    return said


async def _answered(play: Play, chance: random.Random, fresh: list[Line], members: dict[str, list[str]]) -> list[Line]:
    """Two come in most îlots; nobody ever in one."""
    heard: list[Line] = []
    for line in fresh:
        asks = {"Poll", "HolidaySkipped", "TooFew"} & set(line.get("says", []))
        if asks and line["kind"] == "text" and line["room"] != "ilot:beffroi":
            for who in chance.sample(members[line["room"]], 2):
                tap = {"sender": who, "react": "✋", "to": line["id"], "id": f"$tap{len(play.output)}"}
                heard += (await play.line(**tap)).lines
    return heard


async def _typed(play: Play, chance: random.Random, members: dict[str, list[str]], refs: list[str]) -> list[Line]:
    """A listing now and then, some of them urgent; a hand now and then."""
    heard: list[Line] = []
    room = chance.choice(sorted(members))
    who = chance.choice(members[room])
    if chance.random() < 0.25:
        body = chance.choice(["!offre relecture", "!besoin salle", "!interim accueil demain 17h"])
        answer = await play.says(who, room, body, id=f"$typed{len(play.output)}")
        heard += answer.lines
        refs += answer.refs[:1]
    elif refs and chance.random() < 0.3:
        claim = f"!prends {chance.choice(refs[-8:])}"
        heard += (await play.says(who, room, claim, id=f"$typed{len(play.output)}")).lines
    return heard


def _is_told(line: Line) -> bool:
    """To somebody, because of what somebody else did."""
    return bool({"HandForYou", "HandLowered"} & set(line["says"]))


def _local(line: Line) -> dt.datetime:
    return dt.datetime.fromisoformat(line["at"]).astimezone(PARIS).replace(tzinfo=None)


def _stretches(export: dict[str, Any]) -> dict[str, list[tuple[dt.datetime, dt.datetime]]]:
    """When each îlot had its time, as it says itself."""
    found: dict[str, list[tuple[dt.datetime, dt.datetime]]] = {}
    for each in export["reflection_sessions"]:
        if each["state"] in {"held", "gathering", "running"}:
            day = dt.date.fromisoformat(each["on"])
            hours = [dt.datetime.combine(day, dt.time.fromisoformat(each[name])) for name in ("start", "end")]
            found.setdefault(f"ilot:{each['ilot']}", []).append((hours[0], hours[1]))
    return found


async def test_in_three_months_nothing_is_said_in_anybody_s_time_on_a_holiday_or_beyond_the_budget(play: Play) -> None:
    export = await play.export()
    members = {f"ilot:{each['slug']}": each["members"] for each in export["ilots"]}
    home = {f"dm:{who}": room for room, people in members.items() for who in people}
    said = [line for line in await _quarter(play, members) if line["kind"] == "text"]
    stretches = _stretches(await play.export())
    assert sum(map(len, stretches.values())) >= 20
    unasked = [line for line in said if line["cause"] is None or _is_told(line)]
    assert len(unasked) > 200
    for line in unasked:
        at, says = _local(line), set(line["says"])
        if says & ITS_OWN:
            continue
        room = home.get(line["room"]) or str(line["room"])
        assert not any(start <= at < end for start, end in stretches.get(room, [])), line
        assert room != line["room"] or not is_day_off(at.date(), alsace_moselle=False), line
    _check_budget(said)
    _check_sessions(said, stretches)


def _check_budget(said: list[Line]) -> None:
    days = Counter((line["room"], _local(line).date()) for line in said if NEWS & set(line["says"]))
    assert max(days.values()) <= PER_DAY
    weeks = Counter((room, day.isocalendar()[:2]) for room, day in days)
    assert max(weeks.values()) <= PER_WEEK


def _check_sessions(said: list[Line], stretches: dict[str, list[tuple[dt.datetime, dt.datetime]]]) -> None:
    """Each begins and ends once, at its hours; none on a holiday."""
    for name, edge in (("Begins", 0), ("Ends", 1)):
        told = Counter((line["room"], _local(line)) for line in said if name in line["says"])
        wanted = {(room, each[edge]) for room, times in stretches.items() for each in times if each[1].date() < LAST}
        assert set(told) >= {(room, at) for room, at in wanted if at.date() > FIRST}
        assert set(told.values()) == {1}
    days = {start.date() for times in stretches.values() for start, _ in times}
    assert dt.date(2021, 5, 13) not in days and dt.date(2021, 5, 24) not in days

"""`!agenda`: what is ahead in order of time, of one's own îlot and of everybody; and the same as a file."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from icalendar import Calendar

from commands.exports.messages import CommitteeInAlmanac
from commands.kit.almanac import Dated, Days, Rhythm, times_of
from storage.slots import Stretch
from tests.playing import ARCHIPEL, Heard, Play, full, playing

BEFFROI, GRANIT = "ilot:beffroi", "ilot:granit"
WHAT = CommitteeInAlmanac()
THURSDAY = dt.date(2021, 4, 15)
WEEK = dt.timedelta(weeks=1)


def said(heard: Heard) -> list[str]:
    """The outermost Message of each text, in order."""
    return [line["says"][0] for line in heard.lines if line.get("kind") in {"text", "file"}]


# ── times, on plain values ──


def test_a_rhythm_is_told_by_its_first_times_but_not_those_left_out() -> None:
    late = Stretch(THURSDAY, dt.time(22), dt.time(1))
    entry = Dated("r", WHAT, late, Rhythm(2, THURSDAY + 8 * WEEK, (THURSDAY + 2 * WEEK,)))
    found = [each.on for each in times_of(entry, THURSDAY + dt.timedelta(days=1), 3) if isinstance(each, Stretch)]
    assert found == [THURSDAY, THURSDAY + 4 * WEEK, THURSDAY + 6 * WEEK]  # the first ends on the next day
    assert times_of(entry, THURSDAY + 9 * WEEK, 3) == []


def test_days_that_are_over_are_no_longer_ahead() -> None:
    days = Days(THURSDAY, THURSDAY + WEEK)
    entry = Dated("d", WHAT, days)
    assert times_of(entry, THURSDAY + WEEK, 3) == [days]
    assert times_of(entry, THURSDAY + WEEK + dt.timedelta(days=1), 3) == []


# ── the list ──


async def test_what_is_ahead_stands_in_order_of_time(play_on_both: Play) -> None:
    heard = await play_on_both.says("ludovic", BEFFROI, "!agenda")
    lines = heard.text.splitlines()
    assert [line.partition(" · ")[0] for line in lines] == [
        "Vendredi 23 avril, 9 h – 10 h",
        "D'ici le 30 avril",
        "Du 1er mai au 30 juin",
        "Vendredi 21 mai, 9 h – 10 h",
        "Vendredi 18 juin, 9 h – 10 h",
        "Du 25 août au 10 septembre",
        "Jeudi 2 septembre",
        "Du 22 septembre au 20 décembre",
        "Du 1er au 31 octobre",
        "Du 13 au 17 décembre",
        "Mercredi 15 décembre",
        "Dans ton calendrier : !agenda fichier, en privé.",
    ]


async def test_an_ilot_reads_its_own_times_and_nobody_else_does(play: Play) -> None:
    await play.line(room="room:atelier", sender=full("ludovic"), invite=True, encrypted=True)
    await play.line(room="room:atelier", sender=full("noa"), join=True)
    for who, room, own in (
        ("ludovic", BEFFROI, True),
        ("ludovic", f"dm:{full('ludovic')}", True),
        ("tisseuse", BEFFROI, True),  # she is in that room
        ("soizic", GRANIT, False),
        ("tisseuse", "tisseuse", False),
        ("ludovic", "room:atelier", False),
    ):
        heard = await play.says(who, room, "!calendrier")
        assert ("Beffroi" in heard.text) == own, (who, room)
        assert "Comité de pilotage" in heard.text


async def test_a_time_that_is_over_a_skipped_one_and_a_cancelled_committee_are_gone(play: Play) -> None:
    await play.says("ludovic", BEFFROI, "!temps reporter 26 avril 9h")
    await play.says("tisseuse", "tisseuse", "!copil P2 annulé")
    heard = await play.says("ludovic", BEFFROI, "!agenda")
    assert heard.text.startswith("Lundi 26 avril, 9 h – 10 h")
    assert "23 avril" not in heard.text
    assert "Jeudi 2 septembre" not in heard.text
    await play.at("2021-04-26T10:00:01+02:00")
    assert "26 avril" not in (await play.says("ludovic", BEFFROI, "!agenda")).text


async def test_a_long_list_has_twelve_lines_and_a_way_on(play: Play) -> None:
    for day in range(1, 8):
        await play.says("tisseuse", "tisseuse", f"!copil le {day} juin")
    first = (await play.says("ludovic", BEFFROI, "!agenda")).text.splitlines()
    assert (len(first), first[-1]) == (12, "la suite : !agenda page 2")
    rest = (await play.says("ludovic", BEFFROI, "!agenda page 2")).text.splitlines()
    assert len(set(first[:-1]) | set(rest[:-1])) == 18
    assert said(await play.says("ludovic", BEFFROI, "!agenda page 3")) == ["NoSuchAgendaPage"]


# ── the file ──


async def test_the_file_holds_a_year_of_ones_own_and_is_given_in_private_alone(tmp_path: Path) -> None:
    async with playing("sqlite://", ARCHIPEL, files=tmp_path) as stage:
        assert said(await stage.says("ludovic", BEFFROI, "!agenda fichier")) == ["AgendaFileInPrivate"]
        given = await stage.says("ludovic", f"dm:{full('ludovic')}", "agenda fichier")
        assert [line["name"] for line in given.lines] == ["agenda.ics"]
    text = (tmp_path / Path(given.lines[0]["path"]).name).read_bytes()
    events = {str(event["UID"]).partition("@")[0]: event for event in Calendar.from_ical(text).walk("VEVENT")}
    assert [key for key in events if "-" in key] == ["rhythm-beffroi"]
    assert b"DTSTART;TZID=Europe/Paris:20210423T090000" in text
    assert {"J5", "P2", "P3"} <= events.keys()
    assert not re.search(rb"S-[A-Z0-9]{3}|Granit|Traboule", text)

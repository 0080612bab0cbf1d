"""The Tisseuse's week: Monday at 9:30, on a working day, each figure one that the export gives."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from tests.asking import OFFICE, alone, orders, sent
from tests.playing import NOW, Heard, Play, full, playing, unspaced


def _digests(heard: Heard) -> list[dict[str, Any]]:
    return [line for line in heard.lines if "WeekDigest" in line.get("says", [])]


def _words(heard: Heard) -> list[str]:
    line = _digests(heard)[-1]
    return unspaced(line["body"]).splitlines()


async def test_it_comes_on_monday_at_half_past_nine_once_in_the_tisseuse_s_room(play_on_both: Play) -> None:
    await play_on_both.at(NOW)
    heard = await play_on_both.at("2021-04-19T12:00:00+02:00")
    (line,) = _digests(heard)
    assert (line["room"], line["at"], line["mentions"]) == (OFFICE, "2021-04-19T09:30:00+02:00", [])
    assert unspaced(line["body"]).startswith("Semaine du 19 avril · À faire : ")
    assert not _digests(await play_on_both.at("2021-04-25T12:00:00+02:00"))
    assert len(_digests(await play_on_both.at("2021-04-26T12:00:00+02:00"))) == 1


async def test_on_a_holiday_it_waits_for_the_next_working_day(play: Play) -> None:
    await play.at("2021-05-21T12:00:00+02:00")
    monday = await play.at("2021-05-24T23:00:00+02:00")  # Whit Monday
    assert not _digests(monday)
    (line,) = _digests(await play.at("2021-05-25T12:00:00+02:00"))
    assert line["at"] == "2021-05-25T09:30:00+02:00" and line["body"].startswith("Semaine du 24 mai")


async def test_on_demand_it_is_of_seven_days_and_today(play: Play) -> None:
    export = await play.export()
    heard = await play.says("tisseuse", OFFICE, "!semaine")
    first, exchange, times, links = _words(heard)
    assert first == "Semaine du 12 avril · À faire : 2 demandes à accuser."
    made = [each for each in export["listings"] if "2021-04-07" <= each["created_at"][:10] <= "2021-04-14"]
    done = [each for each in export["listings"] if "2021-04-07" <= (each["fulfilled_on"] or "") <= "2021-04-14"]
    counts = [sum(each["direction"] == kind for each in made) for kind in ("offer", "need", "cover")]
    assert [int(each) for each in re.findall(r"\d+", exchange)] == [*counts, len(done)]
    held = [each for each in export["reflection_sessions"] if "2021-04-07" <= each["on"] <= "2021-04-14"]
    kept = [each["state"] for each in held if each["state"] in {"held", "skipped"}]
    assert times.startswith(f"Temps : {kept.count('held')} tenus sur {len(kept)}.")
    assert times.endswith("Jalons : avril, 4 mécanismes en place (objectif 3).")
    assert links.startswith("Liens possibles : B3 (Quelqu'un pour un site en une page) ↔ O15 (")
    assert links.endswith("!relier B3 O15")


async def test_what_waited_as_long_as_an_answer_may_take_is_told_apart(play: Play) -> None:
    await play.at("2021-04-16T18:00:00+02:00")
    await orders(play, "S-T5F je prends")
    await sent(play)
    (first, *_) = _words(await play.at("2021-04-19T12:00:00+02:00"))
    assert first == "Semaine du 19 avril · À faire : 2 demandes à accuser (dont 1 depuis 2 jours)."


async def test_where_somebody_else_reads_along_nothing_is_said_of_requests(play: Play) -> None:
    await play.line(room=OFFICE, sender=full("come"), join=True)
    (first, *_) = _words(await play.says("tisseuse", OFFICE, "!semaine"))
    assert first == "Semaine du 12 avril · Rien n'attend."


async def test_needs_without_a_hand_for_two_weeks_are_counted_and_offers_are_not(few: Play) -> None:
    await few.at(NOW)
    heard = await few.at("2021-05-03T09:31:00+02:00")
    listings = (await few.export())["listings"]
    waiting = [each for each in listings if each["state"] == "open" and each["direction"] != "offer"]
    quiet = [each["ref"] for each in waiting if each["created_at"][:10] <= "2021-04-18"]
    assert len(quiet) > 1
    told = next(line for line in _words(heard) if "Sans main levée depuis 15 jours" in line).partition("15 jours : ")[2]
    more = re.search(r"et (\d+|un) autre", told)
    refs = re.findall(r"[BI]\d+", told)
    assert set(refs) <= set(quiet)
    assert len(refs) + (0 if more is None else 1 if more[1] == "un" else int(more[1])) == len(quiet)
    await few.says("erwan", alone("erwan"), f"!prends {refs[0]}")
    after = await few.says("tisseuse", OFFICE, "!semaine")
    assert refs[0] not in re.findall(r"[BI]\d+", after.text.partition("15 jours")[2].partition("\n")[0])


async def test_a_week_of_nothing_sends_nothing() -> None:
    async with playing("sqlite://", None) as play:
        await play.at("2021-04-14T10:30:00+02:00")
        assert not _digests(await play.at("2021-05-14T10:30:00+02:00"))


@pytest.mark.parametrize("who", ["noa", "come"])
async def test_only_in_her_room(play: Play, who: str) -> None:
    heard = await play.says(who, f"dm:{full(who)}", "!semaine")
    assert "TisseuseOnly" in {name for line in heard.lines for name in line.get("says", [])}


async def test_mondays_tile_the_days(few: Play) -> None:
    """What is posted on a Monday after the digest is in the next one, and in that one alone."""
    await few.at("2021-04-19T10:00:00+02:00")
    before = _words(await few.at("2021-04-26T12:00:00+02:00"))
    await few.says("noa", "ilot:granit", "!offre relecture, gratuit")
    weeks = [await few.at(f"{day}T12:00:00+02:00") for day in (dt.date(2021, 5, 3), dt.date(2021, 5, 10))]
    told = ["1 offre" in " ".join(_words(week)) for week in weeks if _digests(week)]
    assert "1 offre" not in " ".join(before) and told[0] and not any(told[1:])

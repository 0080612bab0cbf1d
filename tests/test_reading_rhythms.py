"""What is typed after `!temps`: rhythms, other moments, pauses; in French and English."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.kit.reading import Sight
from commands.reflection.reading import NoEnd, NoRhythm, other_moment, period, rhythm

SIGHT = Sight(now=dt.datetime(2021, 4, 14, 10, 30, tzinfo=ZoneInfo("Europe/Paris")))  # a Wednesday


@pytest.mark.parametrize(
    ("typed", "first", "hours", "weeks"),
    [
        ("un jeudi sur deux 14h-16h", "2021-04-15", "14:00-16:00", 2),
        ("Un Jeudi sur 2, de 14h à 16h", "2021-04-15", "14:00-16:00", 2),
        ("un mardi sur trois 9h30-11h", "2021-04-20", "09:30-11:00", 3),
        ("tous les jeudis 14h-16h", "2021-04-15", "14:00-16:00", 1),
        ("chaque mercredi 14h-16h", "2021-04-21", "14:00-16:00", 1),
        ("le vendredi 10h-12h", "2021-04-16", "10:00-12:00", 1),
        ("toutes les deux semaines le lundi 14h-15h30", "2021-04-19", "14:00-15:30", 2),
        ("le lundi toutes les 4 semaines 14h-15h30", "2021-04-19", "14:00-15:30", 4),
        ("tous les 15 jours le jeudi 14h-16h", "2021-04-15", "14:00-16:00", 2),
        ("14h-16h un jeudi sur deux", "2021-04-15", "14:00-16:00", 2),
        ("un jeudi sur deux 14h-16h à partir du 29 avril", "2021-04-29", "14:00-16:00", 2),
        ("un jeudi sur deux 14h-16h à partir du 26 avril", "2021-04-29", "14:00-16:00", 2),
        ("every other thursday 14:00-16:00", "2021-04-15", "14:00-16:00", 2),
        ("every tuesday 9h-10h", "2021-04-20", "09:00-10:00", 1),
        ("every 3 weeks on friday 10:00-11:30", "2021-04-16", "10:00-11:30", 3),
        ("un vendredi sur deux 22h-1h", "2021-04-16", "22:00-01:00", 2),
    ],
)
def test_a_rhythm_is_read(typed: str, first: str, hours: str, weeks: int) -> None:
    found = rhythm(typed, SIGHT)
    assert (found.first.on.isoformat(), found.every_weeks) == (first, weeks)
    assert f"{found.first.start:%H:%M}-{found.first.end:%H:%M}" == hours


def test_a_day_without_how_often_is_asked_about() -> None:
    assert rhythm("jeudi 14h-16h", SIGHT).every_weeks is None


@pytest.mark.parametrize("typed", ["un jeudi sur deux 14h", "tous les jeudis à 14h"])
def test_without_an_end_it_is_asked_for(typed: str) -> None:
    with pytest.raises(NoEnd):
        rhythm(typed, SIGHT)


@pytest.mark.parametrize(
    "typed", ["bientôt", "un jeudi sur deux", "14h-16h", "tous les 13 jours le jeudi 14h-16h", "deux"]
)
def test_anything_else_is_no_rhythm(typed: str) -> None:
    with pytest.raises(NoRhythm):
        rhythm(typed, SIGHT)


@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_it(typed: str) -> None:
    period(typed, SIGHT)
    other_moment(typed, SIGHT)
    try:
        rhythm(typed, SIGHT)
    except (NoEnd, NoRhythm):
        return


@pytest.mark.parametrize(
    ("typed", "day", "hour"),
    [
        ("à vendredi 10h", "2021-04-16", "10:00"),
        ("vendredi", "2021-04-16", None),
        ("friday 10:00", "2021-04-16", "10:00"),
    ],
)
def test_another_moment_is_read(typed: str, day: str, hour: str | None) -> None:
    found = other_moment(typed, SIGHT)
    assert found is not None
    assert found.starts.day.isoformat() == day
    assert (f"{found.starts.time:%H:%M}" if found.starts.time else None) == hour


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("4 semaines", "2021-04-14", "2021-05-12"),
        ("trois semaines", "2021-04-14", "2021-05-05"),
        ("pendant 15 jours", "2021-04-14", "2021-04-29"),
        ("2 mois", "2021-04-14", "2021-06-13"),
        ("2 weeks", "2021-04-14", "2021-04-28"),
        ("jusqu'au 3 mai", "2021-04-14", "2021-05-03"),
        ("du 2 au 22 août", "2021-08-02", "2021-08-22"),
    ],
)
def test_how_long_a_pause_is_is_read(typed: str, first: str, last: str) -> None:
    found = period(typed, SIGHT)
    assert found is not None
    assert (found[0].isoformat(), found[1].isoformat()) == (first, last)


@pytest.mark.parametrize("typed", ["", "longtemps", "un jeudi sur deux 14h-16h"])
def test_anything_else_is_no_pause(typed: str) -> None:
    assert period(typed, SIGHT) is None

"""« Tous les mois le 30 »: how often, on which day, and what is left as words; short months, clock changes."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.kit.reading import Sight
from commands.reminders.often import NoSuchDay, recurring_in
from storage.recurrence import Cadence
from storage.reminders import hour_of, next_of
from storage.values import Moment

PARIS = ZoneInfo("Europe/Paris")
SIGHT = Sight(now=dt.datetime(2021, 4, 14, 10, 30, tzinfo=PARIS))  # a Wednesday
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2400, 12, 31))
CADENCES = st.one_of(
    st.builds(Cadence, st.builds(Moment, DAYS), months=st.integers(1, 12)),
    st.builds(Cadence, st.builds(Moment, DAYS, st.just(dt.time(17))), days=st.integers(1, 60)),
)


@pytest.mark.parametrize(
    ("typed", "words", "every"),
    [
        ("de déclarer tous les mois le 30", "de déclarer", "R/2021-04-30/P1M"),
        ("de déclarer tous les mois le 13", "de déclarer", "R/2021-05-13/P1M"),
        ("de déclarer tous les mois le 14 à 11h", "de déclarer", "R/2021-04-14T11:00/P1M"),
        ("de déclarer tous les mois le 14 à 9h30", "de déclarer", "R/2021-05-14T09:30/P1M"),
        ("chaque mois le 30 de déclarer", "de déclarer", "R/2021-04-30/P1M"),
        ("le 30 de chaque mois : déclarer", "déclarer", "R/2021-04-30/P1M"),
        ("le loyer\nquand : tous les mois le 5", "le loyer", "R/2021-05-05/P1M"),
        ("payer Free tous les mois le 1er", "payer Free", "R/2021-05-01/P1M"),
        ("payer tous les mois le 5 le loyer", "payer le loyer", "R/2021-05-05/P1M"),
        ("payer tous les mois Free le 5", "payer Free", "R/2021-05-05/P1M"),
        ("de déclarer tous les mois le 31", "de déclarer", "R/2021-03-31/P1M"),
        ("de déclarer le dernier jour du mois, chaque mois", "de déclarer", "R/2021-03-31/P1M"),
        ("de déclarer chaque trimestre, le 30 avril", "de déclarer", "R/2021-04-30/P3M"),
        ("de déclarer tous les trois mois le 31", "de déclarer", "R/2021-01-31/P3M"),
        ("la taxe tous les six mois le 1er juin à midi", "la taxe", "R/2021-06-01T12:00/P6M"),
        ("de payer la CFE tous les ans le 15 mars", "de payer la CFE", "R/2022-03-15/P12M"),
        ("le 15 décembre de chaque année de payer la CFE", "de payer la CFE", "R/2021-12-15/P12M"),
        ("de fêter tous les ans le 29 février", "de fêter", "R/2020-02-29/P12M"),
        ("les poubelles chaque lundi à 20h", "les poubelles", "R/2021-04-19T20:00/P7D"),
        ("toutes les deux semaines le mercredi de faire la paie", "de faire la paie", "R/2021-04-21/P14D"),
        ("tous les quinze jours le jeudi, la paie", "la paie", "R/2021-04-15/P14D"),
        ("to declare every month on the 30th", "to declare", "R/2021-04-30/P1M"),
        ("on the 30th of every month, to declare", "to declare", "R/2021-04-30/P1M"),
        ("to pay every year on March 15", "to pay", "R/2022-03-15/P12M"),
        ("to pay every other week on monday", "to pay", "R/2021-04-19/P14D"),
    ],
)
def test_how_often_is_read_wherever_it_stands(typed: str, words: str, every: str) -> None:
    found = recurring_in(typed, SIGHT)
    assert found is not None and found.every is not None
    assert (found.words, found.every.isoformat()) == (words, every)


@pytest.mark.parametrize(
    ("typed", "words", "phrase", "unit"),
    [
        ("payer Free tous les mois", "payer Free", "tous les mois", "month"),
        ("payer la facture 12 tous les mois", "payer la facture 12", "tous les mois", "month"),
        ("Chaque trimestre de déclarer", "de déclarer", "Chaque trimestre", "month"),
        ("de payer la CFE tous les ans", "de payer la CFE", "tous les ans", "year"),
        ("la paie toutes les semaines", "la paie", "toutes les semaines", "week"),
    ],
)
def test_where_nobody_said_on_which_day_it_is_left_open(typed: str, words: str, phrase: str, unit: str) -> None:
    found = recurring_in(typed, SIGHT)
    assert found is not None
    assert (found.words, found.phrase, found.unit, found.every) == (words, phrase, unit, None)


@pytest.mark.parametrize(
    "typed",
    [
        "de déclarer le 30 avril",
        "de relire ce que chaque mois j'ai écrit",
        "de relire tous les mois passés",
        "de respirer tous les jours",
        "",
    ],
)
def test_anything_else_comes_once(typed: str) -> None:
    assert recurring_in(typed, SIGHT) is None


@pytest.mark.parametrize(
    "typed",
    [
        "de déclarer tous les mois le 45",
        "de déclarer tous les mois le 0",
        "de déclarer tous les ans le 31 avril",
        "de déclarer tous les mois le 30 à 25h",
        "de déclarer tous les mois le 30 jusqu'en décembre",
    ],
)
def test_a_day_that_is_none_is_not_guessed(typed: str) -> None:
    with pytest.raises(NoSuchDay):
        recurring_in(typed, SIGHT)


@given(
    st.text(max_size=80), st.sampled_from(["tous les mois", "chaque lundi", "every year", "le 3", "15 mars", "à 9h"])
)
def test_whatever_stands_around_it_is_read_or_refused(around: str, said: str) -> None:
    for typed in (f"{said} {around}", f"{around} {said}", f"{around} tous les mois {said}"):
        try:
            recurring_in(typed, SIGHT)
        except NoSuchDay:
            continue


# ── counting ──


def test_a_short_month_has_it_on_its_last_day_and_the_next_one_on_its_own() -> None:
    every, day, found = Cadence(Moment(dt.date(2021, 1, 31)), months=1), dt.date(2021, 1, 31), []
    for _ in range(4):
        day = every.day_after(day)
        found.append((day.month, day.day))
    assert found == [(2, 28), (3, 31), (4, 30), (5, 31)]


def test_it_is_the_same_hour_on_the_wall_across_a_clock_change() -> None:
    every = Cadence(Moment(dt.date(2021, 2, 28), dt.time(21)), months=1)
    told = [next_of(every, dt.datetime(2021, month, 10, tzinfo=dt.UTC), PARIS) for month in (3, 4)]
    assert [(each.day.day, each.time) for each in told] == [(28, dt.time(21))] * 2
    every = Cadence(Moment(dt.date(2021, 3, 1)), months=1)
    hours = [hour_of(next_of(every, dt.datetime(2021, month, 10, tzinfo=dt.UTC), PARIS), PARIS) for month in (2, 3)]
    assert [(each.month, each.hour) for each in hours] == [(3, 8), (4, 7)]  # in UTC


@given(CADENCES)
def test_what_is_written_is_read_again(every: Cadence) -> None:
    assert Cadence.fromisoformat(every.isoformat()) == every


@pytest.mark.parametrize("written", ["", "R/2021-01-30/P0M", "R/2021-02-30/P1M", "R/2021-01-30/P1Y", "R/x/P1M"])
def test_what_is_no_cadence_is_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whichever part is wrong
        Cadence.fromisoformat(written)


@given(CADENCES, DAYS)
def test_each_day_follows_the_one_before_and_none_is_left_out(every: Cadence, day: dt.date) -> None:
    after = every.day_after(day)
    following = every.day_after(after)
    assert max(day, every.anchor.day - dt.timedelta(days=1)) < after < following
    if every.months:
        months = (following.year - after.year) * 12 + following.month - after.month
        assert months == every.months and after.day <= every.anchor.day.day
    else:
        assert (following - after).days == every.days
    if day >= every.anchor.day:
        assert every.day_after(after - dt.timedelta(days=1)) == after

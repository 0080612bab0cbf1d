"""Coming round on local dates: once each time, whatever the clocks of Europe do."""

from __future__ import annotations

import datetime as dt
import itertools
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.recurrence import Recurrence, instant_of

PARIS = ZoneInfo("Europe/Paris")
ZONES = ["Europe/Paris", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]

rules = st.builds(
    Recurrence,
    anchor_on=st.dates(dt.date(2020, 1, 1), dt.date(2035, 1, 1)),
    time=st.times().map(lambda time: time.replace(second=0, microsecond=0)),
    every_days=st.integers(1, 60),
)
instants = st.datetimes(
    dt.datetime.fromisoformat("2019-01-01"), dt.datetime.fromisoformat("2040-01-01"), timezones=st.just(dt.UTC)
)


def _rounds(rule: Recurrence, after: dt.datetime, count: int, zone: ZoneInfo = PARIS) -> list[tuple[dt.datetime, str]]:
    found = []
    for _ in range(count):
        occurrence = rule.after(after, zone)
        found.append((occurrence.at, occurrence.local))
        after = occurrence.at
    return found


def _utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


DAILY = Recurrence(dt.date(2027, 1, 1), dt.time(2, 30), 1)


def test_half_past_two_comes_once_on_the_night_when_it_does_not_exist() -> None:
    assert _rounds(DAILY, _utc("2027-03-27T12:00"), 2) == [
        (_utc("2027-03-28T01:30"), "2027-03-28T02:30"),  # 3:30 on the wall
        (_utc("2027-03-29T00:30"), "2027-03-29T02:30"),
    ]


def test_half_past_two_comes_once_on_the_night_when_it_exists_twice() -> None:
    assert _rounds(DAILY, _utc("2027-10-30T12:00"), 2) == [
        (_utc("2027-10-31T00:30"), "2027-10-31T02:30"),  # the first of the two
        (_utc("2027-11-01T01:30"), "2027-11-01T02:30"),
    ]


@pytest.mark.parametrize("days", [7, 14])
def test_two_in_the_afternoon_stays_two_in_the_afternoon_all_year(days: int) -> None:
    rule = Recurrence(dt.date(2027, 1, 7), dt.time(14), days)
    rounds = _rounds(rule, _utc("2027-01-01T00:00"), 52)
    assert {at.astimezone(PARIS).time() for at, _ in rounds} == {dt.time(14)}
    dates = [at.astimezone(PARIS).date() for at, _ in rounds]
    assert {(later - earlier).days for earlier, later in itertools.pairwise(dates)} == {days}
    assert dates[0] == dt.date(2027, 1, 7)


def test_nothing_comes_round_before_its_anchor() -> None:
    rule = Recurrence(dt.date(2027, 5, 6), dt.time(9), 7)
    assert rule.after(_utc("2021-01-01T00:00"), PARIS).local == "2027-05-06T09:00"


def test_the_hour_itself_is_past_once_it_strikes() -> None:
    strikes = _utc("2027-06-01T00:30")
    assert DAILY.after(strikes - dt.timedelta(microseconds=1), PARIS).at == strikes
    assert DAILY.after(strikes, PARIS).local == "2027-06-02T02:30"


@given(rules, instants, st.sampled_from(ZONES).map(ZoneInfo))
def test_rounds_are_in_the_future_grow_and_keep_their_distance(
    rule: Recurrence, instant: dt.datetime, zone: ZoneInfo
) -> None:
    rounds = _rounds(rule, instant, 4, zone)
    locals_ = [dt.datetime.fromisoformat(local) for _, local in rounds]
    assert instant < rounds[0][0]
    assert all(earlier[0] < later[0] for earlier, later in itertools.pairwise(rounds))
    assert {local.time() for local in locals_} == {rule.time}
    assert all((local.date() - rule.anchor_on).days % rule.every_days == 0 for local in locals_)
    assert all(local.date() >= rule.anchor_on for local in locals_)


@given(rules, instants)
def test_no_round_is_passed_over(rule: Recurrence, instant: dt.datetime) -> None:
    """Between now and the next one lies no day of the rule at which it would strike."""
    following = rule.after(instant, PARIS)
    day = dt.datetime.fromisoformat(following.local).date() - dt.timedelta(days=rule.every_days)
    if day >= rule.anchor_on:
        assert instant_of(dt.datetime.combine(day, rule.time), PARIS) <= instant


@given(rules)
def test_a_rule_survives_its_column(rule: Recurrence) -> None:
    assert Recurrence.from_json(rule.as_json()) == rule


@pytest.mark.parametrize("days", [0, -7])
def test_a_rule_that_never_comes_round_is_refused(days: int) -> None:
    with pytest.raises(ValueError, match="every day at the most"):
        Recurrence(dt.date(2027, 1, 1), dt.time(9), days)


@given(st.datetimes(dt.datetime.fromisoformat("2020-01-01"), dt.datetime.fromisoformat("2040-01-01")))
def test_a_local_time_that_exists_comes_back_as_it_was(local: dt.datetime) -> None:
    back = instant_of(local, PARIS).astimezone(PARIS).replace(tzinfo=None)
    assert back == local or back - local == dt.timedelta(hours=1)  # the hour that spring leaves out

"""When an unsolicited message may leave: the posting policy as a table of cases, in Paris."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.kit.quiet import not_before
from storage.desk import Urgency

PARIS = ZoneInfo("Europe/Paris")
instants = st.datetimes(
    dt.datetime.fromisoformat("2021-01-01"), dt.datetime.fromisoformat("2040-01-01"), timezones=st.just(dt.UTC)
)


def _paris(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=PARIS).astimezone(dt.UTC)


@pytest.mark.parametrize("urgency", [Urgency.ANSWER, Urgency.NOTICE, Urgency.OFFICE])
@pytest.mark.parametrize("now", ["2021-04-14T10:30", "2021-04-14T03:00", "2021-04-18T23:59"])
def test_answers_and_what_is_for_the_tisseuse_never_wait(urgency: Urgency, now: str) -> None:
    assert not_before(urgency, _paris(now), PARIS) is None


@pytest.mark.parametrize(
    ("now", "from_"),
    [
        ("2021-04-14T08:00", None),
        ("2021-04-14T13:00", None),
        ("2021-04-14T19:59", None),
        ("2021-04-14T20:00", "2021-04-15T08:00"),
        ("2021-04-14T23:59", "2021-04-15T08:00"),
        ("2021-04-15T00:00", "2021-04-15T08:00"),
        ("2021-04-15T07:59", "2021-04-15T08:00"),
        ("2021-12-31T22:00", "2022-01-01T08:00"),
        ("2027-03-27T21:00", "2027-03-28T08:00"),  # the short night
        ("2027-10-30T21:00", "2027-10-31T08:00"),  # the long one
    ],
)
def test_a_whisper_waits_for_the_day(now: str, from_: str | None) -> None:
    wanted = _paris(from_) if from_ else None
    assert not_before(Urgency.WHISPER, _paris(now), PARIS) == wanted


@pytest.mark.parametrize(
    ("now", "from_"),
    [
        ("2021-04-14T09:00", None),
        ("2021-04-14T18:29", None),
        ("2021-04-14T18:30", "2021-04-15T09:00"),
        ("2021-04-14T08:59", "2021-04-14T09:00"),
        ("2021-04-16T18:30", "2021-04-19T09:00"),  # Friday evening
        ("2021-04-18T12:00", "2021-04-19T09:00"),
        ("2021-04-02T19:00", "2021-04-06T09:00"),  # over Easter Monday
        ("2021-05-12T19:00", "2021-05-14T09:00"),  # over Ascension Day
        ("2021-12-31T19:00", "2022-01-03T09:00"),
        ("2020-12-24T19:00", "2020-12-28T09:00"),
    ],
)
def test_news_in_a_room_waits_for_the_posting_hours(now: str, from_: str | None) -> None:
    wanted = _paris(from_) if from_ else None
    assert not_before(Urgency.NEWS, _paris(now), PARIS) == wanted


@given(instants, st.sampled_from(Urgency))
def test_what_has_to_wait_waits_less_than_a_night_or_a_long_weekend_and_may_leave_then(
    now: dt.datetime, urgency: Urgency
) -> None:
    hour = not_before(urgency, now, PARIS)
    if hour is not None:
        assert now < hour <= now + (dt.timedelta(days=5) if urgency is Urgency.NEWS else dt.timedelta(hours=13))
        assert not_before(urgency, hour, PARIS) is None

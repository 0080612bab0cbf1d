"""When an unsolicited message may leave: the posting policy as a table of cases, in Paris."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.kit.quiet import HELD, IN_A_ROOM, Place, not_before
from storage.desk import Urgency
from storage.ilots import RoomHours

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


@pytest.mark.parametrize("urgency", [Urgency.NEWS, Urgency.BESIDE])
@pytest.mark.parametrize(
    ("now", "quiet_until", "from_"),
    [
        ("2021-04-15T14:00", "2021-04-15T16:00", "2021-04-15T16:00"),
        ("2021-04-15T17:00", "2021-04-15T19:00", "2021-04-16T09:00"),  # it ends after the posting hours
        ("2021-04-16T17:00", "2021-04-16T19:00", "2021-04-19T09:00"),  # and before a weekend
        ("2021-04-15T16:00", "2021-04-15T16:00", None),
        ("2021-04-15T02:30", "2021-04-15T04:00", "2021-04-15T09:00"),
    ],
)
def test_news_waits_for_the_end_of_sanctuarised_time(
    urgency: Urgency, now: str, quiet_until: str, from_: str | None
) -> None:
    place = Place(quiet_until=_paris(quiet_until))
    assert not_before(urgency, _paris(now), PARIS, place=place) == (_paris(from_) if from_ else None)


@pytest.mark.parametrize("urgency", [Urgency.WHISPER, Urgency.REMINDER])
def test_what_is_said_to_one_person_waits_for_the_end_of_their_ilot_s_time(urgency: Urgency) -> None:
    place = Place(quiet_until=_paris("2021-04-15T16:00"))
    assert not_before(urgency, _paris("2021-04-15T14:30"), PARIS, place=place) == _paris("2021-04-15T16:00")
    late = Place(quiet_until=_paris("2021-04-15T21:00"))
    assert not_before(urgency, _paris("2021-04-15T19:30"), PARIS, place=late) == _paris("2021-04-16T08:00")


@pytest.mark.parametrize("urgency", [Urgency.ANSWER, Urgency.NOTICE, Urgency.OFFICE, Urgency.SESSION])
def test_an_answer_and_the_end_of_such_a_time_do_not_wait_for_it(urgency: Urgency) -> None:
    place = Place(quiet_until=_paris("2021-04-15T16:00"), today=9, this_week=9)
    assert not_before(urgency, _paris("2021-04-15T14:30"), PARIS, place=place) is None


@pytest.mark.parametrize(
    ("now", "today", "this_week", "from_"),
    [
        ("2021-04-14T10:00", 0, 3, None),
        ("2021-04-14T10:00", 1, 1, "2021-04-15T09:00"),
        ("2021-04-14T10:00", 0, 4, "2021-04-19T09:00"),
        ("2021-04-14T10:00", 1, 4, "2021-04-19T09:00"),
        ("2021-04-16T10:00", 1, 1, "2021-04-19T09:00"),
        ("2021-04-02T10:00", 1, 4, "2021-04-06T09:00"),  # Easter Monday
    ],
)
def test_one_piece_of_news_a_day_and_four_a_week(now: str, today: int, this_week: int, from_: str | None) -> None:
    place = Place(today=today, this_week=this_week)
    assert not_before(Urgency.NEWS, _paris(now), PARIS, place=place) == (_paris(from_) if from_ else None)
    assert not_before(Urgency.BESIDE, _paris(now), PARIS, place=place) is None  # what is not counted


@pytest.mark.parametrize(
    ("now", "from_"),
    [
        ("2021-04-14T09:30", "2021-04-14T10:00"),
        ("2021-04-14T16:59", None),
        ("2021-04-14T17:00", "2021-04-15T10:00"),
        ("2021-04-02T11:00", "2021-04-06T10:00"),  # Good Friday, a holiday in Alsace-Moselle
        ("2022-12-26T11:00", "2022-12-27T10:00"),  # and Saint Stephen's Day
    ],
)
def test_an_ilot_s_own_posting_hours_and_holidays(now: str, from_: str | None) -> None:
    place = Place(hours=RoomHours(dt.time(10), dt.time(17), alsace_moselle=True))
    assert not_before(Urgency.NEWS, _paris(now), PARIS, place=place) == (_paris(from_) if from_ else None)


places = st.builds(
    Place,
    quiet_until=st.none() | instants,
    today=st.integers(0, 3),
    this_week=st.integers(0, 6),
)


@given(instants, st.sampled_from(Urgency), places)
def test_it_never_leaves_in_sanctuarised_time_and_the_hour_given_is_an_open_one(
    now: dt.datetime, urgency: Urgency, place: Place
) -> None:
    hour = not_before(urgency, now, PARIS, place=place)
    if urgency in HELD and place.quiet_until is not None and place.quiet_until > now:
        assert hour is not None and hour >= place.quiet_until
    if hour is not None:
        assert hour > now
        assert not_before(urgency, hour, PARIS) is None


@given(instants, st.sampled_from(Urgency))
def test_what_has_to_wait_waits_less_than_a_night_or_a_long_weekend_and_may_leave_then(
    now: dt.datetime, urgency: Urgency
) -> None:
    hour = not_before(urgency, now, PARIS)
    if hour is not None:
        assert now < hour <= now + (dt.timedelta(days=5) if urgency in IN_A_ROOM else dt.timedelta(hours=13))
        assert not_before(urgency, hour, PARIS) is None

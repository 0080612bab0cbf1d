"""The rhythm of an îlot: on local dates, across clock changes, leap days and pauses."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.slots import Slot, Stretch

PARIS = ZoneInfo("Europe/Paris")
days = st.dates(dt.date(2020, 1, 1), dt.date(2035, 1, 1))
instants = st.datetimes(dt.datetime.fromisoformat("2020-01-01"), dt.datetime.fromisoformat("2035-01-01"))
hours = st.times().map(lambda time: time.replace(second=0, microsecond=0))


def _utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).astimezone(dt.UTC)


def _slot(anchor: str, start: str, end: str, weeks: int = 1) -> Slot:
    return Slot(dt.date.fromisoformat(anchor), dt.time.fromisoformat(start), dt.time.fromisoformat(end), weeks)


@pytest.mark.parametrize(
    ("on", "start", "end", "begins", "ends"),
    [
        ("2027-03-25", "14:00", "16:00", "2027-03-25T13:00Z", "2027-03-25T15:00Z"),
        ("2027-04-01", "14:00", "16:00", "2027-04-01T12:00Z", "2027-04-01T14:00Z"),  # 14:00 stays 14:00
        ("2027-03-28", "02:30", "03:30", "2027-03-28T01:30Z", "2027-03-28T02:30Z"),  # 2:30 does not exist that night
        ("2027-10-31", "02:30", "03:30", "2027-10-31T00:30Z", "2027-10-31T02:30Z"),  # twice: the first one begins it
        ("2027-03-27", "23:00", "01:00", "2027-03-27T22:00Z", "2027-03-28T00:00Z"),  # over midnight
        ("2028-02-29", "09:00", "10:00", "2028-02-29T08:00Z", "2028-02-29T09:00Z"),
    ],
)
def test_a_stretch_keeps_the_wall_clock(on: str, start: str, end: str, begins: str, ends: str) -> None:
    stretch = Stretch(dt.date.fromisoformat(on), dt.time.fromisoformat(start), dt.time.fromisoformat(end))
    assert stretch.starts_at(PARIS) == _utc(begins)
    assert stretch.ends_at(PARIS) == _utc(ends)


def test_one_thursday_in_two_keeps_its_parity_over_a_change_of_the_clocks() -> None:
    slot = _slot("2021-04-01", "14:00", "16:00", 2)
    found, instant = [], _utc("2021-10-20T00:00Z")
    for _ in range(3):
        stretch = slot.after(instant, PARIS)
        assert stretch is not None
        found.append((stretch.on.isoformat(), stretch.starts_at(PARIS).hour))
        instant = stretch.starts_at(PARIS)
    assert found == [("2021-10-28", 12), ("2021-11-11", 13), ("2021-11-25", 13)]


@given(days, hours, hours, st.integers(1, 8), instants)
def test_the_next_one_comes_after_now_on_the_right_day_and_is_never_skipped(
    anchor: dt.date, start: dt.time, end: dt.time, weeks: int, at: dt.datetime
) -> None:
    if start == end:
        return
    slot, now = Slot(anchor, start, end, weeks), at.replace(tzinfo=dt.UTC)
    stretch = slot.after(now, PARIS)
    assert stretch is not None
    assert stretch.starts_at(PARIS) > now
    assert (stretch.on - anchor).days % (7 * weeks) == 0
    assert stretch.on >= anchor
    before = stretch.moved_to(stretch.on - dt.timedelta(days=7 * weeks))
    assert before.starts_at(PARIS) <= now or before.on < anchor


@given(days, hours, hours, st.integers(1, 52))
def test_what_is_written_is_read_again(anchor: dt.date, start: dt.time, end: dt.time, weeks: int) -> None:
    if start != end:
        slot = Slot(anchor, start, end, weeks, ((anchor, anchor + dt.timedelta(days=20)),))
        assert Slot.from_json(slot.as_json()) == slot


@pytest.mark.parametrize("value", [None, {}, {"anchor_on": "x"}, {"anchor_on": "2021-04-01", "start": "14:00"}])
def test_what_cannot_be_a_rhythm_is_none(value: dict[str, str] | None) -> None:
    assert Slot.from_json(value) is None


def test_a_pause_has_no_time_and_its_end_has_one_again() -> None:
    slot = _slot("2021-07-05", "14:00", "16:00").pause(dt.date(2021, 8, 2), dt.date(2021, 8, 22))
    stretch = slot.after(_utc("2021-07-27T00:00Z"), PARIS)
    assert stretch is not None and stretch.on == dt.date(2021, 8, 23)
    again = slot.resume(dt.date(2021, 8, 10)).after(_utc("2021-08-10T00:00Z"), PARIS)
    assert again is not None and again.on == dt.date(2021, 8, 16)


def test_a_pause_without_end_leaves_none() -> None:
    slot = _slot("2021-07-05", "14:00", "16:00").pause(dt.date(2021, 7, 5), dt.date(2031, 1, 1))
    assert slot.after(_utc("2021-07-01T00:00Z"), PARIS) is None


def test_a_moved_one_keeps_its_length() -> None:
    stretch = Stretch(dt.date(2021, 4, 15), dt.time(14), dt.time(16)).moved_to(dt.date(2021, 4, 16), dt.time(10))
    assert stretch == Stretch(dt.date(2021, 4, 16), dt.time(10), dt.time(12))
    late = Stretch(dt.date(2021, 4, 15), dt.time(22), dt.time(1)).moved_to(dt.date(2021, 4, 16), dt.time(23))
    assert (late.end, late.last_day) == (dt.time(2), dt.date(2021, 4, 17))

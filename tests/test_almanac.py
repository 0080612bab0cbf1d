"""Calendar files: read by another library than the one that wrote them, by the file's own changes of clock."""

from __future__ import annotations

import datetime as dt
import io
import re
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]  # no types are published for it
from dateutil.tz import tzical  # type: ignore[import-untyped]  # the same
from hypothesis import given
from hypothesis import strategies as st

from commands.exports.messages import AlmanacName, CommitteeInAlmanac
from commands.kit.almanac import Dated, Days, Horizon, almanac, of_slot
from commands.kit.holidays import holiday_on
from storage.slots import Slot, Stretch

PARIS = ZoneInfo("Europe/Paris")
NOW = dt.datetime(2027, 1, 4, 9, tzinfo=dt.UTC)
YEAR = Horizon(dt.date(2027, 1, 4), dt.date(2028, 1, 3))
WHAT, NAME = CommitteeInAlmanac(), AlmanacName()


def written(*entries: Dated) -> str:
    """The file, lines unfolded."""
    data = almanac(entries, NAME, lambda what: what.says, PARIS, YEAR, house="archipel.example", now=NOW)
    return re.sub(r"\r\n[ \t]", "", data.decode()).replace("\r\n", "\n")


def came_round(text: str) -> list[dt.datetime]:
    """Every occurrence of the one event, as dateutil counts it with the zone that stands in the file."""
    zone = tzical(io.StringIO(text)).get("Europe/Paris")
    event = text[text.index("BEGIN:VEVENT") :]
    lines = [line for line in event.splitlines() if line.startswith(("DTSTART", "RRULE", "EXDATE"))]
    return list(rrulestr("\n".join(lines), tzids={"Europe/Paris": zone}, forceset=True))


def rhythm(slot: Slot, *without: dt.date, alsace_moselle: bool = False) -> Dated:
    """Of a slot that comes about."""
    found = of_slot("rhythm", WHAT, slot, YEAR, without=without, alsace_moselle=alsace_moselle)
    assert found is not None
    return found


THURSDAYS = Slot(dt.date(2027, 1, 7), dt.time(14), dt.time(16), 1)


def test_two_o_clock_stays_two_o_clock_on_both_sides_of_each_change_of_clock() -> None:
    found = {each.date(): each for each in came_round(written(rhythm(THURSDAYS)))}
    assert {each.time() for each in found.values()} == {dt.time(14)}
    hours = {day: found[day].astimezone(dt.UTC).hour for day in (dt.date(2027, 3, 25), dt.date(2027, 4, 1))}
    assert list(hours.values()) == [13, 12]
    assert found[dt.date(2027, 10, 28)].astimezone(dt.UTC).hour == 12
    assert found[dt.date(2027, 11, 4)].astimezone(dt.UTC).hour == 13


def test_holidays_pauses_and_what_was_skipped_are_left_out() -> None:
    slot = Slot(THURSDAYS.anchor_on, THURSDAYS.start, THURSDAYS.end, 1, ((dt.date(2027, 8, 1), dt.date(2027, 8, 31)),))
    days = {each.date() for each in came_round(written(rhythm(slot, dt.date(2027, 2, 4))))}
    assert dt.date(2027, 5, 6) not in days and dt.date(2027, 11, 11) not in days  # Ascension, armistice
    assert not {day for day in days if day.month == 8} and dt.date(2027, 2, 4) not in days
    assert dt.date(2027, 2, 11) in days and dt.date(2027, 9, 2) in days


def test_alsace_and_moselle_have_two_more() -> None:
    fridays = Slot(dt.date(2027, 1, 8), dt.time(9), dt.time(10), 1)
    good_friday = dt.date(2027, 3, 26)
    for there in (True, False):
        days = {each.date() for each in came_round(written(rhythm(fridays, alsace_moselle=there)))}
        assert (good_friday in days) is not there


def test_a_rhythm_that_began_long_ago_keeps_its_weeks() -> None:
    slot = Slot(dt.date(2021, 4, 15), dt.time(14), dt.time(16), 2)
    for each in came_round(written(rhythm(slot))):
        assert (each.date() - slot.anchor_on).days % 14 == 0 and each.date() >= YEAR.first


def test_a_time_over_midnight_ends_on_the_next_day() -> None:
    text = written(rhythm(Slot(dt.date(2027, 1, 7), dt.time(22), dt.time(1), 1)))
    assert "DTSTART;TZID=Europe/Paris:20270107T220000" in text and "DTEND;TZID=Europe/Paris:20270108T010000" in text


def test_a_rhythm_that_never_comes_about_is_no_entry() -> None:
    whole = Slot(THURSDAYS.anchor_on, THURSDAYS.start, THURSDAYS.end, 1, ((YEAR.first, YEAR.last),))
    assert of_slot("rhythm", WHAT, whole, YEAR, without=(), alsace_moselle=False) is None
    later = Slot(dt.date(2030, 1, 3), dt.time(14), dt.time(16), 1)
    assert of_slot("rhythm", WHAT, later, YEAR, without=(), alsace_moselle=False) is None


def test_whole_days_end_where_they_end_and_take_no_time_from_anybody() -> None:
    text = written(Dated("J1", WHAT, Days(dt.date(2027, 3, 1), dt.date(2027, 3, 31))))
    assert "DTSTART;VALUE=DATE:20270301" in text and "DTEND;VALUE=DATE:20270401" in text and "TRANSPARENT" in text


def test_nothing_rings_and_the_same_entry_has_the_same_name_the_next_time() -> None:
    first, second = written(rhythm(THURSDAYS)), written(rhythm(THURSDAYS, dt.date(2027, 2, 4)))
    assert "VALARM" not in first + second
    assert re.findall("UID:.*", first) == re.findall("UID:.*", second) == ["UID:rhythm@archipel.example"]


def test_the_same_day_twice_a_year_is_two_entries_in_a_fixed_order() -> None:
    one = Dated("T9-granit", WHAT, Stretch(dt.date(2027, 3, 28), dt.time(2, 30), dt.time(4)))
    other = Dated("T10-granit", WHAT, Stretch(dt.date(2027, 10, 31), dt.time(2, 30), dt.time(4)))
    assert written(one, other) == written(other, one)


@given(
    st.dates(dt.date(2020, 1, 1), dt.date(2027, 12, 31)),
    st.times().map(lambda hour: hour.replace(second=0, microsecond=0)),
    st.integers(1, 8),
    st.lists(st.dates(YEAR.first, YEAR.last), max_size=3),
)
def test_any_rhythm_comes_round_in_the_file_as_it_does_here(
    anchor: dt.date, start: dt.time, weeks: int, skipped: list[dt.date]
) -> None:
    end = (dt.datetime.combine(anchor, start) + dt.timedelta(hours=1)).time()
    slot = Slot(anchor, start, end, weeks)
    found = of_slot("rhythm", WHAT, slot, YEAR, without=skipped, alsace_moselle=False)
    wanted = [day for day in _days_of(slot) if day not in skipped and not _holiday(day)]
    assert [each.date() for each in came_round(written(found))] == wanted if found else wanted == []


def _days_of(slot: Slot) -> list[dt.date]:
    whole = [YEAR.first + dt.timedelta(days=count) for count in range((YEAR.last - YEAR.first).days + 1)]
    return [day for day in whole if day >= slot.anchor_on and not (day - slot.anchor_on).days % (7 * slot.every_weeks)]


def _holiday(day: dt.date) -> bool:
    return holiday_on(day, alsace_moselle=False, language="fr") is not None


@pytest.mark.parametrize("zone", ["Europe/Paris", "America/Cayenne", "Indian/Reunion"])
def test_a_collective_of_any_zone_has_its_own_beside_its_hours(zone: str) -> None:
    data = almanac(
        [rhythm(THURSDAYS)], NAME, lambda what: what.says, ZoneInfo(zone), YEAR, house="archipel.example", now=NOW
    )
    assert f"TZID:{zone}" in data.decode() and f"DTSTART;TZID={zone}:20270107T140000" in data.decode()

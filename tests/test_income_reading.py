"""From a sentence to an expected incoming, and from incomings to months: plain values in, plain values out."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.income.counting import MOST, Outlook, cents_in, outlook
from commands.income.reading import NotUnderstood, Unclear, incoming_in
from commands.kit.reading import DateDoubt, Sight
from storage.incomes import Every, Incoming

TODAY = dt.date(2021, 4, 14)
SIGHT = Sight(now=dt.datetime(2021, 4, 14, 10, 30, tzinfo=dt.UTC))


def day(text: str) -> dt.date:
    """`05-15`, of that year."""
    return dt.date.fromisoformat(f"2021-{text}")


@pytest.mark.parametrize(
    ("text", "label", "cents", "every", "starts", "ends"),
    [
        ("1200 € le 15 mai mission Plume", "mission Plume", 120000, "once", "05-15", "05-15"),
        ("mission Plume 1 200,50 € le 15 mai", "mission Plume", 120050, "once", "05-15", "05-15"),
        ("le 15 mai, mission Plume : 1200€", "mission Plume", 120000, "once", "05-15", "05-15"),
        ("1200 € en mai", "", 120000, "once", "05-31", "05-31"),
        ("facture atelier 350 € fin juin", "facture atelier", 35000, "once", "06-30", "06-30"),
        ("350 € HT vendredi", "HT", 35000, "once", "04-16", "04-16"),
        ("640 € chaque mois ARE", "ARE", 64000, "month", "04-01", None),
        ("ARE 640 €/mois", "ARE", 64000, "month", "04-01", None),
        ("ARE 640 euros tous les mois jusqu'en août", "ARE", 64000, "month", "04-01", "08-31"),
        ("640 € par mois de mai à août ARE", "ARE", 64000, "month", "05-01", "08-31"),
        ("pension 200 € chaque mois depuis janvier", "pension", 20000, "month", "04-01", None),
        ("200 € chaque mois pendant 3 mois dès juin", "", 20000, "month", "06-01", "08-31"),
        ("loyer perçu 200 € chaque mois d'avril à juin", "loyer perçu", 20000, "month", "04-01", "06-30"),
        ("3 x 400 € à partir de juin", "", 40000, "month", "06-01", "08-31"),
        ("3 fois 400 € à partir de juin cours", "cours", 40000, "month", "06-01", "08-31"),
        ("trois versements de 400 € dès le 10 juin", "", 40000, "month", "06-10", "08-31"),
        ("1200 € en 3 fois à partir de juin", "", 40000, "month", "06-01", "08-31"),
        ("35 €/jour du 3 au 20 mai IJ", "IJ", 3500, "day", "05-03", "05-20"),
        ("IJ 35 € par jour pendant 10 jours dès le 3 mai", "IJ", 3500, "day", "05-03", "05-12"),
        ("IJ 35 €/jour en mai", "IJ", 3500, "day", "05-01", "05-31"),
    ],
)
def test_a_sentence_is_read(text: str, label: str, cents: int, every: str, starts: str, ends: str | None) -> None:
    found = incoming_in(text, SIGHT, {})
    assert (found.cents, found.every, found.label) == (cents, Every(every), label)
    assert (found.starts, found.ends) == (day(starts), day(ends) if ends else None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("mission Plume le 15 mai", Unclear.AMOUNT),
        ("1200 le 15 mai", Unclear.AMOUNT),
        ("gratuit le 15 mai", Unclear.AMOUNT),
        ("50 à 80 € le 15 mai", Unclear.SEVERAL),
        ("20 €/h le 15 mai", Unclear.UNIT),
        ("200 € chaque semaine", Unclear.UNIT),
        ("600 € tous les 2 mois", Unclear.UNIT),
        ("600 € par trimestre", Unclear.UNIT),
        ("1200 € mission Plume", Unclear.WHEN),
        ("3 x 400 €", Unclear.WHEN),
        ("1200 € du 20 mai au 10 juin", Unclear.DAY),
        ("35 €/jour dès le 3 mai", Unclear.UNTIL),
        ("1000 € en 3 fois à partir de juin", Unclear.SPLIT),
    ],
)
def test_what_is_not_clear_is_named_and_nothing_is_guessed(text: str, why: Unclear) -> None:
    with pytest.raises(NotUnderstood) as raised:
        incoming_in(text, SIGHT, {})
    assert raised.value.why is why


@pytest.mark.parametrize(
    "text", ["1200 € le 31 avril", "1200 € le 3 mars", "1200 € mardi 15 mai", "3 x 400 € à partir de mars"]
)
def test_a_date_that_cannot_be_is_doubted_and_settled(text: str) -> None:
    with pytest.raises(DateDoubt) as raised:
        incoming_in(text, SIGHT, {})
    doubt = raised.value
    assert doubt.field == "when" and doubt.proposals
    assert incoming_in(text, SIGHT, {"when": doubt.proposals[0]}).starts >= TODAY


LINES = st.builds(
    Incoming,
    st.just(""),
    st.integers(1, 10**8),
    st.sampled_from(Every),
    st.dates(dt.date(2021, 1, 1), dt.date(2022, 6, 30)),
    st.one_of(st.none(), st.dates(dt.date(2021, 1, 1), dt.date(2022, 12, 31))),
)
FINITE = LINES.filter(lambda line: line.ends is not None and line.ends >= line.starts)


@given(FINITE)
def test_month_by_month_nothing_is_lost_and_nothing_counted_twice(line: Incoming) -> None:
    months = [dt.date(year, month, 1) for year in (2021, 2022) for month in range(1, 13)]
    assert line.ends is not None
    days = (line.ends - line.starts).days + 1
    found = sum(cents_in(line, month) for month in months)
    if line.every is Every.MONTH:
        assert found % line.cents == 0 and days // 31 <= found // line.cents <= days // 28 + 1
    else:
        assert found == line.cents * (days if line.every is Every.DAY else 1)


@given(st.lists(LINES, max_size=8), st.one_of(st.none(), st.integers(0, 40)))
def test_what_lies_above_the_line_and_what_lacks_to_it_are_the_same(lines: list[Incoming], count: int | None) -> None:
    view = outlook(lines, TODAY, count)
    assert 2 <= len(view.months) <= MOST and view.months[0] == dt.date(2021, 4, 1)
    assert abs(sum(view.gaps)) <= 50 * len(view.months)  # the line is rounded to the euro
    assert [month for month, each in zip(view.months, view.cents, strict=True) if each < view.line] == list(view.below)


def test_what_comes_after_the_last_month_is_not_forgotten() -> None:
    late = Incoming("", 5000, Every.ONCE, dt.date(2022, 3, 3), dt.date(2022, 3, 3))
    endless = Incoming("", 100, Every.MONTH, dt.date(2021, 4, 1))
    view = outlook([late, endless], TODAY)
    assert (len(view.months), view.later) == (9, 5000)
    assert outlook([endless], TODAY) == Outlook(view.months[:6], (100,) * 6, 0)


def test_a_monthly_sum_of_the_31st_comes_in_february_too() -> None:
    line = Incoming("", 100, Every.MONTH, dt.date(2021, 1, 31))
    assert cents_in(line, dt.date(2022, 2, 1)) == 100

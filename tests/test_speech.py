"""How values are said: dates, hours, prices, holidays, in both languages."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app import all_words
from commands.kit.holidays import holiday_on
from commands.kit.speech import MonthName, ShortDay, Speech, WeekdayName
from storage.people import Language
from storage.values import Moment, Place, Price, PriceKind, PriceUnit, Ref, Span, Tax
from tests.playing import unspaced

TODAY = dt.date(2021, 4, 14)


def spoken(value: object, language: Language = "fr", today: dt.date = TODAY) -> str:
    """Plain spaces."""
    return unspaced(Speech(language, all_words().dictionary(language).phrase, today).say(value))


def day(month: int, number: int, year: int = 2021) -> dt.date:
    """A day, this year when none is said."""
    return dt.date(year, month, number)


def at(month: int, number: int, hour: int | None = None, minute: int = 0, year: int = 2021) -> Moment:
    """A moment."""
    return Moment(day(month, number, year), None if hour is None else dt.time(hour, minute))


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (at(4, 16), "vendredi 16 avril", "Friday 16 April"),
        (at(4, 16, 14), "vendredi 16 avril, 14 h", "Friday 16 April, 14:00"),
        (at(4, 16, 9, 30), "vendredi 16 avril, 9 h 30", "Friday 16 April, 09:30"),
        (at(4, 16, 0), "vendredi 16 avril, 0 h", "Friday 16 April, 00:00"),
        (at(5, 1), "samedi 1er mai", "Saturday 1 May"),
        (at(1, 1, year=2022), "samedi 1er janvier 2022", "Saturday 1 January 2022"),
        (Span(at(4, 16)), "vendredi 16 avril", "Friday 16 April"),
        (Span(at(4, 16), at(4, 16)), "vendredi 16 avril", "Friday 16 April"),
        (Span(at(4, 16, 14), at(4, 16, 17)), "vendredi 16 avril, 14 h – 17 h", "Friday 16 April, 14:00 – 17:00"),
        (Span(at(4, 16), at(4, 18)), "du 16 au 18 avril", "16 to 18 April"),
        (Span(at(4, 28), at(5, 2)), "du 28 avril au 2 mai", "28 April to 2 May"),
        (Span(at(5, 1), at(5, 7)), "du 1er au 7 mai", "1 to 7 May"),
        (Span(at(12, 30), at(1, 2, year=2022)), "du 30 décembre au 2 janvier 2022", "30 December to 2 January 2022"),
        (
            Span(at(4, 16, 14), at(4, 17, 12)),
            "du vendredi 16 avril, 14 h au samedi 17 avril, 12 h",
            "Friday 16 April, 14:00 to Saturday 17 April, 12:00",
        ),
        (Span(at(12, 11), at(12, 20), approximate=True), "vers le 15 décembre", "around 15 December"),
        (Span(at(12, 1), at(12, 31), approximate=True), "en décembre", "in December"),
        (MonthName(8), "août", "August"),
        (WeekdayName(day(5, 15)), "samedi", "Saturday"),
        (ShortDay(day(3, 1)), "1er mars", "1 March"),
        (dt.time(14, 5), "14 h 05", "14:05"),
        (Place("Nançay"), "Nançay", "Nançay"),
        (Ref("O", 12), "O12", "O12"),
    ],
)
def test_days_and_hours_are_said_in_full(value: object, french: str, english: str) -> None:
    assert (spoken(value), spoken(value, "en")) == (french, english)


@pytest.mark.parametrize(
    ("price", "french", "english"),
    [
        (Price(PriceKind.PAID, 15000), "150 €", "€150"),
        (Price(PriceKind.PAID, 15050), "150,50 €", "€150.50"),
        (Price(PriceKind.PAID, 5), "0,05 €", "€0.05"),
        (Price(PriceKind.PAID, 0), "0 €", "€0"),
        (Price(PriceKind.PAID, 123456700), "1 234 567 €", "€1,234,567"),
        (Price(PriceKind.PAID, 5000, 8000), "50 à 80 €", "€50 to €80"),
        (Price(PriceKind.PAID, 5000, 5000), "50 €", "€50"),
        (Price(PriceKind.PAID, 15000, unit=PriceUnit.DAY), "150 €/jour", "€150/day"),
        (Price(PriceKind.PAID, 15000, unit=PriceUnit.HALF_DAY), "150 € la demi-journée", "€150/half-day"),
        (Price(PriceKind.PAID, 40000, unit=PriceUnit.DAY, tax=Tax.EXCLUDED), "400 €/jour HT", "€400/day HT"),
        (Price(PriceKind.FREE), "gratuit", "free"),
        (Price(PriceKind.FREE_PRICE), "prix libre", "pay what you want"),
        (Price(PriceKind.BARTER), "troc", "barter"),
        (Price(PriceKind.TO_DISCUSS), "prix à discuter", "price to be discussed"),
        (Price(PriceKind.SOLIDARY, 15000), "150 € solidaire", "€150 (solidarity price)"),
    ],
)
def test_prices_are_said_as_people_write_them(price: Price, french: str, english: str) -> None:
    assert (spoken(price), spoken(price, "en")) == (french, english)


_DAYS = st.dates(dt.date(1970, 1, 1), dt.date(2999, 12, 31))
_MOMENTS = st.builds(Moment, _DAYS, st.none() | st.times().map(lambda time: time.replace(second=0, microsecond=0)))
_LANGUAGES: st.SearchStrategy[Language] = st.sampled_from(["fr", "en"])


@given(_MOMENTS, st.none() | _MOMENTS, st.booleans(), _LANGUAGES)
def test_any_span_can_be_said(starts: Moment, ends: Moment | None, approximate: bool, language: Language) -> None:
    said = spoken(Span(starts, ends, approximate), language)
    assert said == said.strip() != ""
    assert "None" not in said


@given(
    st.builds(
        Price,
        st.sampled_from(PriceKind),
        st.integers(0, 10**9),
        st.none() | st.integers(0, 10**9),
        st.none() | st.sampled_from(PriceUnit),
        st.none() | st.sampled_from(Tax),
    ),
    _LANGUAGES,
)
def test_any_price_can_be_said_and_drops_no_cent(price: Price, language: Language) -> None:
    said = spoken(price, language)
    assert price.min_cents is not None
    assert str(price.min_cents // 100 % 1000) in said
    assert price.min_cents % 100 == 0 or f"{price.min_cents % 100:02}" in said


def test_the_year_is_said_only_when_it_is_another() -> None:
    assert spoken(at(4, 16, year=2022), today=day(12, 31, 2022)) == "samedi 16 avril"
    assert spoken(at(4, 16, year=2022), today=day(12, 31)) == "samedi 16 avril 2022"


def test_what_has_no_words_is_a_bug() -> None:
    with pytest.raises(TypeError):
        spoken(object())


# ── holidays ──


@pytest.mark.parametrize(
    ("when", "alsace_moselle", "french", "english"),
    [
        (day(5, 1), False, "Fête du Travail", "Labor Day"),
        (day(5, 13), False, "Ascension", "Ascension Day"),
        (day(12, 26), False, None, None),
        (day(12, 26), True, "Saint-Étienne", "Stephen"),
        (day(4, 14), True, None, None),
    ],
)
def test_a_holiday_has_a_name_in_both_languages(
    when: dt.date, alsace_moselle: bool, french: str | None, english: str | None
) -> None:
    named = [holiday_on(when, alsace_moselle=alsace_moselle, language=language) for language in ("fr", "en")]
    assert [name is None for name in named] == [french is None] * 2
    for name, words in zip(named, (french, english), strict=True):
        assert words is None or words.split()[0] in str(name)


@pytest.mark.parametrize("when", [dt.date(1, 1, 1), dt.date(1700, 5, 1), dt.date(4200, 5, 1), dt.date(9999, 12, 31)])
def test_a_day_far_away_does_no_harm(when: dt.date) -> None:
    for language in ("fr", "en"):
        holiday_on(when, alsace_moselle=False, language=language)

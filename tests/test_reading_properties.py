"""What holds for any text: no surprise, no amount without a marker, nothing lost; what is said reads back the same."""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.words import Words
from commands.exchange.args import Extended, Filter, NewListing, OneListing, Settled
from commands.kit.message import Refusal
from commands.kit.reading import (
    PRICE,
    SPAN,
    UNTIL,
    DateDoubt,
    Deadline,
    Sight,
    find_refs,
    fold,
    near,
    read_command,
    read_ref,
    tidy,
)
from commands.kit.reading import calendar as cal
from commands.kit.reading.amounts import cents
from commands.kit.reading.cursor import Cursor
from commands.kit.reading.folding import tokens_of
from commands.kit.speech import Speech
from commands.registry import WORD_FOLDERS
from storage.values import Moment, Price, PriceKind, PriceUnit, Span, Tax
from tests.reading import KNOWN, WEDNESDAY, read, told

FRENCH = Words(WORD_FOLDERS).dictionary("fr")
PARIS = ZoneInfo("Europe/Paris")
FRAGMENTS = """lundi mardi mercredi jeudi vendredi samedi dimanche prochain ce le la les du au de des à en et ou pour
    avant jusqu'au jusqu’à d'ici dans sous dès demain aujourd'hui soir matin midi aprem 14h 14h30 9h-12h 2h h 1er 3 15
    18 31 32 2021 2022 18/05 31/04 24/7 2021-05-18 janvier février mars avril mai juin août décembre fin début mi-
    semaine week-end mois jours huit quinze deux cents mille € euros eur e k€ 150€ 1.500 1500 0,12 - – , . : ; / ( )
    % 50-80€ /jour par jour HT forfait gratuit prix libre troc solidaire discuter tarif: quand: où: portée: #mot
    îlot Rennes Marseille Lyon distance atelier montage vidéo permanente environ max 😊 ! ? merci svp
    O12 B8 avec @noa""".split()  # noqa: SIM905 - words
FRAGMENTS += ["\n"]
SOUP = st.lists(st.sampled_from(FRAGMENTS), max_size=24).map(" ".join)
DOUBTFUL = st.tuples(
    st.sampled_from(["", "jusqu'au ", "avant le ", "du 12 au ", "mardi ", "le "]),
    st.integers(28, 31),
    st.sampled_from([" février", " avril", " mai", "/02", "/11", " mars 2020"]),
    st.sampled_from(["", " 14h", " 9h-12h gratuit", " à Rennes 50€"]),
).map(lambda parts: "atelier " + "".join(map(str, parts)))
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=200)
CLOCKS = st.integers(0, 6 * 366 * 24).map(
    lambda hours: dt.datetime(2020, 1, 1, tzinfo=PARIS) + dt.timedelta(hours=hours)
)
SPACED = st.sampled_from([" ", "\u00a0", "\u202f"])


# ── no surprise ──


@given(ANYTHING | SOUP, CLOCKS)
@settings(max_examples=200, deadline=None)
def test_any_text_is_read_or_refused(text: str, now: dt.datetime) -> None:
    sight = Sight(now, frozenset(fold(place) for place in KNOWN))
    for args in (NewListing, OneListing, Settled, Extended, Filter):
        with suppress(Refusal, DateDoubt):
            args.read(text, sight, "offre")
    read_command(text)
    read_ref(text)
    find_refs(text)
    near(text[:30], ["offre", "besoin"])


@given(DOUBTFUL, CLOCKS)
@settings(max_examples=200, deadline=None)
def test_every_doubt_proposes_what_can_be_chosen(text: str, now: dt.datetime) -> None:
    doubt = _doubt(text, now)
    assume(doubt is not None)
    assert doubt is not None
    assert doubt.field in {"when", "until"}
    assert len(doubt.runs) == len(doubt.proposals)
    assert all(span.starts <= span.last for span in doubt.proposals)
    for span in doubt.proposals:
        value = Deadline(span.last) if doubt.is_deadline else span
        again = _doubt(text, now, {doubt.field: value})
        assert again is None or again.field != doubt.field


@given(SOUP, CLOCKS)
@settings(max_examples=200, deadline=None)
def test_a_span_never_ends_before_it_starts(text: str, now: dt.datetime) -> None:
    args = _read_or_skip(text, now)
    if args.when is not None:
        assert args.when.starts <= args.when.last
        assert args.when.last.day >= now.date()
    assert args.until is None or args.until.moment.day >= now.date()


@given(SOUP | ANYTHING)
@settings(max_examples=200, deadline=None)
def test_no_amount_without_a_marker(text: str) -> None:
    bare = re.sub(r"€|eur|tarif|prix|price|(?<=\d)e", "", fold(tidy(text)))
    assume(not re.search(r"€|eur|tarif|prix|price|\de", bare))
    args = _read_or_skip(bare, WEDNESDAY)
    assert args.price is None or args.price.min_cents is None


@given(st.integers(0, 10**9).map(str) | st.floats(0, 10**6).map(lambda number: f"{number:.2f}".replace(".", ",")))
@settings(deadline=None)
def test_a_number_alone_is_no_amount(number: str) -> None:
    assert read(f"montage {number}").price is None


# ── nothing lost ──


@given(SOUP | ANYTHING, CLOCKS)
@settings(max_examples=200, deadline=None)
def test_the_title_is_the_persons_own_words_and_never_empty(text: str, now: dt.datetime) -> None:
    line = re.sub(r"[:#\n\r]", " ", tidy(text)).strip()
    assume(line)
    args = _read_or_skip(line, now)
    assert args.title
    assert _is_spelled_in(args.title, line)


@given(SOUP, CLOCKS)
@settings(max_examples=200, deadline=None)
def test_what_is_off_the_title_is_in_a_value(text: str, now: dt.datetime) -> None:
    line = re.sub(r"[:#\n]", " ", tidy(text)).strip()
    assume(line)
    args = _read_or_skip(line, now)
    told_words = told(args).keys() - {"title", "description"}
    lost = re.sub(r"[\W_]", "", line) != re.sub(r"[\W_]", "", args.title)
    assert told_words or not lost


@given(st.text(st.characters(exclude_categories=())) | SOUP)
@settings(max_examples=200, deadline=None)
def test_tidying_and_folding_twice_is_once(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert fold(fold(text)) == fold(text)


@given(ANYTHING)
@settings(deadline=None)
def test_tokens_stand_where_they_say(text: str) -> None:
    line = tidy(text).replace("\n", " ")
    places = [(token.start, token.end) for token in tokens_of(line)]
    assert all(0 <= start < end <= len(line) for start, end in places)
    assert places == sorted(places)


# ── what is said reads back the same ──


def _said(value: object, now: dt.datetime) -> str:
    return Speech("fr", FRENCH.phrase, now.date()).say(value)


@st.composite
def spans(draw: st.DrawFn, now: dt.datetime) -> Span:
    """Any span that reading may give on that day."""
    today = now.date()
    first = today + dt.timedelta(days=draw(st.integers(0, 700)))
    hour = draw(st.none() | st.times(dt.time(6), dt.time(22)).map(lambda at: at.replace(second=0, microsecond=0)))
    kind = draw(st.sampled_from(["moment", "hours", "days", "moments", "begun", "about"]))
    if kind == "about":
        part = draw(st.sampled_from(["debut", "mi", "fin", "mois"]))
        month = first + dt.timedelta(days=31)
        run = cal.part_of_month(today, part, month.month, month.year)
        return Span(Moment(run.first), Moment(run.last), approximate=True)
    last = first + dt.timedelta(days=draw(st.integers(1, 300)))
    if kind == "begun":
        begun, ends = draw(st.integers(1, 200)), draw(st.integers(0, 150))
        return Span(Moment(today - dt.timedelta(days=begun)), Moment(today + dt.timedelta(days=ends)))
    if kind == "days":
        return Span(Moment(first), Moment(last))
    if kind == "moments":
        return Span(Moment(first, hour), Moment(last, draw(st.sampled_from([None, dt.time(12), dt.time(9, 30)]))))
    if kind == "hours" and hour is not None:
        return Span(Moment(first, hour), Moment(first, dt.time(23, draw(st.integers(0, 59)))))
    return Span(Moment(first, hour))


@given(st.data(), CLOCKS)
@settings(max_examples=200, deadline=None)
def test_a_span_that_is_said_reads_back_the_same(data: st.DataObject, now: dt.datetime) -> None:
    span = data.draw(spans(now))
    said = _said(span, now)
    assert SPAN.whole(said, Sight(now)) == span
    args = read(f"atelier {said}", now)
    assert (args.title, args.when) == ("atelier", span)


@given(CLOCKS, st.integers(0, 700), st.none() | st.integers(0, 23))
@settings(max_examples=200, deadline=None)
def test_a_deadline_that_is_said_reads_back_the_same(now: dt.datetime, days: int, hour: int | None) -> None:
    moment = Moment(now.date() + dt.timedelta(days=days), None if hour is None else dt.time(hour))
    lead = "jusqu'au" if hour is None else "avant"
    assert UNTIL.whole(f"{lead} {_said(moment, now)}", Sight(now)).moment == moment


AMOUNTS = st.integers(1, 99_999_999)


@st.composite
def prices(draw: st.DrawFn) -> Price:
    """Any price that reading may give."""
    if draw(st.booleans()):
        return Price(draw(st.sampled_from([kind for kind in PriceKind if kind is not PriceKind.PAID])))
    low, high = draw(AMOUNTS), draw(st.none() | AMOUNTS)
    kind = draw(st.sampled_from([PriceKind.PAID, PriceKind.SOLIDARY, PriceKind.TO_DISCUSS]))
    unit, tax = draw(st.none() | st.sampled_from(PriceUnit)), draw(st.none() | st.sampled_from(Tax))
    return Price(kind, low, None if high is None or high <= low else high, unit, tax)


@given(prices())
@settings(max_examples=200, deadline=None)
def test_a_price_that_is_said_reads_back_the_same(price: Price) -> None:
    said = _said(price, WEDNESDAY)
    assert PRICE.whole(said, Sight(WEDNESDAY)) == price
    args = read(f"atelier, {said}")
    assert (args.title, args.price) == ("atelier", price)


@given(AMOUNTS, SPACED, SPACED)
@settings(deadline=None)
def test_any_space_groups_thousands(amount: int, between: str, before: str) -> None:
    whole, part = divmod(amount, 100)
    said = f"{whole:,}".replace(",", between) + f",{part:02}{before}€"
    assert PRICE.whole(said, Sight(WEDNESDAY)).min_cents == amount


@given(st.integers(1, 999_999))
@settings(max_examples=200, deadline=None)
def test_a_number_in_words_is_that_number(number: int) -> None:
    cursor = Cursor(tokens_of(_in_words(number)))
    assert (cents(cursor), cursor.at_end) == (number * 100, True)


SMALL = """zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept
    dix-huit dix-neuf""".split()  # noqa: SIM905 - words
TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}


def _in_words(number: int) -> str:
    if number >= 1000:
        many, rest = divmod(number, 1000)
        return " ".join(part for part in (_in_words(many) if many > 1 else "", "mille", _rest(rest)) if part)
    if number >= 100:
        many, rest = divmod(number, 100)
        return " ".join(part for part in (SMALL[many] if many > 1 else "", "cent", _rest(rest)) if part)
    if number < 20:
        return SMALL[number]
    tens = number // 20 * 20 if number >= 60 else number // 10 * 10
    if number == tens:
        return TENS[tens]
    joint = " et " if (number - tens) in {1, 11} and tens != 80 else "-"
    return f"{TENS[tens]}{joint}{_in_words(number - tens)}"


def _rest(number: int) -> str:
    return _in_words(number) if number else ""


# ── pieces ──


def _doubt(text: str, now: dt.datetime, chosen: dict[str, object] | None = None) -> DateDoubt | None:
    try:
        read(text, now, chosen)
    except DateDoubt as doubt:
        return doubt
    except Refusal:
        return None
    return None


def _read_or_skip(text: str, now: dt.datetime) -> NewListing:
    try:
        return read(text, now)
    except (Refusal, DateDoubt):
        assume(False)
        raise


def _is_spelled_in(title: str, line: str) -> bool:
    """Every character of the title stands in the line, in the same order."""
    characters = iter(line)
    return all(character in characters for character in title.replace(" ", ""))


@pytest.mark.parametrize("number", [71, 80, 81, 91, 99, 100, 101, 180, 200, 1000, 1001, 80_000, 999_999])
def test_the_tricky_numbers_in_words(number: int) -> None:
    test_a_number_in_words_is_that_number.hypothesis.inner_test(number)  # type: ignore[attr-defined]

"""A period's figures: each can be counted again from the export, and none tells of anybody."""

from __future__ import annotations

import datetime as dt
import json
import re
from itertools import combinations
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.kit.periods import Period, PeriodToCome, UnreadablePeriod, quarter_of, read_period
from commands.report.counting import bourse, purse
from storage.figures import Asked, Posted
from storage.fund import FundMovement, Way
from storage.quarters import FEWEST, counted
from storage.values import Direction
from tests.asking import alone, sent
from tests.playing import ARCHIPEL, Heard, Play, playing

TODAY = dt.date(2021, 4, 14)
T1 = Period(dt.date(2021, 1, 1), dt.date(2021, 3, 31))


# ── which days ──


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("mars", "2021-03-01", "2021-03-31"),
        ("Février", "2021-02-01", "2021-02-28"),
        ("mois de mars", "2021-03-01", "2021-03-31"),
        ("avril", "2021-04-01", "2021-04-30"),  # under way
        ("mai", "2020-05-01", "2020-05-31"),  # the last one that began
        ("mars 2020", "2020-03-01", "2020-03-31"),
        ("march", "2021-03-01", "2021-03-31"),
        ("T1", "2021-01-01", "2021-03-31"),
        ("t 1", "2021-01-01", "2021-03-31"),
        ("Q1 2020", "2020-01-01", "2020-03-31"),
        ("T4", "2020-10-01", "2020-12-31"),
        ("premier trimestre", "2021-01-01", "2021-03-31"),
        ("1er trimestre 2021", "2021-01-01", "2021-03-31"),
        ("trimestre", "2021-04-01", "2021-06-30"),
        ("trimestre dernier", "2021-01-01", "2021-03-31"),
        ("année", "2021-01-01", "2021-12-31"),
        ("l'année dernière", "2020-01-01", "2020-12-31"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("année 2020", "2020-01-01", "2020-12-31"),
        ("mois dernier", "2021-03-01", "2021-03-31"),
        ("", "2021-04-01", "2021-06-30"),
        ("du 1er mars au 15 avril", "2021-03-01", "2021-04-15"),
        ("du 1er au 15 mars", "2021-03-01", "2021-03-15"),
        ("du 15 décembre au 15 janvier", "2020-12-15", "2021-01-15"),
        ("du 15 décembre au 15 janvier 2021", "2020-12-15", "2021-01-15"),
        ("du 01/03/2021 au 15/04/2021", "2021-03-01", "2021-04-15"),
        ("2021-03-01 - 2021-04-15", "2021-03-01", "2021-04-15"),
        ("from 1 march to 15 april", "2021-03-01", "2021-04-15"),
    ],
)
def test_a_period_is_read_as_people_say_it(text: str, first: str, last: str) -> None:
    assert read_period(text, TODAY) == Period(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    ["plouf", "T5", "du 31 avril au 3 mai", "du 3 mars 2021 au 1er mars 2021", "1999", "du au", "du 5 au 3", "0000"],
)
def test_what_is_no_period_is_not_guessed(text: str) -> None:
    with pytest.raises(UnreadablePeriod):
        read_period(text, TODAY)


def test_what_has_not_begun_is_said_to_be_ahead() -> None:
    with pytest.raises(PeriodToCome):
        read_period("2022", TODAY)


@given(st.text(max_size=40), st.dates(dt.date(2021, 1, 1), dt.date(2040, 1, 1)))
def test_whatever_is_typed_is_a_period_that_began_or_is_refused(text: str, today: dt.date) -> None:
    try:
        period = read_period(text, today)
    except (UnreadablePeriod, PeriodToCome):
        return
    assert period.first <= min(today, period.last)


@given(st.dates(dt.date(2021, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 900), st.integers(0, 900))
def test_only_whole_quarters_that_are_over_are_told_of(first: dt.date, days: int, later: int) -> None:
    period = Period(first, first + dt.timedelta(days=days))
    today = first + dt.timedelta(days=later)
    for quarter in period.quarters(today):
        assert quarter == quarter_of(quarter.first)
        assert period.first <= quarter.first and quarter.last <= period.last and quarter.last < today


# ── the figures, by another path ──


def _day(instant: str) -> str:
    """The local day: the export writes local time."""
    return instant[:10]


def recount(export: dict[str, Any], first: str, last: str) -> dict[str, list[float]]:
    """Every figure, from the document alone."""
    home = {person["id"]: person["ilot"] for person in export["people"]}
    made = [each for each in export["listings"] if first <= _day(each["created_at"]) <= last]
    done = [each for each in export["listings"] if each["fulfilled_on"] and first <= each["fulfilled_on"] <= last]
    away = [each for each in done if each["fulfilled_by"] and home[each["fulfilled_by"]] != each["ilot"]]
    spans = [(dt.date.fromisoformat(e["fulfilled_on"]), dt.date.fromisoformat(_day(e["created_at"]))) for e in done]
    kinds = [sum(each["direction"] == kind for each in made) for kind in ("offer", "need", "cover")]
    held = [each for each in export["reflection_sessions"] if each["state"] == "held" and first <= each["on"] <= last]
    shared = [e for e in export["traces"] if e["scope"] != "private" and e["consented_at"]]
    shared = [each for each in shared if first <= _day(each["consented_at"]) <= last]
    delay = [float(median((end - begin).days for end, begin in spans))] if done else []
    counts = [len(done), len(away), round(100 * len(away) / len(done))] if done else []
    return {
        "Bourse": [len(made), *kinds] if made else [],
        "Pourvues": [*counts, *delay],
        "Mécanismes en place": _mechanisms_again(export, min(last, "2021-04-14")),
        "Temps tenus": [len(held), len(shared)],
        "Îlots reliés": _links_again(export, last),
    }


def _mechanisms_again(export: dict[str, Any], day: str) -> list[float]:
    """Without a history, each is in the state it is in since the day it says."""
    there = [each for each in export["mechanisms"] if each["state"] == "in_place" and each["since"] <= day]
    reviews = [
        (review["on"], each["ref"], review)
        for each in export["mechanisms"]
        for review in each["reviews"]
        if review["on"] <= day
    ]
    last = max(reviews, default=None)
    target = 3  # « Au moins 3 mécanismes … » until the end of April
    return [len(there), target, *([int(last[0][8:]), last[2]["usefulness"], 4] if last else [])]


def _links_again(export: dict[str, Any], last: str) -> list[float]:
    home = {person["id"]: person["ilot"] for person in export["people"]}
    found: dict[tuple[frozenset[str], str], str] = {}
    listings = {each["ref"]: each for each in export["listings"]}
    for each in listings.values():
        if each["fulfilled_by"] and each["fulfilled_on"] <= last and home[each["fulfilled_by"]] != each["ilot"]:
            found[frozenset([home[each["fulfilled_by"]], each["ilot"]]), each["ref"]] = "exchange"
    for each in export["commons"]:
        for pair in combinations(each["ilots"], 2) if each["state"] in {"running", "finished"} else ():
            found[frozenset(pair), each["ref"]] = "common"
    for each in export["links"]:
        listing = listings.get(each["origin"])
        since = (listing["fulfilled_on"] or _day(listing["created_at"])) if listing else last
        kind = "told" if each["state"] == "in_discussion" else "exchange" if listing else "common"
        if since <= last:
            found.setdefault((frozenset([each["from"], each["to"]]), each["origin"]), kind)
    refs = [{ref for (_, ref), each in found.items() if each == kind} for kind in ("exchange", "common", "told")]
    return [len({pair for pair, _ in found}), *map(len, refs)]


def numbers_in(line: str) -> list[float]:
    return [float(each.replace(",", ".")) for each in re.findall(r"(?<![\w])\d+(?:,\d+)?", line)]


def line_of(heard: Heard, beginning: str) -> str:
    return next(line for line in heard.text.splitlines() if line.startswith(beginning))


async def _asks(play: Play, period: str) -> Heard:
    return await play.says("tisseuse", "tisseuse", f"!bilan {period}".strip())


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("mars", "2021-03-01", "2021-03-31"),
        ("T1", "2021-01-01", "2021-03-31"),
        ("février", "2021-02-01", "2021-02-28"),
        ("année", "2021-01-01", "2021-12-31"),
        ("", "2021-04-01", "2021-06-30"),
        ("du 19 février au 7 avril", "2021-02-19", "2021-04-07"),
        ("2020", "2020-01-01", "2020-12-31"),
    ],
)
async def test_every_figure_is_what_the_export_gives(play_on_both: Play, said: str, first: str, last: str) -> None:
    export = await play_on_both.export()
    heard = await _asks(play_on_both, said)
    for beginning, wanted in recount(export, first, last).items():
        found = numbers_in(line_of(heard, beginning))
        assert found == wanted, beginning


async def test_march_and_the_first_quarter_are_what_a_person_counts_by_hand(play: Play) -> None:
    march, quarter = await _asks(play, "mars"), await _asks(play, "T1")
    assert march.text.splitlines()[:6] == [
        "Bilan du 1er au 31 mars 2021",
        "Bourse : 12 annonces (5 offres, 4 besoins, 3 remplacements).",
        "Pourvues : 4, dont 2 entre îlots (50 %) ; délai médian : 1 jour.",
        "Mécanismes en place : 4 (objectif 3, avril). Aucun n'était encore évalué.",
        "Temps tenus : 4. Traces partagées : 6.",
        "Îlots reliés deux à deux : 5. Échanges pourvus : 2 ; en commun : 3 ; annoncés : 1.",
    ]
    assert "par trimestre entier et fini" in line_of(march, "Solidarité")
    assert line_of(quarter, "Pourvues") == "Pourvues : 6, dont 2 entre îlots (33 %) ; délai médian : 4,5 jours."
    assert line_of(quarter, "Solidarité") == "Solidarité : T1, 13 demandes de 13 personnes."
    assert line_of(quarter, "Fonds") == "Fonds, à 100 € près : T1, 3 900 € entrés, 900 € versés, solde 3 000 €."


async def test_the_first_quarter_s_solidarity_and_fund_are_what_the_export_gives(play: Play) -> None:
    export = await play.export()
    made = [each for each in export["solidarity_requests"] if "2021-01-01" <= _day(each["created_at"]) <= "2021-03-31"]
    kept = [each for each in made if each["state"] != "withdrawn"]
    heard = await _asks(play, "T1")
    assert numbers_in(line_of(heard, "Solidarité")) == [len(kept), len({each["author"] for each in kept})]
    moved = dict.fromkeys(("in", "out"), 0)
    for each in export["fund"]["movements"]:
        if each["on"] <= "2021-03-31":
            moved[each["way"]] += each["amount_cents"]
    wanted = [round(cents / 10_000) * 100 for cents in (moved["in"], moved["out"], moved["in"] - moved["out"])]
    said = [
        int(each.replace(" ", "")) for each in re.findall(r"(\d[\d ]*) €", line_of(heard, "Fonds").partition(",")[2])
    ]
    assert said[-3:] == wanted


@given(
    st.lists(
        st.builds(
            Posted,
            st.sampled_from(Direction),
            st.none(),
            st.dates(dt.date(2021, 1, 1), dt.date(2021, 6, 30)),
            st.just(False),
            st.dates(dt.date(2021, 7, 1), dt.date(2021, 8, 1)) | st.none(),
            st.integers(1, 3),
            st.integers(1, 3) | st.none(),
        )
    )
)
def test_two_periods_side_by_side_count_what_both_together_do(posted: list[Posted]) -> None:
    whole = bourse(posted, Period(dt.date(2021, 1, 1), dt.date(2021, 8, 31)))
    edge = dt.date(2021, 7, 15)
    parts = [Period(dt.date(2021, 1, 1), edge), Period(edge + dt.timedelta(days=1), dt.date(2021, 8, 31))]
    halves = [bourse(posted, part) for part in parts]
    assert whole.all_created == sum(half.all_created for half in halves)
    assert whole.fulfilled == sum(half.fulfilled for half in halves)
    assert 0 <= whole.between <= whole.fulfilled


# ── nobody is told of ──


@given(st.lists(st.builds(Asked, st.sampled_from(["money", "care"]), st.integers(1, 9) | st.none(), st.none())))
def test_fewer_than_five_people_are_never_counted_aloud(asked: list[Asked]) -> None:
    figures, people = counted(asked), {each.person for each in asked} - {None}
    assert (figures.requests is None) == (len(people) < FEWEST)
    for need in figures.needs:
        assert len({each.person for each in asked if each.need == need} - {None}) >= FEWEST


@given(st.lists(st.builds(Asked, st.sampled_from(["money", "care", "time"]), st.integers(1, 15), st.none())))
def test_what_is_left_when_the_told_types_are_subtracted_is_of_nobody_or_of_five(asked: list[Asked]) -> None:
    figures = counted(asked)
    left = {each.person for each in asked if each.need not in figures.needs}
    assert not figures.needs or not left or len(left) >= FEWEST


def test_one_request_of_another_type_silences_the_smallest_type() -> None:
    asked = [Asked("money", number, None) for number in range(9)] + [Asked("care", number, None) for number in range(5)]
    assert counted(asked).needs == {"care": 5, "money": 9}
    told = counted([*asked, Asked("time", 20, None)])
    assert told.needs == {"money": 9} and told.requests == 15 and "care" not in told.askers


@given(st.lists(st.integers(1, 900_000), min_size=1, max_size=8))
def test_a_sum_is_told_as_a_band_and_only_of_five_people(cents: list[int]) -> None:
    figures = counted([Asked("money", number, each) for number, each in enumerate(cents)])
    if len(cents) < FEWEST:
        assert figures.band is None
    else:
        assert figures.band is not None
        low, high = figures.band
        assert low <= sum(cents) and (high is None or sum(cents) < high)


def test_a_single_payment_of_the_fund_is_never_told() -> None:
    days = [dt.date(2021, 1, 2), dt.date(2021, 2, 2)]
    moved = [
        FundMovement(number=1, on=days[0], way=Way.IN, amount_cents=300_000, label=""),
        FundMovement(number=2, on=days[1], way=Way.OUT, amount_cents=60_000, label=""),
    ]
    found = purse(moved, T1)
    assert found is not None and found.paid is None and found.balance == 240_000


@pytest.mark.parametrize("said", ["mars", "janvier", "du 1er janvier au 30 mars", "du 2 janvier au 14 avril", "T2"])
async def test_no_part_of_a_quarter_tells_of_solidarity_or_of_the_fund(play: Play, said: str) -> None:
    heard = await _asks(play, said)
    assert "par trimestre entier et fini" in heard.text
    assert "demandes" not in heard.text and "versés" not in heard.text


async def test_what_was_told_of_a_quarter_never_changes_so_that_nothing_can_be_subtracted(play_on_both: Play) -> None:
    play = play_on_both
    before = line_of(await _asks(play, "T1"), "Solidarité")
    await play.says("leila", alone("leila"), "!oublie-moi")
    await play.says("leila", alone("leila"), "oui")
    await play.at("2021-05-20T10:30:00+02:00")
    assert line_of(await _asks(play, "T1"), "Solidarité") == before
    assert line_of(await _asks(play, "année"), "Solidarité") == before


async def test_a_quarter_is_counted_in_the_night_before_its_requests_lose_their_authors(play: Play) -> None:
    await play.at("2021-05-20T10:30:00+02:00")
    kept = [each for each in (await play.export())["solidarity_requests"] if each["author"] is None]
    assert kept
    assert "13 demandes de 13 personnes" in line_of(await _asks(play, "T1"), "Solidarité")


async def test_few_people_are_said_to_be_few(tmp_path: Path) -> None:
    document = json.loads(ARCHIPEL.read_text("utf-8"))
    made = [each for each in document["solidarity_requests"] if each["created_at"] < "2021-04-01"]
    document["solidarity_requests"] = made[:4]
    document["fund"]["movements"] = []
    data = tmp_path / "few.json"
    data.write_text(json.dumps(document), "utf-8")
    async with playing("sqlite://", data) as play:
        assert line_of(await _asks(play, "T1"), "Solidarité") == "Solidarité : T1, moins de 5 personnes."


async def test_a_report_names_nobody_and_no_request(play: Play) -> None:
    export = await play.export()
    await sent(play)
    for said in ("mars", "T1", "année", ""):
        words = " ".join(_asked.text for _asked in [await _asks(play, said)])
        assert "S-" not in words
        assert not [each for each in export["people"] if re.search(rf"\b{each['first_name']}\b", words)]


async def test_only_what_is_agreed_for_the_anthology_is_quoted(play: Play) -> None:
    export = await play.export()
    heard = await _asks(play, "année")
    agreed = {each["text"] for each in export["traces"] if each["scope"] == "anthology" and each["consented_at"]}
    quoted = re.findall(r"^« (.+) »", heard.text, re.MULTILINE)
    assert quoted and set(quoted) <= agreed


async def test_a_quote_goes_with_its_trace(play: Play) -> None:
    heard = await _asks(play, "mars")
    (message,) = [line for line in heard.lines if line.get("kind") == "text"]
    assert "R22" in heard.text
    gone = await play.says("leila", alone("leila"), "!trace R22 retire")
    assert [line for line in gone.lines if line["kind"] == "redaction" and line["to"] == message["id"]]


async def test_what_cannot_be_read_is_said_with_examples(play: Play) -> None:
    heard = await _asks(play, "plouf")
    assert heard.outcome == "refused"
    assert "`" not in heard.text and "!bilan mars" in heard.text and "!bilan du 1er mars au 15 avril" in heard.text

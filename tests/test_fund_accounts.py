"""The fund's accounts and rules, in the Tisseuse's own room: declared, never moved; what an export carries."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text as sql

from commands.fund.reading import line_in
from storage.audit import Audit
from storage.database import Database
from storage.document import BadDocument, read, write
from storage.fund import LOG_KEPT, Fund, quarter_before
from storage.fund_case import Case, CaseState, Nature, Opinion, Said
from storage.interchange import Interchange
from storage.values import Ref
from tests.playing import ARCHIPEL, Play, full, playing
from tests.test_fund import FATOU, GRANIT, OFFICE, WORDS, YOUENN, asked, gives, ruled, said
from tests.test_interchange import PARIS, given_out, take_in


async def _office(play: Play, text: str) -> Any:
    return await play.says("tisseuse", OFFICE, f"!fonds {text}")


async def _granted(play: Play, text: str = f"400€ avance, {WORDS}") -> str:
    ref = await asked(play, text=text)
    for who in ("jeanne", "fatou"):
        await gives(play, who, ref, "oui")
    return ref


async def _movements(play: Play) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await play.export())["fund"]["movements"]
    return found


# ── movements ──


@pytest.mark.parametrize(
    ("typed", "way", "cents", "label", "on"),
    [
        ("300€ entrée Dotation", "in", 30000, "Dotation", "2021-04-14"),
        ("entrée 1 250,50 € Contributions d'avril", "in", 125050, "Contributions d'avril", "2021-04-14"),
        ("sortie 20 € Frais de banque le 02/04/2021", "out", 2000, "Frais de banque", "2021-04-02"),
        ("12€ out 2021-04-01 Fees", "out", 1200, "Fees", "2021-04-01"),
    ],
)
async def test_a_movement_is_read_as_typed_and_named_anew(
    play: Play, typed: str, way: str, cents: int, label: str, on: str
) -> None:
    heard = await _office(play, f"mouvement {typed}")
    assert heard.refs == ["F7"] and "je ne verse rien" in heard.text
    fields = {"ref": "F7", "on": on, "way": way, "amount_cents": cents, "label": label, "request": None}
    assert (await _movements(play))[-1] == fields


@pytest.mark.parametrize(
    "typed", ["", "Dotation", "300 entrée", "300 €", "entrée 300 € 31/04/2021", "entrée 3 € 15/04/2021"]
)
async def test_what_cannot_be_read_is_not_noted(play: Play, typed: str) -> None:
    assert (await _office(play, f"mouvement {typed}")).outcome == "refused"
    assert len(await _movements(play)) == 6


async def test_a_movement_noted_by_mistake_counts_no_more_and_its_name_is_not_used_again(play_on_both: Play) -> None:
    play = play_on_both
    await _office(play, "mouvement 300€ entrée Dotation")
    assert "ne resservira pas" in (await _office(play, "mouvement F7 annule")).text
    assert (await _office(play, "mouvement F7 annule")).outcome == "refused"
    assert (await _office(play, "mouvement 10€ entrée")).refs == ["F8"]


@pytest.mark.parametrize("order", ["mouvement 300€ entrée", "décision", "payé S-7KM", "remboursé S-7KM 1 €", "règles"])
async def test_they_are_the_tisseuse_s_in_her_own_room(play: Play, order: str) -> None:
    assert (await play.says("tisseuse", GRANIT, f"!fonds {order}")).outcome == "refused"
    assert (await play.says("noa", f"dm:{full('noa')}", f"!fonds {order}")).outcome == "refused"


async def test_a_third_person_in_her_room_shuts_it(play: Play) -> None:
    ref = await _granted(play)
    await play.line(room=OFFICE, sender=full("noa"), join=True)
    for order in ("mouvement 300€ entrée", "décision", f"payé {ref}", f"remboursé {ref} 1 €"):
        heard = await _office(play, order)
        assert said(heard, "OfficeCrowded") and heard.outcome == "refused"
    later = await asked(play, "noa")
    assert not [line for line in play.output if line.get("room") == OFFICE and later in line.get("refs", [])]


def test_the_letters_of_a_request_are_no_part_of_an_amount() -> None:
    line = line_in("S-325 500 €", dt.date(2021, 4, 14))
    assert line is not None
    assert (str(line.ref), line.cents) == ("S-325", 50000)


# ── paid, repaid ──


async def test_nothing_is_paid_that_was_not_granted(play_on_both: Play) -> None:
    play = play_on_both
    ref = await asked(play)
    await gives(play, "jeanne", ref, "oui")
    for order in (f"payé {ref}", f"mouvement sortie 400 € {ref}"):
        assert said(await _office(play, order), "NotGranted")
    assert len(await _movements(play)) == 6
    await gives(play, "fatou", ref, "oui")
    assert said(await _office(play, f"payé {ref} 500 €"), "MoreThanGranted")
    paid = await _office(play, f"payé {ref}")
    assert "F7 · sortie de 400 €" in paid.text and "le versement de 400 € est parti" in paid.room(YOUENN)[0]
    assert said(await _office(play, f"payé {ref}"), "NotGranted")
    label = "avance remboursable sans intérêt"
    assert (await _movements(play))[-1] | {"label": label, "request": ref} == (await _movements(play))[-1]


async def test_it_comes_back_in_parts_and_never_more_than_was_paid(play: Play) -> None:
    ref = await _granted(play)
    assert said(await _office(play, f"remboursé {ref} 100 €"), "NothingOwed")
    await _office(play, f"payé {ref}")
    part = await _office(play, f"remboursé {ref} 100 €")
    assert "100 € revenus" in part.text and "Restent 300 €" in part.room(YOUENN)[0]
    assert said(await _office(play, f"remboursé {ref} 301 €"), "MoreThanOwed")
    assert "Tout est rendu" in (await _office(play, f"mouvement entrée 300 € {ref}")).room(YOUENN)[0]
    assert said(await _office(play, f"remboursé {ref} 1 €"), "NothingOwed")


async def test_what_was_paid_before_is_repaid_by_its_name_alone(play: Play) -> None:
    heard = await _office(play, "remboursé S-7KM 100 €")
    assert "Restent 500 €" in heard.text
    assert {line["room"] for line in heard.lines} == {OFFICE}


# ── the log ──


async def test_the_log_says_who_decided_what_and_when_without_amount_words_or_name(play: Play) -> None:
    ref = await asked(play)
    await gives(play, "jeanne", ref, "plus quelle facture ?")
    assert "à compléter par la personne" in (await _office(play, "décision")).text
    await play.says("youenn", YOUENN, f"!fonds réponse {ref} celle de mars")
    for who in ("jeanne", "fatou"):
        await gives(play, who, ref, "oui bon courage")
    shown = (await _office(play, f"décision {ref}")).text.splitlines()
    assert [line.partition(" · ")[2] for line in shown] == [
        "Jeanne : demande à en savoir plus",
        "Jeanne : d'accord",
        "Fatou : d'accord",
        "accordée",
    ]
    assert not any(word in "\n".join(shown) for word in ("Youenn", "400", "facture", "courage"))


async def test_nobody_of_the_office_reads_the_log_of_their_own_request(play: Play) -> None:
    ref = await asked(play, "relais")
    await gives(play, "jeanne", ref, "non")
    assert (await _office(play, f"décision {ref}")).outcome == "refused"


async def test_the_log_is_kept_a_year(database: Database) -> None:
    now = dt.datetime(2021, 4, 14, 10, tzinfo=dt.UTC)
    async with database.transaction() as session:
        fund = Fund(session)
        await fund.log(Ref("S", 0, "K4P"), "@a:x", "yes", now - LOG_KEPT)
        await fund.log(Ref("S", 0, "K4P"), "@b:x", "yes", now)
        await fund.sweep(now)
        assert [each.what["by"] for each in await fund.decisions()] == ["@b:x"]


# ── rules ──


async def test_rules_change_after_a_yes_and_not_before(play_on_both: Play) -> None:
    play = play_on_both
    shown = await _office(play, "règles plafond 900 € délai 4 quorum 3 porteur La Coopérative")
    assert "Plafond : 900 € · réponse sous 4 jours ouvrés · 3 accords" in shown.text
    assert (await play.export())["fund"]["rules"]["ceiling_cents"] == 80000
    await play.line(sender=full("tisseuse"), react="✅", to=shown.lines[0]["id"])
    fund = (await play.export())["fund"]
    assert (fund["rules"]["ceiling_cents"], fund["rules"]["quorum"], fund["holder"]) == (90000, 3, "La Coopérative")


@pytest.mark.parametrize(
    "typed", ["plafond", "plafond beaucoup", "quorum 1", "quorum 4", "délai 0", "commission @jeanne", "autre chose"]
)
async def test_rules_that_cannot_be_are_refused(play: Play, typed: str) -> None:
    assert (await _office(play, f"règles {typed}")).outcome == "refused"


async def test_a_yes_to_rules_that_changed_since_changes_nothing(play: Play) -> None:
    first = await _office(play, "règles plafond 900 €")
    await ruled(play, "plafond 700 €")
    await play.line(sender=full("tisseuse"), react="✅", to=first.lines[0]["id"])
    assert (await play.export())["fund"]["rules"]["ceiling_cents"] == 70000


async def test_rules_that_changed_are_in_the_journal_once(play: Play) -> None:
    await _office(play, "règles plafond 900 €")  # and left without an answer
    await ruled(play, "plafond 700 €")
    async with play.bot.bench.transaction() as session:
        [line] = await Audit(session, play.bot.bench.now()).by_others(10)
    assert (line.actor, line.action, line.ref) == (full("tisseuse"), "changed", "fonds")


async def test_a_fund_is_opened_by_its_rules(tmp_path: Path) -> None:
    file = tmp_path / "no-fund.json"
    file.write_text(json.dumps({**_whole(), "fund": None}), "utf-8")
    async with playing("sqlite://", file) as play:
        closed = await play.says("youenn", GRANIT, "!fonds demande 400 € avance")
        assert [line["body"] for line in closed.lines if line["room"] == GRANIT] == ["💌"]
        assert "pas encore ouvert" in closed.room(YOUENN)[0]
        await ruled(play, "commission @tisseuse @jeanne @fatou")
        assert "Plafond : 800 €" in (await play.says("noa", GRANIT, "!fonds")).text
        assert (await _office(play, "mouvement 300€ entrée Dotation")).refs == ["F1"]
        assert await asked(play)


def _whole() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ARCHIPEL.read_text("utf-8"))
    return found


# ── what an export carries ──


async def test_a_fund_with_cases_makes_the_round_trip_to_the_byte(play: Play, database: Database) -> None:
    ref = await _granted(play)
    await gives(play, "jeanne", await asked(play, "noa"), "plus quelle facture ?")
    whole = {**await play.export(), "reference_now": None}
    case = next(each for each in whole["fund"]["cases"] if each["request"] == ref)
    assert (case["state"], case["granted_cents"], len(case["said"])) == ("granted", 40000, 2)
    assert [each["says"] for each in whole["fund"]["decisions"]] == ["yes", "yes", "granted", "more"]
    await take_in(database, write(whole))
    assert await given_out(database) == write(whole)
    assert (await take_in(database, write(whole))).new == 0


async def test_a_case_of_no_request_is_refused(database: Database) -> None:
    whole = _whole()
    case = {"nature": "aid", "asked_cents": 1, "granted_cents": None, "state": "requested", "due_on": "2021-04-21"}
    whole["fund"]["cases"] = [{"request": "S-ZZZ", **case, "said": []}]
    with pytest.raises(BadDocument, match="S-ZZZ"):
        await take_in(database, json.dumps(whole))


async def test_without_sealed_an_export_has_the_rules_and_no_payment(database: Database) -> None:
    await take_in(database, ARCHIPEL.read_text("utf-8"))
    async with database.transaction() as session:
        value = await Interchange(session, PARIS).give_out(None, sealed=False)
    whole = _whole()["fund"]
    assert value["fund"] == {**whole, "movements": []}


async def test_a_fund_that_differs_is_refused_and_one_movement_more_is_taken_in(database: Database) -> None:
    whole = _whole()
    last = whole["fund"]["movements"].pop()
    await take_in(database, json.dumps(whole))
    whole["fund"]["movements"].append(last)
    assert (await take_in(database, json.dumps(whole))).new == 1
    assert json.loads(await given_out(database))["fund"] == whole["fund"]
    whole["fund"]["rules"]["ceiling_cents"] = 1
    whole["fund"]["movements"][2]["amount_cents"] = 1
    with pytest.raises(BadDocument, match=r"fund: rules is there already.*F3 is there already"):
        await take_in(database, json.dumps(whole))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda fund: fund["rules"]["commission"].append("@nobody:x"), "@nobody:x is not in people"),
        (lambda fund: fund["movements"].append(fund["movements"][0]), "F1 stands there twice"),
        (lambda fund: fund["movements"][0].update(way="up"), "way"),
        (lambda fund: fund["rules"].update(ceiling_cents=-1), "ceiling_cents"),
    ],
)
def test_a_fund_that_cannot_be_is_named(change: Any, reason: str) -> None:
    whole = _whole()
    change(whole["fund"])
    with pytest.raises(BadDocument, match=reason):
        read(write(whole))


async def test_what_is_said_of_money_and_people_is_sealed_in_the_database(database: Database) -> None:
    await take_in(database, ARCHIPEL.read_text("utf-8"))
    async with database.transaction() as session:
        rows = (await session.execute(sql("SELECT * FROM fund_movement"))).all()
    assert len(rows) == 6
    clear = repr([bytes(value) if isinstance(value, memoryview) else value for row in rows for value in row])
    assert not any(telling in clear for telling in ("Dotation", "60000", "S-7KM"))


# ── rules on plain values ──


@pytest.mark.parametrize(
    ("today", "ended"),
    [
        (dt.date(2021, 4, 14), dt.date(2021, 3, 31)),
        (dt.date(2021, 1, 1), dt.date(2020, 12, 31)),
        (dt.date(2021, 6, 30), dt.date(2021, 3, 31)),
        (dt.date(2021, 12, 31), dt.date(2021, 9, 30)),
    ],
)
def test_the_quarter_that_is_over(today: dt.date, ended: dt.date) -> None:
    assert quarter_before(today) == ended


def _case(*opinions: tuple[str, Opinion]) -> Case:
    case = Case(nature=Nature.AID, asked_cents=100, due_on=dt.date(2021, 4, 21))
    for by, opinion in opinions:
        case = case.hear(Said(by, opinion, "2021-04-14T10:00:00+02:00"))
    return case


YES, NO, MORE = Opinion.YES, Opinion.NO, Opinion.MORE


@pytest.mark.parametrize(
    ("opinions", "deciders", "state"),
    [
        ([], "abc", CaseState.REQUESTED),
        ([("a", YES)], "abc", CaseState.EXAMINED),
        ([("a", YES), ("a", YES)], "abc", CaseState.EXAMINED),
        ([("a", YES), ("b", YES)], "abc", CaseState.GRANTED),
        ([("a", YES), ("x", YES)], "abc", CaseState.EXAMINED),  # who may not decide does not count
        ([("a", NO)], "abc", CaseState.EXAMINED),
        ([("a", NO), ("b", NO)], "abc", CaseState.REFUSED),
        ([("a", NO)], "ab", CaseState.REFUSED),
        ([("a", NO), ("b", MORE)], "abc", CaseState.MORE_NEEDED),
        ([("a", YES)], "a", CaseState.EXAMINED),  # too few: nothing is refused by that
    ],
)
def test_what_follows_from_what_was_said(opinions: list[tuple[str, Opinion]], deciders: str, state: CaseState) -> None:
    assert _case(*opinions).weighed(deciders, 2).state is state


async def test_the_questions_of_two_requests_do_not_take_each_other_s_place(play: Play) -> None:
    first, second = await asked(play), await asked(play, "noa")
    assert (await play.says("fatou", FATOU, "1")).refs[0] == first
    waiting = (await play.says("fatou", FATOU, "!fonds avis")).text
    assert second in waiting and first not in waiting

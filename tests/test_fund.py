"""The fund: rules that all may read, requests in private, two approvals that are never about oneself."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from storage.audit import Audit
from storage.fund import Fund
from storage.people import People
from tests.pictures import played
from tests.playing import Heard, Play, full, playing

GRANIT, OFFICE = "ilot:granit", "tisseuse"
JEANNE, FATOU, MAUDE = (f"dm:{full(who)}" for who in ("jeanne", "fatou", "tisseuse"))
YOUENN = f"dm:{full('youenn')}"
WORDS = "une facture traîne depuis deux mois"
FOLDER = Path(__file__).parent.parent / "commands" / "fund"


def said(heard: Heard, kind: str) -> list[dict[str, Any]]:
    """Messages of that name."""
    return [line for line in heard.lines if kind in line.get("says", [])]


async def asked(play: Play, who: str = "youenn", text: str = f"400€ avance, {WORDS}", *, sign: str = "1") -> str:
    """Somebody's request, sent; its reference."""
    alone = f"dm:{full(who)}"
    await play.says(who, alone, f"!fonds demande {text}")
    await play.says(who, alone, sign)
    sent = await play.says(who, alone, "oui")
    return sent.refs[0]


async def gives(play: Play, who: str, ref: str, words: str) -> Heard:
    """A member's opinion."""
    return await play.says(who, f"dm:{full(who)}", f"!fonds avis {ref} {words}")


async def ruled(play: Play, text: str) -> Heard:
    """Other rules, agreed to."""
    shown = await play.says("tisseuse", OFFICE, f"!fonds règles {text}")
    return await play.line(sender=full("tisseuse"), react="✅", to=shown.lines[0]["id"])


# ── what all may read ──


async def test_its_rules_are_for_all_and_nobody_nor_any_payment_is_among_them(play_on_both: Play) -> None:
    text = (await play_on_both.says("ludovic", "ilot:beffroi", "!fonds")).text
    assert "Plafond : 800 €" in text and "5 jours ouvrés" in text and "!fonds demande" in text
    assert "au mercredi 31 mars, à 100 € près : 3 000 €" in text
    for telling in ("Gaspard", "Anouk", "S-7KM", "F3", "600 €", "420", "510"):
        assert telling not in text


@pytest.mark.parametrize("word", ["!caisse", "!fund", "!fonds merci"])
async def test_other_words_show_the_same(play: Play, word: str) -> None:
    assert said(await play.says("noa", GRANIT, word), "FundShown")


async def test_the_balance_is_that_of_the_last_quarter_whatever_came_since(stage: str) -> None:
    async with played(stage) as play:
        before = (await play.says("noa", GRANIT, "!fonds")).text
        await play.says("tisseuse", OFFICE, "!fonds mouvement 2 000 € entrée Dotation")
        assert (await play.says("noa", GRANIT, "!fonds")).text == before
    async with playing(stage, data=None) as play:
        await play.at("2021-07-01T10:00:00+02:00")
        assert "au mercredi 30 juin, à 100 € près : 5 300 €" in (await play.says("noa", GRANIT, "!fonds")).text


def test_no_word_of_it_is_loan_or_right() -> None:
    words = "\n".join((FOLDER / f"{language}.ftl").read_text("utf-8") for language in ("fr", "en"))
    assert re.findall(r"(?i)\b(?:prêt\w*|droit\w*|loans?|lend\w*|entitle\w*|rights?|intérêts)\b", words) == []


# ── asking ──


async def test_in_a_room_a_request_is_answered_by_a_letter_and_nothing_else(play_on_both: Play) -> None:
    heard = await play_on_both.says("youenn", GRANIT, "!fonds demande 950€ avance sur facture", id="$asked")
    (there,) = [line for line in heard.lines if line["room"] == GRANIT]
    assert (there["kind"], there["body"], there["to"]) == ("reaction", "💌", "$asked")
    (alone,) = heard.room(YOUENN)
    assert "encore visible dans le salon" in alone
    assert "C'est plus que le plafond (800 €). Je peux l'envoyer quand même, la commission décidera." in alone


async def test_less_than_was_typed_may_be_asked_for(play: Play) -> None:
    await play.says("youenn", YOUENN, "fonds demande 950€ avance sur facture")
    shown = await play.says("youenn", YOUENN, "2")
    assert "800 €, avance. « avance sur facture »" in shown.text
    assert "950" not in shown.text


async def test_more_than_the_ceiling_goes_when_its_author_wants_it(play: Play) -> None:
    await play.says("youenn", YOUENN, "!fonds demande 950€ avance sur facture")
    assert "950 €, avance." in (await play.says("youenn", YOUENN, "1")).text
    await play.says("youenn", YOUENN, "1")
    sent = await play.says("youenn", YOUENN, "oui")
    assert "au plus tard mercredi 21 avril" in sent.text
    assert "demande 950 €, en avance." in sent.room(JEANNE)[0]


async def test_one_question_at_a_time_for_what_is_missing(play: Play) -> None:
    assert "Combien" in (await play.says("noa", "dm:@noa:archipel.example", "!fonds demande")).text
    alone = "dm:@noa:archipel.example"
    assert "une avance" in (await play.says("noa", alone, f"250 euros, {WORDS}")).text
    shown = await play.says("noa", alone, "2")
    assert f"250 €, aide. « {WORDS} »" in shown.text
    assert "avec ton prénom ?" in (await play.says("noa", alone, "1")).text
    assert "au plus tard" in (await play.says("noa", alone, "oui")).text


@pytest.mark.parametrize("steps", [["stop"], ["1", "stop"], ["1", "non"]])
async def test_until_the_yes_nothing_goes_and_nothing_is_kept(play: Play, steps: list[str]) -> None:
    await play.says("youenn", YOUENN, "!fonds demande 400€ avance sur facture")
    for step in steps:
        heard = await play.says("youenn", YOUENN, step)
    assert heard.texts == ["Rien gardé."]
    assert {line["room"] for line in play.output if "room" in line} == {YOUENN}


async def test_what_was_typed_in_a_room_can_be_taken_away_on_the_way(play: Play) -> None:
    await play.says("youenn", GRANIT, "!fonds demande 950€ avance sur facture", id="$asked")
    gone = await play.says("youenn", YOUENN, "retire")
    assert [line["to"] for line in gone.lines if line["kind"] == "redaction"] == ["$asked"]
    assert "950 €, avance." in (await play.says("youenn", YOUENN, "1")).text


async def test_a_request_with_an_amount_alone_goes_aside_too(play: Play) -> None:
    heard = await play.says("youenn", GRANIT, "!fonds 400 € pour le loyer")
    assert [line["body"] for line in heard.lines if line["room"] == GRANIT] == ["💌"]


# ── deciding ──


async def test_each_of_the_commission_is_asked_alone_and_the_tisseuse_s_room_reads_no_word_of_it(
    play_on_both: Play,
) -> None:
    play = play_on_both
    await play.says("youenn", YOUENN, f"!fonds demande 400€ avance, {WORDS}")
    await play.says("youenn", YOUENN, "1")
    heard = await play.says("youenn", YOUENN, "oui")
    for room in (JEANNE, FATOU, MAUDE):
        (text,) = heard.room(room)
        assert "Youenn demande 400 €, en avance." in text and WORDS in text
    assert [line["says"][0] for line in heard.lines if line["room"] == OFFICE] == ["FundAskedOffice", "RequestHead"]
    assert not any(telling in text for text in heard.room(OFFICE) for telling in ("400", WORDS))
    assert heard.outcome == "answered"
    assert {line["room"] for line in heard.lines} == {YOUENN, JEANNE, FATOU, MAUDE, OFFICE}


async def test_two_different_approvals_grant_it_and_one_member_s_two_do_not(play_on_both: Play) -> None:
    play = play_on_both
    ref = await asked(play)
    first = await gives(play, "jeanne", ref, "oui")
    assert not said(first, "FundGranted")
    assert "examine" in first.room(YOUENN)[0]
    again = await gives(play, "jeanne", ref, "oui")
    assert not said(again, "FundGranted")
    second = await gives(play, "fatou", ref, "oui bon courage")
    (told,) = second.room(YOUENN)
    assert "la commission est d'accord, pour 400 € d'avance" in told and "« bon courage »" in told
    assert "Fatou" not in told and "Jeanne" not in told
    assert "avance accordée, 400 €" in second.room(OFFICE)[0]
    assert (await gives(play, "tisseuse", ref, "non")).outcome == "refused"


async def test_it_is_granted_to_the_least_that_two_agree_to(play: Play) -> None:
    ref = await asked(play)
    await gives(play, "jeanne", ref, "oui 250 €")
    assert "pour 250 € d'avance" in (await gives(play, "fatou", ref, "oui")).room(YOUENN)[0]


async def test_a_number_or_a_tap_answers_the_question(play: Play) -> None:
    ref = await asked(play)
    question = next(line for line in play.output if line.get("room") == FATOU)
    assert "tu es d'accord" in (await play.says("jeanne", JEANNE, "1")).text
    tapped = await play.line(sender=full("fatou"), react="✅", to=question["id"])
    assert said(tapped, "FundGranted") and ref in tapped.refs


async def test_it_is_refused_kindly_once_two_cannot_agree_any_more(play: Play) -> None:
    ref = await asked(play)
    assert not said(await gives(play, "jeanne", ref, "non"), "FundRefused")
    (told,) = said(await gives(play, "fatou", ref, "non"), "FundRefused")[:1]
    assert told["room"] == YOUENN and "Cela ne dit rien de toi" in told["body"]


async def test_what_is_missing_is_asked_without_a_name_and_the_days_begin_anew(play: Play) -> None:
    ref = await asked(play)
    await play.at("2021-04-19T10:00:00+02:00")
    asks = await gives(play, "jeanne", ref, "plus quelle facture ?")
    told = next(text for text in asks.room(YOUENN) if "quelle facture ?" in text)
    assert "Jeanne" not in told
    assert not (await play.says("youenn", YOUENN, "celle du 2 mars")).room(JEANNE)
    answered = await play.says("youenn", YOUENN, "oui")
    assert "Le délai repart" in answered.text
    assert "« celle du 2 mars »" in answered.room(JEANNE)[0] and "lundi 26 avril" in answered.room(JEANNE)[0]
    await gives(play, "fatou", ref, "oui")
    assert said(await gives(play, "jeanne", ref, "oui"), "FundGranted")


async def test_nobody_decides_on_their_own_request(play_on_both: Play) -> None:
    play = play_on_both
    await play.says("jeanne", JEANNE, f"!fonds demande 400€ avance, {WORDS}")
    await play.says("jeanne", JEANNE, "1")
    sent = await play.says("jeanne", JEANNE, "oui")
    assert not [text for text in sent.room(JEANNE) if "Jeanne demande" in text]
    own = await gives(play, "jeanne", sent.refs[0], "oui")
    assert own.outcome == "refused" and "Personne ne décide de sa propre demande" in own.text
    assert not said(await gives(play, "fatou", sent.refs[0], "oui"), "FundGranted")


async def test_the_other_one_of_an_ilot_of_two_steps_aside(play_on_both: Play) -> None:
    play = play_on_both
    await ruled(play, "commission @dorine @jeanne @fatou")
    await play.says("ludovic", "dm:@ludovic:archipel.example", f"!fonds demande 400€ avance, {WORDS}")
    await play.says("ludovic", "dm:@ludovic:archipel.example", "1")
    sent = await play.says("ludovic", "dm:@ludovic:archipel.example", "oui")
    assert sent.room("dm:@dorine:archipel.example") == [] and sent.room(JEANNE)
    assert (await gives(play, "dorine", sent.refs[0], "oui")).outcome == "refused"
    assert not said(await gives(play, "jeanne", sent.refs[0], "oui"), "FundGranted")
    assert said(await gives(play, "fatou", sent.refs[0], "oui"), "FundGranted")


async def test_too_few_who_may_decide_is_told_to_the_tisseuse_and_never_why(play: Play) -> None:
    await ruled(play, "commission @dorine @ludovic @jeanne")
    sent_to = await _sends(play, "ludovic")
    (office,) = [line for line in sent_to.lines if "QuorumOutOfReach" in line.get("says", [])]
    assert office["room"] == OFFICE and "Dorine" not in office["body"] and "Ludovic" not in office["body"]
    told = await ruled(play, "commission @dorine @ludovic @jeanne @fatou")
    assert told.room(FATOU) and not told.room(JEANNE)


async def _sends(play: Play, who: str, sign: str = "1") -> Heard:
    alone = f"dm:{full(who)}"
    await play.says(who, alone, f"!fonds demande 400€ avance, {WORDS}")
    await play.says(who, alone, sign)
    return await play.says(who, alone, "oui")


async def test_under_a_pseudonym_it_is_somebody_to_the_commission_too(play_on_both: Play) -> None:
    play = play_on_both
    sent = await _sends(play, "youenn", "2")
    ref = sent.refs[0]
    others = [line for line in sent.lines if line["room"] != YOUENN]
    for who in ("jeanne", "fatou"):
        others += (await gives(play, who, ref, "oui")).lines
    others += (await play.says("tisseuse", OFFICE, f"!fonds décision {ref}")).lines
    others += (await play.says("tisseuse", OFFICE, f"!fonds payé {ref}")).lines
    told = " ".join(line["body"] for line in others if line["room"] != YOUENN)
    assert "une personne demande 400 €" in told and "Youenn" not in told


async def test_an_opinion_is_not_taken_where_others_read_along(play: Play) -> None:
    ref = await asked(play)
    heard = await play.says("jeanne", "ilot:morvan", f"!fonds avis {ref} oui")
    assert [line["body"] for line in heard.lines if line["room"] == "ilot:morvan"] == ["💌"]
    assert not said(await gives(play, "fatou", ref, "oui"), "FundGranted")


async def test_who_is_not_of_the_commission_learns_nothing(play: Play) -> None:
    ref = await asked(play)
    stranger = await gives(play, "noa", ref, "oui")
    unknown = await gives(play, "noa", "S-ZZZ", "oui")
    assert stranger.outcome == "refused" and stranger.text == unknown.text.replace("S-ZZZ", ref)


# ── its days ──


async def test_on_the_last_day_whoever_has_not_decided_is_reminded_once(play_on_both: Play) -> None:
    play = play_on_both
    ref = await asked(play)
    await gives(play, "jeanne", ref, "oui")
    assert not said(await play.at("2021-04-21T09:00:00+02:00"), "DecideReminder")
    day = await play.at("2021-04-21T12:00:00+02:00")
    assert {line["room"] for line in said(day, "DecideReminder")} == {FATOU, MAUDE}
    assert "2 avis manquent" in said(day, "CaseWaits")[0]["body"]
    late = await play.at("2021-05-10T12:00:00+02:00")
    assert not said(late, "DecideReminder") and not said(late, "CaseWaits")
    assert [line["room"] for line in said(late, "FundLate")] == [YOUENN]


async def test_holidays_and_weekends_do_not_count(play: Play) -> None:
    await play.at("2021-05-12T10:00:00+02:00")  # Ascension is the 13th, Whit Monday the 24th
    assert "au plus tard jeudi 20 mai" in (await _sends(play, "youenn")).text


async def test_nothing_is_recalled_of_what_is_decided(play: Play) -> None:
    ref = await asked(play)
    for who in ("jeanne", "fatou"):
        await gives(play, who, ref, "oui")
    later = await play.at("2021-04-30T12:00:00+02:00")
    assert not [line for line in later.lines if ref in line.get("refs", [])]


# ── one queue, one thread, one erasure ──


async def test_it_stands_in_the_tisseuse_s_queue_and_its_thread_says_how_it_ended(play: Play) -> None:
    ref = await asked(play)
    assert ref in (await play.says("tisseuse", OFFICE, "!demandes")).text
    for who in ("jeanne", "fatou"):
        await gives(play, who, ref, "oui")
    paid = await play.says("tisseuse", OFFICE, f"!fonds payé {ref}")
    (head,) = [line for line in paid.lines if line["kind"] == "edit"]
    assert "résolue" in head["body"]
    assert ref not in (await play.says("tisseuse", OFFICE, "!demandes")).text


async def test_taken_back_no_word_of_it_stays_with_the_commission(play_on_both: Play) -> None:
    play = play_on_both
    ref = await asked(play)
    told = {line["id"] for line in play.output if "AskCommission" in line.get("says", [])}
    gone = await play.says("youenn", YOUENN, f"annule {ref}")
    assert told <= {line["to"] for line in gone.lines if line["kind"] == "redaction"} and len(told) == 3
    assert (await gives(play, "jeanne", ref, "oui")).outcome == "refused"
    exported = await play.export()
    assert "cases" not in exported["fund"] and WORDS not in str(exported)
    assert not said(await play.at("2021-04-30T12:00:00+02:00"), "DecideReminder")


async def test_deleting_the_message_that_holds_its_words_takes_it_back(play: Play) -> None:
    await play.says("youenn", YOUENN, f"!fonds demande 400€ avance, {WORDS}", id="$words")
    await play.says("youenn", YOUENN, "1")
    ref = (await play.says("youenn", YOUENN, "oui")).refs[0]
    await play.line(room=YOUENN, sender=full("youenn"), redact="$words")
    assert (await gives(play, "jeanne", ref, "oui")).outcome == "refused"


async def test_what_a_member_is_shown_is_a_line_of_audit(play: Play) -> None:
    ref = await asked(play)
    bench = play.bot.bench
    async with bench.database.transaction() as session:
        lines = await Audit(session, bench.now()).about(full("jeanne"))
    assert [(each.action, each.subject, each.ref) for each in lines] == [("opened", full("youenn"), ref)]


async def test_what_begins_while_her_room_is_shut_is_told_when_it_is_hers_again(play: Play) -> None:
    await play.line(room=OFFICE, sender=full("noa"), join=True)
    ref = await asked(play)
    assert not [line for line in play.output if line.get("room") == OFFICE and ref in line.get("refs", [])]
    opened = await play.line(room=OFFICE, sender=full("noa"), join=False)
    assert ref in opened.refs


async def test_who_is_forgotten_decides_nothing_any_more_and_is_named_nowhere(play_on_both: Play) -> None:
    play = play_on_both
    ref, settled = await asked(play), await asked(play, "noa")
    for each in (ref, settled):
        await gives(play, "jeanne", each, "oui")
    await gives(play, "fatou", settled, "oui")
    await play.says("jeanne", JEANNE, "!oublie-moi")
    gone = await play.says("jeanne", JEANNE, "oui")
    assert not said(gone, "QuorumOutOfReach")
    exported = (await play.export())["fund"]
    assert full("jeanne") not in str(exported)
    assert not said(await gives(play, "fatou", ref, "oui"), "FundGranted")
    assert "une personne : d'accord" in (await play.says("tisseuse", OFFICE, f"!fonds décision {settled}")).text
    assert said(await gives(play, "tisseuse", ref, "oui"), "FundGranted")


async def test_one_s_own_data_tell_what_was_asked_and_never_who_said_what_of_it(play: Play, tmp_path: Path) -> None:
    ref = await asked(play)
    await gives(play, "jeanne", ref, "oui bon courage")
    async with play.bot.bench.database.transaction() as session:
        people, fund = People(session), Fund(session)
        mine, hers = await people.by_id(full("youenn")), await people.by_id(full("jeanne"))
        assert mine is not None and hers is not None
        assert await fund.opinions_of(mine) == []
        (opinion,) = await fund.opinions_of(hers)
    assert (opinion["ref"], opinion["opinion"], opinion["word"]) == (ref, "yes", "bon courage")
    play.rehearsal._stage.files = tmp_path
    heard = await play.says("youenn", YOUENN, "!moi export")
    (given,) = [line for line in heard.lines if line["kind"] == "file"]
    told = await asyncio.to_thread(Path(given["path"]).read_text, "utf-8")
    assert ref in told and "40000" in told and "bon courage" not in told

"""Whoever asked for help edits or deletes their message: in the Tisseuse's room, the commission and the database."""

from __future__ import annotations

from typing import Any

import pytest

from storage.audit import Audit
from tests.asking import OFFICE, WORDS, alone, orders, private, ref_in, request, sent, told
from tests.playing import Heard, Play, full

GRANIT = "ilot:granit"
BILL = "une facture traîne depuis deux mois"
COMMISSION = ("jeanne", "fatou", "tisseuse")


async def _asked(play: Play, room: str = alone("youenn"), sign: str = "2") -> str:
    """A request to the fund, typed at once; its reference."""
    await play.says("youenn", room, f"!fonds demande 400 € avance, {BILL}", id="$made")
    await private(play, "youenn", sign)
    return ref_in(await private(play, "youenn", "oui"))


async def _edit(play: Play, body: str, who: str = "youenn", event: str = "$made") -> Heard:
    return await play.line(sender=full(who), edit=event, body=body)


async def _opinion(play: Play, who: str, ref: str, words: str = "oui") -> Heard:
    return await private(play, who, f"!fonds avis {ref} {words}")


async def _cases(play: Play) -> dict[str, dict[str, Any]]:
    return {each["request"]: each for each in (await play.export())["fund"].get("cases", [])}


async def _case(play: Play, ref: str) -> dict[str, Any]:
    return (await _cases(play))[ref]


def _gone(heard: Heard, room: str) -> list[str]:
    return [line["to"] for line in heard.lines if line["kind"] == "redaction" and line["room"] == room]


# ── to the fund ──


async def test_the_commission_reads_the_edit_and_every_opinion_begins_anew(play_on_both: Play) -> None:
    play = play_on_both
    ref = await _asked(play)
    await _opinion(play, "jeanne", ref)
    await play.at("2021-04-15T09:00:00+02:00")
    heard = await _edit(play, "!fonds demande 300 € d'aide pour le loyer de mai")
    case = await _case(play, ref)
    assert (case["asked_cents"], case["nature"], case["said"]) == (30000, "aid", [])
    assert (case["state"], case["due_on"]) == ("requested", "2021-04-22")
    assert (await request(play, ref))["text"] == "d'aide pour le loyer de mai"
    for who in COMMISSION:
        assert "Les avis déjà donnés ne comptent plus." in told(heard, alone(who))
        assert "demande 300 €, en aide. « d'aide pour le loyer de mai »" in told(heard, alone(who))
    assert "les avis repartent de zéro" in told(heard, OFFICE) and "loyer" not in told(heard, OFFICE)
    await _opinion(play, "fatou", ref)
    assert (await _case(play, ref))["state"] == "examined"  # one approval: the one before does not count
    granted = await _opinion(play, "jeanne", ref)
    assert "d'accord, pour 300 € d'aide" in told(granted, alone("youenn"))


async def test_what_the_commission_had_read_is_taken_back_where_it_stood(play: Play) -> None:
    ref = await _asked(play)
    before = [line for line in play.output if BILL in line.get("body", "") and ref in line.get("refs", [])]
    assert {line["room"] for line in before} == {alone(who) for who in COMMISSION}
    heard = await _edit(play, "!fonds demande 400 € avance, une autre raison")
    for line in before:
        assert line["id"] in _gone(heard, line["room"])
    (preview,) = [line for line in play.output if "Voilà" in line.get("body", "") and line["room"] == alone("youenn")]
    assert preview["id"] in _gone(heard, alone("youenn"))


async def test_the_author_reads_how_the_edit_was_understood_and_the_day_that_counts(play: Play) -> None:
    ref = await _asked(play)
    await _opinion(play, "jeanne", ref)
    await play.at("2021-04-15T09:00:00+02:00")
    heard = await _edit(play, "!fonds demande 300 € avance, le loyer de mai")
    assert f"{ref} est corrigée : 300 €, en avance. « avance, le loyer de mai »" in told(heard, alone("youenn"))
    (sent_again,) = [line for line in heard.lines if line["kind"] == "edit" and line["room"] == alone("youenn")]
    assert "jeudi 22 avril" in sent_again["body"]


async def test_a_first_opinion_not_yet_given_leaves_the_day_as_it_was(play: Play) -> None:
    ref = await _asked(play)
    before = (await _case(play, ref))["due_on"]
    await play.at("2021-04-15T09:00:00+02:00")
    heard = await _edit(play, "!fonds demande 300 € avance")
    assert (await _case(play, ref))["due_on"] == before
    assert "Voici ce qui compte maintenant." in told(heard, alone("jeanne"))


async def test_an_edit_that_changes_nothing_tells_nobody(play: Play) -> None:
    ref = await _asked(play)
    await _opinion(play, "jeanne", ref)
    heard = await _edit(play, f"!fonds  demande 400€ avance, {BILL}")
    assert heard.lines == []
    assert len((await _case(play, ref))["said"]) == 1


async def test_the_answer_that_held_the_words_is_edited_like_the_command(play_on_both: Play) -> None:
    play = play_on_both
    await private(play, "youenn", "!fonds demande")
    await play.says("youenn", alone("youenn"), f"400 €, {BILL}", id="$made")
    ref = ref_in(await private(play, "youenn", "1", "2", "oui"))
    heard = await _edit(play, "Objet : 250 €, la facture de mars")
    assert heard.outcome == "answered"
    assert (await _case(play, ref))["asked_cents"] == 25000
    assert (await request(play, ref))["text"] == "la facture de mars"
    assert (await _case(play, ref))["nature"] == "advance"  # it was chosen, and the words do not say otherwise


async def test_above_the_ceiling_the_edit_is_asked_about_and_less_may_be_taken(play: Play) -> None:
    ref = await _asked(play)
    heard = await _edit(play, "!fonds demande 950 € avance")
    assert "C'est plus que le plafond (800 €)" in told(heard, alone("youenn"))
    assert (await _case(play, ref))["asked_cents"] == 40000
    await private(play, "youenn", "2")
    assert (await _case(play, ref))["asked_cents"] == 80000


@pytest.mark.parametrize("words", ["stop", "peut-être"])
async def test_above_the_ceiling_anything_else_leaves_it_as_it_was(play: Play, words: str) -> None:
    ref = await _asked(play)
    await _edit(play, "!fonds demande 950 € avance")
    await private(play, "youenn", words)
    assert (await _case(play, ref))["asked_cents"] == 40000


async def test_once_it_is_decided_an_edit_changes_nothing(play: Play) -> None:
    ref = await _asked(play)
    await _opinion(play, "jeanne", ref)
    await _opinion(play, "fatou", ref)
    before = await request(play, ref)
    heard = await _edit(play, "!fonds demande 700 € avance")
    assert (heard.outcome, "est déjà décidée ou close" in heard.text) == ("refused", True)
    assert await request(play, ref) == before


async def test_in_a_room_an_edit_is_answered_by_a_letter_and_nothing_else(play: Play) -> None:
    ref = await _asked(play, GRANIT)
    heard = await _edit(play, "!fonds demande 300 € avance, le loyer")
    assert [line["body"] for line in heard.lines if line["room"] == GRANIT] == ["💌"]
    assert (await _case(play, ref))["asked_cents"] == 30000
    await private(play, "youenn", f"annule {ref}")
    late = await _edit(play, "!fonds demande 200 € avance")
    assert [line["body"] for line in late.lines if line["room"] == GRANIT] == ["💌"]


async def test_what_the_commission_was_asked_to_add_is_not_waited_for_any_more(play: Play) -> None:
    ref = await _asked(play)
    await _opinion(play, "jeanne", ref, "plus quelle facture ?")
    await _edit(play, "!fonds demande 400 € avance, la facture du 2 mars")
    assert (await _case(play, ref))["state"] == "requested"
    assert (await private(play, "youenn", "celle du 2 mars")).outcome == "ignored"


async def test_the_log_says_that_it_was_corrected_and_not_by_whom(play: Play) -> None:
    ref = await _asked(play)
    await _opinion(play, "jeanne", ref)
    await _edit(play, "!fonds demande 300 € avance")
    text = (await play.says("tisseuse", OFFICE, f"!fonds décision {ref}")).text
    assert "corrigée par la personne, les avis repartent de zéro" in text and "Youenn" not in text


async def test_each_new_reading_by_the_commission_leaves_a_line_of_audit(play: Play) -> None:
    ref = await _asked(play)
    await _edit(play, "!fonds demande 300 € avance")
    async with play.bot.bench.database.transaction() as session:
        lines = await Audit(session, play.bot.bench.now()).about(full("youenn"))
    assert [line.actor for line in lines if line.ref == ref].count(full("jeanne")) == 2


async def test_deleting_it_ends_it_for_the_commission_too(play_on_both: Play) -> None:
    play = play_on_both
    ref = await _asked(play)
    read = [line for line in play.output if BILL in line.get("body", "") and ref in line.get("refs", [])]
    heard = await play.line(sender=full("youenn"), redact="$made")
    for line in read:
        assert line["id"] in _gone(heard, line["room"])
    for who in COMMISSION:
        assert f"{ref} : la personne l'a retirée. Il n'y a rien à décider." in told(heard, alone(who))
        assert (await private(play, who, "1")).outcome == "ignored"
    assert (await request(play, ref))["text"] is None and ref not in await _cases(play)


async def test_taking_it_back_by_its_name_ends_it_for_the_commission_too(play: Play) -> None:
    ref = await _asked(play)
    heard = await private(play, "youenn", f"annule {ref}")
    assert "Il n'y a rien à décider" in told(heard, alone("fatou"))


async def test_being_forgotten_ends_it_for_the_commission_too(play: Play) -> None:
    ref = await _asked(play)
    heard = await private(play, "youenn", "!oublie-moi", "oui")
    assert f"{ref} : la personne l'a retirée." in told(heard, alone("jeanne"))


async def test_a_request_of_one_kind_does_not_become_one_of_the_other_by_an_edit(play: Play) -> None:
    ref = await _asked(play)
    before = await request(play, ref)
    assert (await _edit(play, "!solidarite besoin de parler")).outcome == "refused"
    assert await request(play, ref) == before
    await play.says("sacha", alone("sacha"), f"!solidarite {WORDS}", id="$other")
    other = ref_in(await private(play, "sacha", "1", "oui"))
    assert (await _edit(play, "!fonds demande 300 €", "sacha", "$other")).outcome == "refused"
    assert (await request(play, other))["text"] == WORDS


async def test_nobody_edits_anothers(play: Play) -> None:
    ref = await _asked(play)
    assert (await _edit(play, "!fonds demande 1 €", who="noa")).outcome == "ignored"
    assert (await _case(play, ref))["asked_cents"] == 40000


# ── to the Tisseuse ──


async def test_the_edited_words_of_a_request_take_the_place_of_those_she_read(play_on_both: Play) -> None:
    play = play_on_both
    await play.says("sacha", alone("sacha"), f"!solidarite {WORDS}", id="$made")
    ref = ref_in(await private(play, "sacha", "1", "oui"))
    opened = [line for line in (await orders(play, ref)).lines if WORDS in line.get("body", "")]
    heard = await _edit(play, "!solidarite 400 € suffiront", who="sacha")
    assert [line["id"] for line in opened] == _gone(heard, OFFICE)
    assert "corrigé ses mots" in told(heard, OFFICE) and "400" not in told(heard, OFFICE)
    assert (await request(play, ref))["amount_cents"] == 40000


async def test_what_the_words_said_follows_them_and_what_was_chosen_stays(play: Play) -> None:
    await private(play, "sacha", "!solidarite", "5")
    await play.says("sacha", alone("sacha"), "ma fille est malade, quand tu peux", id="$made")
    ref = ref_in(await private(play, "sacha", "2", "oui"))
    before = await request(play, ref)
    assert (before["kind"], before["urgency"]) == ("listening", "none")
    heard = await _edit(play, "ma fille est malade, c'est urgent", who="sacha")
    after = await request(play, ref)
    assert (after["kind"], after["urgency"]) == ("listening", "48h")
    (head,) = [line for line in heard.lines if line["kind"] == "edit" and line["room"] == OFFICE]
    assert "urgent" in head["body"]
    due = await play.at("2021-04-15T10:31:00+02:00")  # one working day, and not two
    assert f"{ref} attend depuis 1 jour ouvré" in told(due, OFFICE)


async def test_the_one_person_who_was_asked_to_read_reads_the_new_words(play: Play) -> None:
    await play.says("sacha", alone("sacha"), f"!solidarite {WORDS}", id="$made")
    ref = ref_in(await private(play, "sacha", "2", "oui"))
    await orders(play, f"{ref} oriente @odile")
    shown = [line for line in (await private(play, "sacha", "oui")).lines if line["room"] == alone("odile")]
    heard = await _edit(play, "!solidarite 400 € suffiront", who="sacha")
    assert _gone(heard, alone("odile")) == [line["id"] for line in shown]
    assert "« 400 € suffiront »" in told(heard, alone("odile"))


async def test_an_edit_without_words_changes_nothing_and_says_so(play: Play) -> None:
    await play.says("sacha", alone("sacha"), f"!solidarite {WORDS}", id="$made")
    ref = ref_in(await private(play, "sacha", "2", "oui"))
    heard = await _edit(play, "!solidarite", who="sacha")
    assert (heard.outcome, f"{ref} reste comme avant" in heard.text) == ("refused", True)
    assert (await request(play, ref))["text"] == WORDS


async def test_the_edit_of_a_closed_request_says_in_private_that_it_is_closed(play: Play) -> None:
    await play.says("gaspard", "ilot:plume", f"!solidarite {WORDS}", id="$made")
    ref = ref_in(await private(play, "gaspard", "2", "oui"))
    await orders(play, f"{ref} clos")
    heard = await _edit(play, "!solidarite autre chose", who="gaspard")
    assert [line["body"] for line in heard.lines if line["room"] == "ilot:plume"] == ["💌"]
    assert f"{ref} est close" in told(heard, alone("gaspard"))
    assert (await request(play, ref))["text"] == WORDS


async def test_the_preview_goes_with_the_words(play: Play) -> None:
    ref = await sent(play)
    previews = [line["id"] for line in play.output if "Voilà ce que" in line.get("body", "")]
    assert set(previews) <= set(_gone(await private(play, "sacha", f"annule {ref}"), alone("sacha")))
    assert previews

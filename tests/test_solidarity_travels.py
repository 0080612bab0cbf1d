"""A request goes further by its author's « oui »: to one named person, or as a text that tells nobody who it is."""

from __future__ import annotations

import json

import pytest

from commands.solidarity.reading import too_telling
from tests.asking import OFFICE, PLUME, WORDS, alone, orders, private, request, says, sent, told
from tests.playing import Play

TEXT = "Une personne de l'Archipel cherche 600 € pour passer le mois."
COURRIER = "2021-04-16T09:31:00+02:00"


async def test_a_text_goes_to_the_other_ilots_with_the_next_courrier(play_on_both: Play) -> None:
    play = play_on_both
    ref = await sent(play)  # Sacha's, of Plume or wherever they live
    asked = await orders(play, f"{ref} propose-relais {TEXT}")
    assert TEXT in told(asked, alone("sacha")) and "Rien ne part sans son « oui »" in told(asked, OFFICE)
    agreed = await private(play, "sacha", "oui")
    assert "Ce texte part au prochain courrier" in agreed.text
    assert (await request(play, ref))["state"] == "relayed"
    heard = await play.at(COURRIER)
    home = next(each["ilot"] for each in (await play.export())["people"] if each["first_name"] == "Sacha")
    rooms = {line["room"] for line in heard.lines if TEXT in line["body"]}
    assert rooms and f"ilot:{home}" not in rooms and OFFICE not in rooms


async def test_their_own_ilot_too_when_they_ask_for_it(play: Play) -> None:
    ref = await sent(play)
    await orders(play, f"{ref} propose-relais {TEXT}")
    await private(play, "sacha", "oui, aussi mon îlot")
    home = next(each["ilot"] for each in (await play.export())["people"] if each["first_name"] == "Sacha")
    heard = await play.at(COURRIER)
    assert f"ilot:{home}" in {line["room"] for line in heard.lines if TEXT in line["body"]}


async def test_without_a_yes_nothing_travels(play: Play) -> None:
    ref = await sent(play)
    await orders(play, f"{ref} propose-relais {TEXT}")
    refused = await private(play, "sacha", "non")
    assert "rien ne part" in refused.text
    assert TEXT not in (await play.at(COURRIER)).text
    assert (await request(play, ref))["relay_text"] is None


async def test_a_yes_to_other_words_is_asked_again(play: Play) -> None:
    ref = await sent(play)
    await orders(play, f"{ref} propose-relais {TEXT}")
    await orders(play, f"{ref} propose-relais Une personne cherche un appui.")
    asked = await private(play, "sacha", "oui")
    assert "Une personne cherche un appui." in asked.text and asked.outcome == "asked"
    assert (await request(play, ref))["relay_consent"] is False


@pytest.mark.parametrize("word", ["Granit", "Lyon", "Sacha"])
async def test_a_text_that_tells_who_it_is_goes_nowhere(play: Play, word: str) -> None:
    ref = await sent(play)
    heard = await orders(play, f"{ref} propose-relais Une personne de {word} cherche un appui.")
    assert heard.outcome == "refused" and word in heard.text
    assert told(heard, alone("sacha")) == ""


def test_whole_words_are_looked_for_accents_and_case_aside() -> None:
    assert too_telling("une conteuse, à RENNES", ["Rennes", "conteuse", "on"]) == ["Rennes", "conteuse"]
    assert too_telling("un rennais", ["Rennes"]) == []


async def test_whoever_reads_the_courrier_may_answer_it(play: Play) -> None:
    ref = await sent(play)
    await orders(play, f"{ref} propose-relais {TEXT}")
    await private(play, "sacha", "oui")
    await play.at(COURRIER)
    heard = await private(play, "karim", f"{ref} j'ai 100 € à avancer")
    assert f"{ref} · Karim a lu le courrier et répond : j'ai 100 € à avancer" in told(heard, OFFICE)
    assert told(heard, alone("sacha")) == ""
    assert (await private(play, "karim", ref)).outcome == "refused"  # to help is not to read it


async def test_taking_back_takes_it_out_of_the_next_courrier(play: Play) -> None:
    ref = await sent(play)
    await orders(play, f"{ref} propose-relais {TEXT}")
    await private(play, "sacha", "oui", f"annule {ref}")
    assert TEXT not in (await play.at(COURRIER)).text


async def test_taking_back_erases_the_courriers_that_told_it(play: Play) -> None:
    ref = await sent(play)
    await orders(play, f"{ref} propose-relais {TEXT}")
    await private(play, "sacha", "oui")
    heard = await play.at(COURRIER)
    told_in = {line["id"] for line in heard.lines if TEXT in line["body"]}
    gone = await private(play, "sacha", f"annule {ref}")
    assert told_in <= {line["to"] for line in gone.lines if line["kind"] == "redaction"}


# ── one named person ──


async def test_one_named_person_reads_it_once_its_author_agreed(play_on_both: Play) -> None:
    play = play_on_both
    ref = await sent(play)
    asked = await orders(play, f"{ref} oriente @odile")
    assert f"propose de montrer ta demande {ref} à Odile" in told(asked, alone("sacha"))
    assert told(asked, alone("odile")) == ""
    agreed = await private(play, "sacha", "oui")
    assert WORDS in told(agreed, alone("odile")) and "une personne" in told(agreed, alone("odile"))
    reply = await private(play, "odile", f"{ref} je peux t'écouter jeudi")
    assert "Odile te répond : je peux t'écouter jeudi" in told(reply, alone("sacha"))
    back = await private(play, "sacha", f"{ref} jeudi me va")
    assert "une personne : jeudi me va" in told(back, alone("odile"))
    assert "jeudi me va" in told(back, OFFICE)


async def test_without_a_yes_nobody_else_reads_it(play: Play) -> None:
    ref = await sent(play)
    await orders(play, f"{ref} oriente odile")
    await private(play, "sacha", "non")
    assert (await private(play, "odile", ref)).outcome == "refused"


async def test_nobody_is_sent_their_own(play: Play) -> None:
    ref = await sent(play)
    assert (await orders(play, f"{ref} oriente @sacha")).outcome == "refused"


async def test_a_yes_to_the_text_is_one_also_while_a_reply_waits_for_a_word(play: Play) -> None:
    ref = await sent(play)
    await orders(play, f"{ref} réponds je te rappelle demain")
    await orders(play, f"{ref} propose-relais {TEXT}")
    assert says(await private(play, "sacha", "oui"), alone("sacha")) == ["WillTravel"]
    assert says(await private(play, "sacha", "merci"), alone("sacha")) == ["SendThis"]  # the reply's turn again


async def test_nothing_is_asked_of_somebody_who_is_answering_something_else(play: Play) -> None:
    ref = await sent(play)
    await private(play, "sacha", "!solidarite", "5", "besoin de parler", "2")
    refused = await orders(play, f"{ref} propose-relais {TEXT}")
    assert (refused.outcome, says(refused, OFFICE)) == ("refused", ["AuthorIsBusy"])
    assert says(await private(play, "sacha", "oui"), alone("sacha")) == ["RequestSent"]


async def test_what_is_closed_is_shown_without_what_cannot_be_done_any_more(play: Play) -> None:
    ref = await sent(play)
    await orders(play, f"{ref} clos")
    shown = (await private(play, "sacha", ref)).text
    assert WORDS in shown and "annule" not in shown


# ── as a document ──


async def test_an_export_without_its_seal_holds_no_word_and_no_name_behind_a_pseudonym(play: Play) -> None:
    from storage.interchange import Interchange  # noqa: PLC0415

    async with play.bot.bench.database.transaction() as session:
        given = await Interchange(session, play.bot.bench.zone).give_out(None, sealed=False)
    found = given["solidarity_requests"]
    assert len(found) == 20
    assert {each["text"] for each in found} == {each["amount_cents"] for each in found} == {None}
    assert {each["author"] for each in found if each["signed"] == "pseudonym"} == {None}
    assert "épuisement" not in json.dumps(found, ensure_ascii=False)


async def test_a_room_never_hears_of_requests(play: Play) -> None:
    for body in ("!solidarite S-W3C", "!annule S-W3C", "!voir S-W3C"):
        heard = await play.says("gaspard", PLUME, body)
        assert "Tournée" not in heard.text and "Sacha" not in heard.text

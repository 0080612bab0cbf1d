"""Solidarity requests: private from the first word, sent by a « oui » alone, spoken of by name where it was agreed."""

from __future__ import annotations

import pytest

from storage.audit import Audit, AuditAction
from storage.errors import UnknownRequest
from storage.people import People
from storage.requests import Requests
from storage.rooms import Rooms
from storage.values import Ref
from tests.asking import OFFICE, PLUME, WORDS, alone, orders, private, ref_in, request, says, sent, told
from tests.playing import Play, full

# ── asking ──


async def test_in_a_room_there_is_a_letter_and_nothing_else(play_on_both: Play) -> None:
    play = play_on_both
    heard = await play.says("gaspard", PLUME, "!solidarite")
    assert [(line["kind"], line["body"]) for line in heard.lines if line["room"] == PLUME] == [("reaction", "💌")]
    assert told(heard, alone("gaspard")).startswith("Je t'écris ici pour rester entre nous. De quel appui s'agit-il ?")
    assert heard.outcome == "asked"


async def test_what_was_typed_in_the_room_can_be_taken_away(play: Play) -> None:
    heard = await play.says("gaspard", PLUME, "!solidarite le loyer de mai, 300 €", id="$typed")
    assert [line["body"] for line in heard.lines if line["room"] == PLUME] == ["💌"]
    assert told(heard, alone("gaspard")).startswith("Ton message est encore visible dans le salon.")
    gone = await private(play, "gaspard", "retire")
    assert [(line["kind"], line["to"]) for line in gone.lines if line["room"] == PLUME] == [("redaction", "$typed")]
    sent_now = await private(play, "gaspard", "1", "oui")  # the question stayed open
    assert "C'est envoyé à la Tisseuse" in sent_now.text


async def test_it_is_shown_before_it_is_sent_and_sent_by_yes_alone(play_on_both: Play) -> None:
    play = play_on_both
    shown = await private(play, "sacha", "!solidarite", "1", WORDS)
    assert shown.text.startswith(f"Voilà ce que j'enverrai : « {WORDS} »")
    assert "argent · cette semaine · 600 €" in shown.text
    asked = await private(play, "sacha", "2")
    assert (asked.text, asked.outcome) == ("J'envoie, sous pseudonyme ? oui / stop", "asked")
    before = len((await play.export())["solidarity_requests"])
    done = await private(play, "sacha", "oui")
    found = await request(play, ref_in(done))
    assert len((await play.export())["solidarity_requests"]) == before + 1
    assert (found["state"], found["kind"], found["signed"], found["amount_cents"]) == (
        "sent",
        "money",
        "pseudonym",
        60000,
    )
    assert "Réponse sous 2 jours ouvrés. Si rien ne vient, je relance sa relais." in done.text


async def test_all_at_once_works_too_and_without_a_mark(play: Play) -> None:
    words = "trésorerie 600 euros pour le loyer, une facture traine depuis 2 mois, c'est assez urgent"
    shown = await private(play, "gaspard", f"solidarité {words}")
    assert words in shown.text and "argent · cette semaine · 600 €" in shown.text
    assert all(line["room"] == alone("gaspard") for line in shown.lines)


@pytest.mark.parametrize("step", [(), ("1",), ("1", WORDS), ("1", WORDS, "1")])
async def test_stop_keeps_nothing_at_any_step(play: Play, step: tuple[str, ...]) -> None:
    before = (await play.export())["solidarity_requests"]
    heard = await private(play, "gaspard", "!solidarite", *step, "stop")
    assert heard.text == "Rien gardé."
    assert (await play.export())["solidarity_requests"] == before


async def test_eight_asks_for_more_and_words_are_understood(play: Play) -> None:
    assert (await private(play, "gaspard", "!solidarite", "8")).text.startswith("De quoi s'agit-il ? 1 logement")
    await private(play, "gaspard", "1", "Une chambre pour deux mois", "1")
    ref = ref_in(await private(play, "gaspard", "oui"))
    assert (await request(play, ref))["kind"] == "housing"


async def test_whoever_tells_it_at_once_is_not_asked_again(play: Play) -> None:
    shown = await private(play, "gaspard", "!solidarite", "Mon fils est malade, qui peut le garder demain ?")
    assert "garde, logistique · urgent" in shown.text


async def test_three_corrects_the_words_and_a_word_the_urgency(play: Play) -> None:
    await private(play, "gaspard", "!solidarite", "1", WORDS, "3", "200 € pour un train")
    shown = await private(play, "gaspard", "pas pressé")
    assert "« 200 € pour un train »" in shown.text and "sans urgence" in shown.text
    assert "urgent" in (await private(play, "gaspard", "urgent")).text


async def test_another_word_than_yes_is_asked_again(play: Play) -> None:
    before = (await play.export())["solidarity_requests"]
    heard = await private(play, "gaspard", "!solidarite", "1", WORDS, "1", "peut-être")
    assert (heard.text, heard.outcome) == ("J'envoie, avec ton prénom ? oui / stop", "asked")
    assert (await play.export())["solidarity_requests"] == before


async def test_where_the_bot_may_not_remove_it_says_so_and_goes_on(play: Play) -> None:
    async with play.bot.bench.database.transaction() as session:
        room = await Rooms(session).find(PLUME)
        assert room is not None
        room.may_remove = False
    await play.says("gaspard", PLUME, "!solidarite le loyer de mai, 300 €")
    heard = await private(play, "gaspard", "retire")
    assert heard.text.startswith("Je n'ai pas le droit d'enlever un message dans ce salon")
    assert "redaction" not in {line["kind"] for line in heard.lines}
    assert (await private(play, "gaspard", "1")).text.startswith("J'envoie")


async def test_nothing_goes_when_the_question_lapsed(few: Play) -> None:
    await private(few, "gaspard", "!solidarite", "1", WORDS, "1")
    before = (await few.export())["solidarity_requests"]
    await few.at("2021-04-14T11:01:00+02:00")
    assert (await private(few, "gaspard", "oui")).outcome == "ignored"
    assert (await few.export())["solidarity_requests"] == before


@pytest.mark.parametrize("body", ["Objet : mon loyer de mai\nJe n'y arrive pas.", "objet: le loyer", "Demande : 300 €"])
async def test_words_that_begin_like_a_letter_are_no_command_in_private(play: Play, body: str) -> None:
    assert (await private(play, "gaspard", body)).outcome == "ignored"
    shown = await private(play, "gaspard", "!solidarite", "1", body)
    assert "Voilà ce que j'enverrai : « " in shown.text
    assert body.partition(":")[0].strip() in shown.text


@pytest.mark.parametrize(("body", "command"), [("!objet : un four à trois", "commons"), ("objet un four", "commons")])
async def test_what_is_typed_as_a_command_is_still_answered_as_one(play: Play, body: str, command: str) -> None:
    heard = await private(play, "gaspard", body)
    assert (heard.outcome, heard.command) == ("refused", command)


async def test_a_command_for_people_in_private_may_have_a_colon(play: Play) -> None:
    assert (await private(play, "gaspard", "Solidarité : le loyer de mai, 300 €")).command == "support"


# ── the Tisseuse ──


async def test_her_room_gets_a_thread_whose_head_shows_the_state(play_on_both: Play) -> None:
    play = play_on_both
    heard = await private(play, "sacha", "!solidarite", "1", WORDS, "2", "oui")
    ref = ref_in(heard)
    (head,) = [line for line in heard.lines if line["room"] == OFFICE]
    assert head["body"].startswith(f"{ref} · argent, cette semaine · une personne · envoyée")
    assert "facture" not in head["body"]
    taken = await orders(play, f"{ref} je prends")
    (edit,) = [line for line in taken.lines if line["kind"] == "edit"]
    assert (edit["to"], "prise en charge" in edit["body"]) == (head["id"], True)
    (noted,) = [line for line in taken.lines if line["room"] == OFFICE and line["kind"] == "text"]
    assert noted["thread"] == head["id"]
    assert "s'en occupe" in told(taken, alone("sacha"))


async def test_opening_it_is_told_to_its_author_once_a_reader(play: Play) -> None:
    ref = await sent(play)
    opened = await orders(play, ref)
    assert WORDS in told(opened, OFFICE)
    assert told(opened, alone("sacha")) == f"{ref} : lu le mercredi 14 avril, par Maude."
    assert told(await orders(play, ref), alone("sacha")) == ""
    assert "par Ivane" in told(await orders(play, ref, "relais"), alone("sacha"))


async def test_under_a_pseudonym_both_talk_through_the_bot(play_on_both: Play) -> None:
    play = play_on_both
    ref = await sent(play)
    reply = await orders(play, f"{ref} réponds Bonjour, on peut s'appeler demain ?")
    assert f"{ref} · Maude te répond : Bonjour, on peut s'appeler demain ?" in told(reply, alone("sacha"))
    assert (await request(play, ref))["state"] == "in_progress"
    asked = await private(play, "sacha", "Oui, merci, vers 10 h")
    assert asked.text == f"J'envoie ceci pour {ref} ? « Oui, merci, vers 10 h » oui / stop"
    passed = await private(play, "sacha", "oui")
    assert f"{ref} · une personne : Oui, merci, vers 10 h" in told(passed, OFFICE)
    direct = await private(play, "sacha", f"{ref} ou plutôt 11 h")
    assert f"{ref} · une personne : ou plutôt 11 h" in told(direct, OFFICE)
    for heard in (reply, passed, direct):
        assert "acha" not in told(heard, OFFICE)


async def test_with_a_name_she_sees_it(play: Play) -> None:
    ref = await sent(play, "gaspard", signed="1")
    queue = await play.says("tisseuse", OFFICE, "!demandes")
    assert f"{ref} · argent, cette semaine · Gaspard · envoyée" in queue.text


async def test_the_queue_holds_no_word_of_a_request(play: Play) -> None:
    queue = await play.says("tisseuse", OFFICE, "!demandes")
    assert "S-T5F · revenu" in queue.text
    assert "bosses" not in queue.text


async def test_closing_tells_its_author_until_when_the_words_are_kept(play: Play) -> None:
    ref = await sent(play)
    closed = await orders(play, f"{ref} clos")
    assert f"{ref} est close. Ses mots seront effacés le vendredi 14 mai." in told(closed, alone("sacha"))
    assert (await orders(play, f"{ref} je prends")).outcome == "refused"


@pytest.mark.parametrize("text", ["", "S-K4P", "je prends", "S-T5F chante"])
async def test_an_order_she_gets_wrong_says_what_to_type(play: Play, text: str) -> None:
    heard = await orders(play, text)
    assert heard.outcome == "refused" and ("!demande S-" in heard.text or "Je ne trouve pas" in heard.text)


@pytest.mark.parametrize("body", ["!demandes", "!demande S-T5F"])
@pytest.mark.parametrize("room", ["ilot:traboule", alone("karim")])
async def test_nobody_else_hears_of_the_queue(play: Play, room: str, body: str) -> None:
    heard = await play.says("karim", room, body)
    assert heard.text == "Cette commande est réservée au salon de la Tisseuse."


async def test_a_third_person_in_her_room_shuts_it_until_they_leave(play: Play) -> None:
    await play.line(room=OFFICE, sender=full("come"), join=True)
    assert "quelqu'un d'autre" in (await play.says("tisseuse", OFFICE, "!demandes")).text.lower()
    heard = await private(play, "sacha", "!solidarite", "1", WORDS, "2", "oui")
    assert told(heard, OFFICE) == ""
    assert "Personne ne peut encore la lire" in heard.text
    again = await play.line(room=OFFICE, sender=full("come"), join=False)
    assert ref_in(heard) in told(again, OFFICE)


async def test_its_author_reads_it_in_private_also_when_they_ask_in_a_room(play: Play) -> None:
    heard = await play.says("sacha", "ilot:garrigue", "!solidarite S-W3C")
    assert [line["body"] for line in heard.lines if line["room"] == "ilot:garrigue"] == ["💌"]
    assert "Tournée annulée" in told(heard, alone("sacha"))


# ── taking back ──


async def test_taking_back_erases_the_words_everywhere_and_tells_the_tisseuse(play_on_both: Play) -> None:
    play = play_on_both
    ref = await sent(play)
    opened = await orders(play, ref)
    (shown,) = [line["id"] for line in opened.lines if line["room"] == OFFICE]
    heard = await private(play, "sacha", f"annule ma demande {ref.lower()}")
    assert shown in [line["to"] for line in heard.lines if line["kind"] == "redaction"]
    assert f"{ref} : retirée par la personne." in told(heard, OFFICE)
    found = await request(play, ref)
    assert (found["state"], found["text"]) == ("withdrawn", None)


async def test_taking_back_works_while_a_question_is_open(play: Play) -> None:
    heard = await private(play, "sacha", "!solidarite", "annule S-w3c")
    assert "S-W3C est retirée" in heard.text
    assert (await request(play, "S-W3C"))["state"] == "withdrawn"


async def test_nobody_takes_back_or_reads_anothers(play: Play) -> None:
    assert (await private(play, "karim", "annule S-W3C")).text.startswith("Je ne trouve pas S-W3C.")
    assert (await private(play, "karim", "S-W3C")).text.startswith("Je ne trouve pas S-W3C.")
    assert (await request(play, "S-W3C"))["state"] == "in_progress"


async def test_deleting_the_words_deletes_the_request(play: Play) -> None:
    await private(play, "sacha", "!solidarite", "1")
    await play.says("sacha", alone("sacha"), WORDS, id="$words")
    ref = ref_in(await private(play, "sacha", "2", "oui"))
    heard = await play.line(sender=full("sacha"), redact="$words")
    assert f"{ref} : retirée par la personne." in told(heard, OFFICE)
    assert (await request(play, ref))["text"] is None


async def test_editing_the_message_that_made_it_corrects_it(play: Play) -> None:
    await play.says("sacha", alone("sacha"), f"!solidarite {WORDS}", id="$made")
    ref = ref_in(await private(play, "sacha", "1", "oui"))
    heard = await play.line(sender=full("sacha"), edit="$made", body="!solidarite 400 € suffiront")
    assert f"{ref} : la personne a corrigé ses mots." in told(heard, OFFICE)
    assert (await request(play, ref))["text"] == "400 € suffiront"


async def test_whoever_has_none_is_told_so(play: Play) -> None:
    assert (await private(play, "karim", "!annule")).text.startswith("Tu n'as pas de demande en cours.")
    assert "annule S-W3C" in (await private(play, "sacha", "!annule")).text


# ── keeping ──


async def test_thirty_days_after_its_end_its_name_type_and_quarter_stay(play: Play) -> None:
    ref = await sent(play)
    await orders(play, f"{ref} clos")
    await play.at("2021-05-13T12:00:00+02:00")
    assert (await request(play, ref))["text"] == WORDS
    heard = await play.at("2021-05-14T12:00:00+02:00")
    found = await request(play, ref)
    assert (found["text"], found["author"], found["history"], found["kind"]) == (None, None, [], "money")
    assert found["created_at"].startswith("2021-04-01")
    assert [line["kind"] for line in heard.lines if line["room"] == OFFICE].count("redaction") >= 1


async def test_names_are_drawn_and_never_twice(play: Play) -> None:
    refs = [await sent(play, words=f"Besoin de parler, {number}") for number in range(6)]
    assert len(set(refs)) == 6
    assert not any(set(ref[2:]) & set("01IO") for ref in refs)


async def test_the_help_says_that_it_is_private(play: Play) -> None:
    text = (await play.says("karim", "ilot:traboule", "!aide")).text
    assert "Se soutenir, toujours en privé" in text and "!solidarite" in text
    assert all("!demande" not in line for line in text.splitlines())


async def test_each_reading_leaves_a_line_of_audit(play: Play) -> None:
    ref = await sent(play)
    assert says(await orders(play, ref), OFFICE) == ["RequestOpened"]
    async with play.bot.bench.database.transaction() as session:
        (line,) = await Audit(session, play.bot.bench.now()).about(full("sacha"))
        assert (line.actor, line.action, line.ref) == (full("tisseuse"), AuditAction.OPENED, ref)


async def test_its_words_are_opened_for_nobody_else(play: Play) -> None:
    ref = Ref.parse(await sent(play))
    async with play.bot.bench.database.transaction() as session:
        requests, audit = Requests(session), Audit(session, play.bot.bench.now())
        found, karim = await requests.find(ref), await People(session).meet(full("karim"))
        with pytest.raises(UnknownRequest):
            await requests.open_text(found, karim, audit, in_office=False)
        with pytest.raises(UnknownRequest):
            requests.own_words(found, karim)

"""A cover that presses is said once in each other îlot, in posting hours; what a room should not read is told apart."""

from __future__ import annotations

import pytest

from tests.playing import Heard, Play, full

GRANIT, ALONE, LOCAL = "ilot:granit", "dm:@youenn:archipel.example", "vendredi portée: îlot"


def _announced(heard: Heard) -> set[str]:
    return {
        line["room"] for line in heard.lines if "ListingAnnounced" in line.get("says", []) and line["kind"] == "text"
    }


async def _others(play: Play) -> set[str]:
    return {f"ilot:{ilot['slug']}" for ilot in (await play.export())["ilots"]} - {GRANIT}


async def test_an_urgent_cover_is_said_once_in_each_other_ilot_with_a_hand_to_tap(play_on_both: Play) -> None:
    play = play_on_both
    heard = await play.says("youenn", GRANIT, "!interim accueil vendredi 9h-17h, 200€", id="$made")
    assert _announced(heard) == await _others(play)
    cards = {line["id"] for line in heard.lines if line["kind"] == "text" and line["room"] != GRANIT}
    hands = {line["to"] for line in heard.lines if line["kind"] == "reaction"}
    assert hands == cards | {"$made"}
    assert "Youenn, Granit" in next(line["body"] for line in heard.lines if line["room"] != GRANIT)
    again = await play.line(sender=full("youenn"), edit="$made", body="!interim accueil vendredi 9h-18h, 200€")
    assert _announced(again) == set()
    assert {line["kind"] for line in again.lines} == {"edit"} and len(again.lines) == 1 + len(cards)


@pytest.mark.parametrize(
    ("now", "start", "opens"),
    [
        ("2021-04-14T19:00:00+02:00", "samedi 17 avril 8h", "2021-04-15T09:00:00+02:00"),
        ("2021-04-16T18:31:00+02:00", "lundi 19 avril 14h", "2021-04-19T09:00:00+02:00"),
        ("2021-05-12T18:40:00+02:00", "vendredi 14 mai 14h", "2021-05-14T09:00:00+02:00"),  # the eve of Ascension Day
    ],
)
async def test_out_of_hours_it_waits_for_the_next_open_hour(few: Play, now: str, start: str, opens: str) -> None:
    await few.at(now)
    heard = await few.says("youenn", GRANIT, f"!interim accueil {start}")
    assert _announced(heard) == set()
    told = await few.at(opens)
    assert _announced(told) == await _others(few)
    assert {line["at"] for line in told.lines if "ListingAnnounced" in line["says"]} == {opens}


async def test_what_is_settled_before_it_was_said_is_never_said(few: Play) -> None:
    await few.at("2021-04-14T20:00:00+02:00")
    ref = (await few.says("youenn", GRANIT, "!interim accueil vendredi 14h")).refs[0]
    await few.says("youenn", GRANIT, f"!pourvu {ref}")
    assert _announced(await few.at("2021-04-15T12:00:00+02:00")) == set()


async def test_a_cover_farther_off_is_said_when_it_comes_near(few: Play) -> None:
    heard = await few.says("youenn", GRANIT, "!interim accueil jeudi 22 avril 14h")
    assert _announced(heard) == set()
    assert _announced(await few.at("2021-04-19T13:59:00+02:00")) == set()
    assert _announced(await few.at("2021-04-19T14:00:00+02:00")) == await _others(few)


@pytest.mark.parametrize("body", ["!offre accueil vendredi", "!besoin accueil vendredi", f"!interim accueil {LOCAL}"])
async def test_nothing_else_crosses_an_ilot_by_itself(play: Play, body: str) -> None:
    assert {line["room"] for line in (await play.says("youenn", GRANIT, body)).lines} == {GRANIT}


async def test_kept_in_the_ilot_it_goes_from_the_others(play: Play) -> None:
    heard = await play.says("youenn", GRANIT, "!interim accueil vendredi 9h", id="$made")
    cards = {line["id"] for line in heard.lines if line["kind"] == "text" and line["room"] != GRANIT}
    changed = await play.line(sender=full("youenn"), react="🏝", to="$made")
    assert {line["to"] for line in changed.lines if line["kind"] == "redaction"} == cards


async def test_opened_again_it_is_said_again(play: Play) -> None:
    """It starts before the next courrier."""
    await play.says("youenn", GRANIT, "!interim accueil vendredi 9h", id="$made")
    await play.line(sender=full("youenn"), react="🏝", to="$made", id="$kept")
    assert _announced(await play.line(sender=full("youenn"), redact="$kept")) == await _others(play)


async def test_when_it_is_settled_every_card_says_so(play: Play) -> None:
    heard = await play.says("youenn", GRANIT, "!interim accueil vendredi 9h")
    changed = await play.says("youenn", GRANIT, f"!pourvu {heard.refs[0]} avec @ines")
    edits = [line for line in changed.lines if line["kind"] == "edit"]
    assert {line["room"] for line in edits} == {GRANIT, *await _others(play)}
    assert all("Pourvu, avec Inès." in line["body"] for line in edits)


# ── what a room should not read ──


async def test_its_author_is_told_in_private_how_to_take_it_away(play: Play) -> None:
    heard = await play.says("youenn", GRANIT, "!interim accueil lundi, je suis malade", id="$made")
    assert "malade" in (await play.listing(heard.refs[0]))["title"]
    (warning,) = heard.room(ALONE)
    assert "tout le salon peut le lire" in warning and "supprime-le" in warning
    assert "malade" not in warning
    assert all("santé" not in said for said in heard.room(GRANIT))


async def test_words_of_health_cross_no_ilot_before_their_author_says_that_it_is_meant(play_on_both: Play) -> None:
    play = play_on_both
    heard = await play.says("youenn", GRANIT, "!interim accueil vendredi 14h, je suis malade", id="$made")
    ref = heard.refs[0]
    assert "Elle reste dans l'îlot pour l'instant." in heard.text
    assert {line["room"] for line in heard.lines} == {GRANIT, ALONE}
    assert (await play.says("ines", "ilot:traboule", f"!voir {ref}")).outcome == "refused"
    assert ref not in (await play.says("ines", "ilot:traboule", "!offres accueil")).refs
    told = await play.at("2021-04-16T09:31:00+02:00")
    assert all("malade" not in line["body"] for line in told.lines if line["room"] not in {GRANIT, ALONE})
    meant = await play.says("youenn", ALONE, "oui")
    assert _announced(meant) == set()  # the question has lapsed
    edited = await play.line(sender=full("youenn"), edit="$made", body="!interim accueil vendredi 14h")
    assert _announced(edited) == await _others(play)


async def test_words_of_health_that_an_edit_brings_do_not_follow_into_a_card_that_stands_elsewhere(play: Play) -> None:
    ref = (await play.says("youenn", GRANIT, "!besoin salle vendredi", id="$made")).refs[0]
    card = (await play.says("salome", "ilot:morvan", f"!voir {ref}")).lines[0]["id"]
    heard = await play.line(sender=full("youenn"), edit="$made", body="!besoin salle vendredi, je suis malade")
    assert [line["to"] for line in heard.lines if line["room"] == "ilot:morvan"] == [card]
    assert {line["room"] for line in heard.lines if "malade" in line["body"]} == {GRANIT}


async def test_opening_it_by_a_tap_taken_back_does_not_mean_them(play: Play) -> None:
    ref = (await play.says("youenn", GRANIT, "!interim accueil vendredi 14h, je suis malade", id="$made")).refs[0]
    await play.line(sender=full("youenn"), react="🏝", to="$made", id="$kept")
    heard = await play.line(sender=full("youenn"), redact="$kept")
    assert _announced(heard) == set() and "malade" not in heard.room(ALONE)[0]
    assert (await play.says("ines", "ilot:traboule", f"!voir {ref}")).outcome == "refused"
    assert _announced(await play.says("youenn", ALONE, "oui")) == await _others(play)


async def test_if_it_is_meant_yes_lets_it_go(play: Play) -> None:
    heard = await play.says("youenn", GRANIT, "!interim accueil à l'hôpital vendredi 14h")
    said = await play.says("youenn", ALONE, "oui")
    assert said.text == f"Tout l'Archipel voit {heard.refs[0]}."
    assert _announced(said) == await _others(play)


async def test_an_offer_brings_no_warning_and_in_private_it_speaks_of_no_room(play: Play) -> None:
    heard = await play.says("youenn", GRANIT, "!offre écoute pour malades")
    assert [line["room"] for line in heard.lines if line["kind"] == "text"] == [GRANIT]
    alone = await play.says("youenn", ALONE, "!besoin aide, je suis malade")
    assert "je ne la montre pas aux autres îlots" in alone.texts[1]
    assert "tout le salon" not in " ".join(alone.texts)


async def test_the_tisseuse_can_see_what_waits_and_why(few: Play) -> None:
    await few.at("2021-04-16T19:00:00+02:00")
    await few.says("youenn", GRANIT, "!interim accueil lundi 19 avril 14h")
    heard = await few.says("tisseuse", "tisseuse", "!etat")
    count = len(await _others(few))
    waits = f"{count} en attente (dans un îlot, aux heures de son salon), au plus tôt lundi 19 avril, 9 h"
    assert waits in heard.text

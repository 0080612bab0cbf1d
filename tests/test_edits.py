"""An edited message edits the listing and its cards; a deleted one erases it with every copy."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests.playing import Heard, Play, full

GRANIT, MORVAN, TRABOULE = "ilot:granit", "ilot:morvan", "ilot:traboule"
SECRET = "Ravaudage de filets"


async def _posted(play: Play, body: str = f"!offre {SECRET} mardi 30€") -> str:
    return (await play.says("youenn", GRANIT, body, id="$made")).refs[0]


async def _edit(play: Play, body: str, who: str = "youenn", event: str = "$made") -> Heard:
    return await play.line(sender=full(who), edit=event, body=body)


async def _delete(play: Play, event: str = "$made", who: str = "youenn") -> Heard:
    return await play.line(sender=full(who), redact=event)


# ── edits ──


async def test_an_edited_message_amends_the_same_listing_and_all_its_cards(play_on_both: Play) -> None:
    play = play_on_both
    ref = await _posted(play)
    shown = (await play.says("salome", MORVAN, f"!voir {ref}")).lines[0]["id"]
    heard = await _edit(play, "!offre Relecture jeudi 40€")
    listing = await play.listing(ref)
    assert (listing["title"], listing["starts"], listing["price"]["min_cents"]) == ("Relecture", "2021-04-15", 4000)
    assert listing["expires_on"] == "2021-04-15"
    assert [line["kind"] for line in heard.lines] == ["edit", "edit"]
    assert {line["to"] for line in heard.lines} >= {shown}
    assert all("Relecture" in line["body"] and SECRET not in line["body"] for line in heard.lines)
    assert [entry["ref"] for entry in (await play.export())["listings"] if entry["title"] == "Relecture"] == [ref]


async def test_hands_reference_and_reach_stay(play: Play) -> None:
    ref = await _posted(play)
    await play.says("noa", GRANIT, f"!prends {ref}")
    await play.line(sender=full("youenn"), react="🏝", to="$made")
    await _edit(play, "!offre Relecture jeudi")
    listing = await play.listing(ref)
    assert (listing["hands"], listing["state"], listing["reach"]) == ([full("noa")], "in_discussion", "ilot")


async def test_a_slip_mended_days_later_does_not_move_the_day(play: Play) -> None:
    ref = await _posted(play, "!offre relectur vendredi 14h")
    await play.at("2021-04-16T09:00:00+02:00")
    await _edit(play, "!offre relecture vendredi 14h")
    assert (await play.listing(ref))["starts"] == "2021-04-16T14:00"


async def test_an_end_that_was_moved_stays_when_the_days_do_not_change(play: Play) -> None:
    ref = await _posted(play, "!offre relecture de dossier")
    await play.says("youenn", GRANIT, f"!prolonge {ref} 30 août")
    await _edit(play, "!offre relecture de dossiers")
    assert (await play.listing(ref))["expires_on"] == "2021-08-30"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("finalement non", "Je ne sais plus lire ton message : O21 reste comme avant."),
        ("!offres", "Je ne sais plus lire ton message"),
        ("!offre", "En une phrase"),
        ("!besoin relecture", "O21 reste une offre"),
        ("!offre relecture tarif: bleu", "Je ne sais pas lire"),
    ],
)
async def test_an_edit_that_no_longer_reads_is_explained_once_and_changes_nothing(
    play: Play, body: str, words: str
) -> None:
    ref = await _posted(play)
    before = await play.listing(ref)
    heard = await _edit(play, body)
    assert heard.outcome in {"refused", "asked"}
    assert len(heard.lines) == 1 and words in heard.text
    assert heard.lines[0]["thread"] == "$made"
    assert await play.listing(ref) == before


async def test_a_doubtful_date_in_an_edit_is_asked_about_and_the_answer_amends(play: Play) -> None:
    ref = await _posted(play)
    heard = await _edit(play, "!offre Relecture le 31 avril")
    assert "n'existe pas" in heard.text
    await play.says("youenn", GRANIT, "1", thread="$made")
    assert (await play.listing(ref))["starts"] == "2021-04-30"
    assert [entry["ref"] for entry in (await play.export())["listings"] if entry["title"] == "Relecture"] == [ref]


async def test_a_closed_listing_is_not_amended(play: Play) -> None:
    ref = await _posted(play)
    await play.says("youenn", GRANIT, f"!pourvu {ref}")
    assert (await _edit(play, "!offre Relecture")).text == f"{ref} est déjà pourvue."


async def test_somebody_elses_edit_is_nothing(play: Play) -> None:
    ref = await _posted(play)
    assert (await _edit(play, "!offre Relecture", who="noa")).outcome == "ignored"
    assert (await play.listing(ref))["title"] == SECRET


async def test_a_command_that_made_nothing_is_tried_again_when_it_is_edited(play: Play) -> None:
    await play.says("youenn", GRANIT, "!ofre relecture", id="$slip")
    heard = await _edit(play, "!offre relecture", event="$slip")
    assert heard.text.startswith("O21 · relecture") and heard.lines[0]["thread"] == "$slip"
    await _edit(play, "!offre relecture de dossiers", event="$slip")
    assert (await play.listing("O21"))["title"] == "relecture de dossiers"


async def test_a_command_that_did_something_is_not_done_again_when_it_is_edited(play: Play) -> None:
    await play.says("salome", MORVAN, "!prends O10", id="$hand")
    heard = await play.line(sender=full("salome"), edit="$hand", body="!prends O7")
    assert (heard.outcome, heard.lines) == ("ignored", [])


async def test_a_doubt_that_is_edited_away_is_not_asked_any_more(play: Play) -> None:
    await play.says("youenn", GRANIT, "!offre relecture le 31 avril", id="$doubt")
    await _edit(play, "!offre relecture le 30 avril", event="$doubt")
    assert (await play.says("youenn", GRANIT, "1", thread="$doubt")).outcome == "ignored"
    assert [entry["starts"] for entry in (await play.export())["listings"] if entry["title"] == "relecture"] == [
        "2021-04-30"
    ]


@pytest.mark.parametrize("room", [GRANIT, "dm:@youenn:archipel.example"])
async def test_what_a_question_settled_is_amended_by_editing_the_command_that_began_it(play: Play, room: str) -> None:
    await play.says("youenn", room, "!offre relecture le 31 avril", id="$doubt")
    await play.says("youenn", room, "1", **({"thread": "$doubt"} if room == GRANIT else {}))
    await _edit(play, "!offre relecture de dossiers le 30 avril", event="$doubt")
    found = [entry["ref"] for entry in (await play.export())["listings"] if "relecture" in entry["title"]]
    assert found == ["O21"]


# ── deletion ──


async def _words_kept(play: Play) -> list[str]:
    """Where the database still holds the words."""
    async with play.bot.bench.database.transaction() as session:
        tables = {"listing": "title || description || folded", "question": "kind", "post": "card"}
        found = []
        for table, columns in tables.items():
            rows = await session.execute(text(f"SELECT {columns} FROM {table}"))
            found += [table for (value,) in rows if "filets" in str(value).lower()]
        return found


async def test_a_deleted_message_erases_the_listing_and_every_copy_in_every_room(play_on_both: Play) -> None:
    play = play_on_both
    ref = await _posted(play)
    places: dict[str, str] = {}
    for heard in (
        await play.says("salome", MORVAN, f"!voir {ref}"),
        await play.says("salome", MORVAN, "!offres filets"),
        await play.says("salome", MORVAN, f"!prends {ref}"),
        await _edit(play, f"!offre {SECRET} jeudi"),
    ):
        places |= {line["id"]: line["room"] for line in heard.lines if SECRET in line["body"]}
    assert set(places.values()) == {MORVAN, GRANIT, "dm:@youenn:archipel.example"}
    heard = await _delete(play)
    gone = {line["to"] for line in heard.lines if line["kind"] == "redaction"}
    assert gone >= set(places)
    assert {line["room"] for line in heard.lines if line["kind"] == "redaction"} == set(places.values())
    assert (await play.listing(ref))["state"] == "withdrawn"
    assert (await play.listing(ref))["title"] == ""
    assert await _words_kept(play) == []
    assert heard.room("dm:@salome:archipel.example") == [f"{ref} est retirée."]
    assert (
        await play.says("noa", GRANIT, f"!voir {ref}")
    ).text == f"Je ne trouve pas {ref}. !offres pour voir la liste."


async def test_what_was_fulfilled_keeps_its_figures_and_loses_its_words(play: Play) -> None:
    ref = await _posted(play)
    await play.says("youenn", GRANIT, f"!pourvu {ref} avec @ines")
    await _delete(play)
    listing = await play.listing(ref)
    assert (listing["state"], listing["fulfilled_by"], listing["title"]) == ("fulfilled", full("ines"), "")


async def test_an_erased_listing_stays_erased_through_export_and_import(play: Play) -> None:
    ref = await _posted(play)
    await _delete(play)
    assert (await play.says("noa", GRANIT, "!offres filets")).refs == []
    assert (await play.listing(ref))["title"] == ""


async def test_deleting_a_question_closes_it(play: Play) -> None:
    asked = await play.says("youenn", GRANIT, "!offre relecture le 31 avril", id="$doubt")
    assert [line["to"] for line in (await _delete(play, "$doubt")).lines] == [asked.lines[0]["id"]]
    assert (await play.says("youenn", GRANIT, "1", thread="$doubt")).outcome == "ignored"
    alone = "dm:@youenn:archipel.example"
    await play.says("youenn", alone, "!offre relecture le 31 avril", id="$alone")
    await _delete(play, "$alone")
    assert (await play.says("youenn", alone, "1")).outcome == "ignored"


async def test_deleting_anything_else_is_nothing(play: Play) -> None:
    await play.says("youenn", GRANIT, "bonjour", id="$chat")
    assert (await _delete(play, "$chat")).lines == []


@pytest.mark.parametrize("body", ["!offres", "!voir O10", "!aide", "!ilots", "!ofres", "!offre atelier le 31 avril"])
async def test_an_answer_that_was_all_a_message_made_goes_with_it(play: Play, body: str) -> None:
    said = await play.says("noa", GRANIT, body, id="$asked")
    heard = await _delete(play, "$asked", "noa")
    assert heard.outcome == "answered"
    assert [(line["kind"], line["to"]) for line in heard.lines] == [("redaction", said.lines[0]["id"])]


async def test_a_card_that_was_taken_back_is_not_edited_any_more(play: Play) -> None:
    await play.says("noa", GRANIT, "!voir O10", id="$asked")
    await _delete(play, "$asked", "noa")
    heard = await play.says("maiwenn", GRANIT, "!retire O10")
    assert [line["kind"] for line in heard.lines if line["room"] == GRANIT] == ["text"]


@pytest.mark.parametrize("body", ["!prends O10", "!pourvu B8"])
async def test_what_others_were_told_of_too_keeps_its_answer(play: Play, body: str) -> None:
    await play.says("noa", GRANIT, body, id="$did")
    heard = await _delete(play, "$did", "noa")
    assert [line for line in heard.lines if line["kind"] == "redaction"] == []

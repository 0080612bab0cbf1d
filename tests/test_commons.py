"""What people have in common: proposed, joined from any îlot, begun, finished, dropped; its cards tell what is so."""

from __future__ import annotations

from typing import Any

import pytest

from storage.desk import HAND
from tests.playing import Heard, Play, full, unspaced

GRANIT, MORVAN, TRABOULE = "ilot:granit", "ilot:morvan", "ilot:traboule"
OFFICE = "!commun bureau à trois à Rennes"


def alone(who: str) -> str:
    """Somebody's private room."""
    return f"dm:{full(who)}"


def said(heard: Heard) -> list[str]:
    """The outermost Message of each text, in order."""
    return [line["says"][0] for line in heard.lines if line.get("kind") == "text"]


def edits(heard: Heard) -> list[dict[str, Any]]:
    """The cards that say something else now."""
    return [line for line in heard.lines if line.get("kind") == "edit"]


async def proposed(play: Play, body: str = OFFICE, who: str = "noa", room: str = GRANIT) -> Heard:
    """C7 of the sample collective."""
    return await play.says(who, room, body, id="$made")


async def tap(play: Play, who: str, emoji: str, to: str = "$made", **more: Any) -> Heard:
    """On the command, unless another message is named."""
    return await play.line(sender=full(who), react=emoji, to=to, **more)


async def common(play: Play, ref: str = "C7") -> dict[str, Any]:
    """One of them, as it is exported."""
    return next(each for each in (await play.export())["commons"] if each["ref"] == ref)


# ── proposing ──


async def test_a_sentence_is_enough(play_on_both: Play) -> None:
    play = play_on_both
    heard = await proposed(play)
    assert (heard.outcome, heard.command, heard.refs) == ("answered", "commons", ["C7"])
    assert heard.text.splitlines()[0] == "C7 · Bureau à trois à Rennes. Qui est de la partie ? ✋"
    assert "Tout l'Archipel l'apprend au courrier de vendredi." in heard.text
    assert heard.lines[0]["thread"] == "$made" and len(heard.text.splitlines()) <= 5
    assert [(line["body"], line["to"]) for line in heard.lines if line["kind"] == "reaction"] == [(HAND, "$made")]
    assert await common(play) == {
        "ref": "C7",
        "kind": "mutualisation",
        "title": "Bureau à trois à Rennes",
        "ilots": ["granit"],
        "state": "proposed",
        "holder": full("noa"),
        "participants": [full("noa")],
        "missing": None,
        "created_at": "2021-04-14T10:30:00+02:00",
    }


@pytest.mark.parametrize(
    ("body", "kind", "missing"),
    [
        ("!mutualise un vélo cargo", "mutualisation", None),
        ("!objet le droit à la lenteur", "shared_object", None),
        ("!OBJET le droit à la lenteur manque: deux voix, et un micro", "shared_object", "deux voix, et un micro"),
        ("!commun lenteur\nnature: objet de travail\nmanque: rien", "shared_object", None),
        ("!objet un vélo\nnature: mutualisation", "mutualisation", None),
        ("!commons a bicycle kind: shared missing: a lock", "mutualisation", "a lock"),
    ],
)
async def test_its_kind_is_in_the_word_or_behind_a_key(play: Play, body: str, kind: str, missing: str | None) -> None:
    heard = await proposed(play, body)
    made = await common(play)
    assert (made["kind"], made["missing"]) == (kind, missing)
    assert "Plutôt un objet de travail ?" not in heard.text


async def test_where_nobody_said_its_kind_it_is_shared_and_the_answer_says_how_to_change_it(play: Play) -> None:
    assert "écris !objet à la place de !commun" in (await proposed(play)).text
    heard = await play.line(sender=full("noa"), edit="$made", body="!objet bureau à trois à Rennes")
    assert "objet de travail commun" in edits(heard)[0]["body"]
    assert "!objet" not in edits(heard)[0]["body"]
    assert (await common(play))["kind"] == "shared_object"


async def test_dates_places_and_prices_stay_in_the_title_and_more_lines_describe_it(play: Play) -> None:
    await proposed(play, "!commun atelier à Lyon, 30 € le 3 mai ?\nOn serait quatre.")
    assert (await common(play))["title"] == "Atelier à Lyon, 30 € le 3 mai ?"
    assert (await common(play))["description"] == "On serait quatre."
    shown = (await play.says("noa", GRANIT, "!C7")).text
    assert "On serait quatre." in shown


async def test_a_title_brings_its_own_full_stop(play: Play) -> None:
    heard = await proposed(play, "!commun et si on partageait un bureau ?")
    assert heard.text.startswith("C7 · Et si on partageait un bureau ? Qui est de la partie ? ✋")


async def test_the_command_alone_asks_one_question_at_a_time(play_on_both: Play) -> None:
    play = play_on_both
    assert said(await play.says("noa", GRANIT, "!commun", id="$guide")) == ["GuideBegins"]
    asked = await play.says("noa", GRANIT, "écrire à plusieurs", thread="$guide")
    assert "1 : à partager" in asked.text
    assert said(await play.says("noa", GRANIT, "bof", thread="$guide")) == ["GuideAgain"]
    assert "manque" in (await play.says("noa", GRANIT, "2", thread="$guide")).text
    heard = await play.says("noa", GRANIT, "un lieu", thread="$guide")
    assert (said(heard), heard.lines[0]["thread"]) == (["CommonPosted"], None)
    made = await common(play)
    assert (made["title"], made["kind"], made["missing"]) == ("Écrire à plusieurs", "shared_object", "un lieu")


async def test_the_word_that_says_its_kind_is_not_asked_about_it(play: Play) -> None:
    await play.says("noa", GRANIT, "!objet", id="$guide")
    assert "manque" in (await play.says("noa", GRANIT, "la lenteur", thread="$guide")).text
    await play.says("noa", GRANIT, "passe", thread="$guide")
    assert (await common(play))["kind"] == "shared_object"


@pytest.mark.parametrize("room", [alone("noa"), "tisseuse"])
async def test_it_is_proposed_in_an_ilot(play: Play, room: str) -> None:
    who = "noa" if room != "tisseuse" else "tisseuse"
    heard = await play.says(who, room, OFFICE)
    assert (heard.outcome, said(heard)) == ("refused", ["WrongRoom"])
    assert "en privé" not in heard.text


async def test_a_reference_is_never_used_again(play_on_both: Play) -> None:
    play = play_on_both
    await proposed(play)
    await play.line(sender=full("noa"), redact="$made")
    assert (await play.says("noa", GRANIT, "!objet lenteur")).refs == ["C8"]


@pytest.mark.parametrize("body", ["!commun O12", "!commun O12 fini", "!commun b3 manque: un vélo"])
async def test_a_listing_is_no_title(play: Play, body: str) -> None:
    assert said(await proposed(play, body)) == ["WhichCommon"]


# ── being in ──


@pytest.mark.parametrize("way", ["tap", "prends", "commun"])
async def test_anybody_of_the_archipel_may_join_and_its_holder_is_told_in_private(play_on_both: Play, way: str) -> None:
    play = play_on_both
    await proposed(play)
    card = (await play.says("salome", MORVAN, "!voir C7")).lines[0]["id"]
    if way == "tap":
        heard = await tap(play, "salome", "✋🏽", card)
    else:
        heard = await play.says("salome", MORVAN, {"prends": "!prends C7", "commun": "!commun C7 partante"}[way])
    assert heard.outcome == "answered"
    assert heard.room(alone("salome")) == ["C'est dit à Noa. Si tu changes d'avis, retire ta main."]
    (told,) = heard.room(alone("noa"))
    assert told.startswith("Salomé est de la partie pour C7 (Bureau à trois à Rennes).")
    assert "2 personnes · Granit, Morvan" in edits(heard)[0]["body"]
    made = await common(play)
    assert (made["participants"], made["ilots"]) == ([full("noa"), full("salome")], ["granit", "morvan"])


async def test_a_hand_that_is_taken_back_takes_its_ilot_along(play_on_both: Play) -> None:
    play = play_on_both
    await proposed(play)
    card = (await play.says("salome", MORVAN, "!voir C7")).lines[0]["id"]
    await tap(play, "salome", HAND, card, id="$hand")
    heard = await play.line(sender=full("salome"), redact="$hand")
    assert heard.room(alone("noa")) == ["Salomé n'est plus de la partie pour C7."]
    made = await common(play)
    assert (made["participants"], made["ilots"]) == ([full("noa")], ["granit"])


async def test_an_ilot_stays_in_by_another_of_its_members(play: Play) -> None:
    await proposed(play)
    for who in ("salome", "hugues"):
        await play.says(who, MORVAN, "!prends C7")
    assert said(await play.says("salome", MORVAN, "!commun C7 sans moi"))[0] == "LeftIt"
    assert (await common(play))["ilots"] == ["granit", "morvan"]


async def test_the_command_that_joined_deleted_leaves_it(play: Play) -> None:
    await proposed(play)
    await play.says("salome", MORVAN, "!prends C7", id="$in")
    await play.line(sender=full("salome"), redact="$in")
    assert (await common(play))["participants"] == [full("noa")]


async def test_whoever_is_in_is_in_once_and_its_holder_always(play: Play) -> None:
    await proposed(play)
    await play.says("salome", MORVAN, "!prends C7")
    assert said(await play.says("salome", MORVAN, "!prends C7")) == ["JoinedAlready"]
    assert (await tap(play, "noa", HAND)).lines == []
    assert said(await play.says("noa", GRANIT, "!commun C7 sans moi")) == ["HolderStays"]
    assert said(await play.says("hugues", MORVAN, "!commun C7 sans moi")) == ["NotInIt"]
    assert (await common(play))["participants"] == [full("noa"), full("salome")]


async def test_at_night_its_holder_sleeps(play: Play) -> None:
    await proposed(play)
    await play.at("2021-04-14T22:00:00+02:00")
    heard = await play.says("salome", MORVAN, "!prends C7")
    assert heard.room(alone("noa")) == [] and "dès 8 h" in heard.text
    assert (await play.at("2021-04-15T08:01:00+02:00")).room(alone("noa"))[0].startswith("Salomé est de la partie")


async def test_nobody_reads_who_takes_part(play: Play) -> None:
    await proposed(play)
    await play.says("salome", MORVAN, "!prends C7")
    for body in ("!voir C7", "!communs", "!ilots liens"):
        assert "Salomé" not in " ".join((await play.says("ines", TRABOULE, body)).texts), body


# ── its life ──


@pytest.mark.parametrize("way", ["tap", "word"])
async def test_it_begins_and_is_finished_and_every_card_says_so(play_on_both: Play, way: str) -> None:
    play = play_on_both
    card = (await proposed(play)).lines[0]["id"]
    shown = (await play.says("salome", MORVAN, "!voir C7")).lines[0]["id"]
    await play.says("salome", MORVAN, "!prends C7")
    for step, (word, state, words) in enumerate(
        [("démarre", "running", "C'est en cours"), ("fini", "finished", "C'est fini.")]
    ):
        heard = await (
            tap(play, "noa", "✅", id=f"$tap{step}") if way == "tap" else play.says("noa", GRANIT, f"!commun C7 {word}")
        )
        assert {line["to"] for line in edits(heard)} == {card, shown}
        assert all(words in line["body"] for line in edits(heard))
        assert len(heard.room(alone("salome"))) == 1 and heard.room(alone("noa")) == []
        assert (await common(play))["state"] == state
    made = await common(play)
    assert made["started_at"] == made["closed_at"] == "2021-04-14T10:30:00+02:00"
    assert said(await play.says("ines", TRABOULE, "!prends C7")) == ["CommonIsOver"]


@pytest.mark.parametrize("body", ["!commun C7 abandonne", "!retire C7", "tap"])
async def test_it_may_be_dropped(play: Play, body: str) -> None:
    await proposed(play)
    await play.says("salome", MORVAN, "!prends C7")
    heard = await (tap(play, "noa", "❌") if body == "tap" else play.says("noa", GRANIT, body))
    assert "C'est abandonné." in edits(heard)[0]["body"]
    assert "est abandonné" in heard.room(alone("salome"))[0]
    assert (await common(play))["state"] == "dropped"


async def test_a_tap_on_what_its_holder_was_told_moves_it_on(play: Play) -> None:
    await proposed(play)
    heard = await play.says("salome", MORVAN, "!prends C7")
    told = next(line["id"] for line in heard.lines if line["room"] == alone("noa"))
    assert (await tap(play, "noa", "✅", told)).room(alone("noa")) == ["C7 démarre."]
    assert said(await play.says("noa", GRANIT, "!commun C7 démarre")) == ["CommonIsRunning"]


@pytest.mark.parametrize("emoji", ["✅", "❌"])
async def test_nobody_else_moves_it_by_a_tap(play_on_both: Play, emoji: str) -> None:
    play = play_on_both
    await proposed(play)
    await play.says("youenn", GRANIT, "!prends C7")
    for who in ("youenn", "erwan", "tisseuse"):
        heard = await tap(play, who, emoji)
        assert (heard.outcome, heard.lines) == ("ignored", []), who
    assert (await common(play))["state"] == "proposed"


@pytest.mark.parametrize("order", ["démarre", "fini", "abandonne", "manque: un vélo"])
async def test_nobody_else_says_what_becomes_of_it_but_the_tisseuse_in_her_room(play: Play, order: str) -> None:
    await proposed(play)
    assert said(await play.says("youenn", GRANIT, f"!commun C7 {order}")) == ["NotTheAuthor"]
    before = await common(play)
    heard = await play.says("tisseuse", "tisseuse", f"!commun C7 {order}")
    assert heard.outcome == "answered" and await common(play) != before
    assert len(heard.room(alone("noa"))) == (0 if "manque" in order else 1)


async def test_what_is_missing_can_be_said_later_and_in_private(play: Play) -> None:
    await proposed(play)
    heard = await play.says("noa", alone("noa"), "!commun C7 manque: une table")
    assert heard.text == "C'est noté pour C7 : il manque : une table"
    assert "il manque : une table" in unspaced(edits(heard)[0]["body"])
    assert "plus rien" in (await play.says("noa", GRANIT, "!commun C7 manque : rien")).text
    assert (await common(play))["missing"] is None


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("!commun C7 danse", "HowCommonWorks"),
        ("!prolonge C7", "CommonHasNoEnd"),
        ("!voir C99", "UnknownCommon"),
        ("!prends C99", "UnknownCommon"),
        ("!C99", "UnknownCommon"),
    ],
)
async def test_what_makes_no_sense_is_explained_and_changes_nothing(play: Play, body: str, says: str) -> None:
    await proposed(play)
    before = await play.export()
    heard = await play.says("noa", GRANIT, body)
    assert (heard.outcome, said(heard)) == ("refused", [says])
    assert await play.export() == before


async def test_who_is_in_no_ilot_any_more_joins_nothing(play_on_both: Play) -> None:
    play = play_on_both
    await proposed(play)
    card = (await play.says("salome", alone("salome"), "!voir C7")).lines[0]["id"]
    await play.line(room=MORVAN, sender=full("salome"), join=False)
    for body in ("!voir C7", "!prends C7", "!communs", "!commun C7 partante"):
        assert said(await play.says("salome", alone("salome"), body)) == ["MembersOnly"], body
    assert (await tap(play, "salome", HAND, card)).outcome == "ignored"
    assert (await common(play))["participants"] == [full("noa")]


# ── edits and deletions ──


async def test_an_edited_message_amends_it_wherever_it_stands_and_nobody_is_told(play_on_both: Play) -> None:
    play = play_on_both
    card = (await proposed(play)).lines[0]["id"]
    shown = (await play.says("salome", MORVAN, "!voir C7")).lines[0]["id"]
    await play.says("salome", MORVAN, "!prends C7")
    heard = await play.line(sender=full("noa"), edit="$made", body="!commun bureau à quatre manque: une chaise")
    assert {line["to"] for line in heard.lines} == {card, shown}
    assert all("Bureau à quatre" in line["body"] for line in heard.lines)
    assert (await common(play))["participants"] == [full("noa"), full("salome")]


@pytest.mark.parametrize("body", ["!offre bureau", "!communs", "!commun C7 fini", "finalement non"])
async def test_an_edit_that_makes_something_else_changes_nothing(play: Play, body: str) -> None:
    await proposed(play)
    before = await common(play)
    assert (await play.line(sender=full("noa"), edit="$made", body=body)).outcome == "refused"
    assert await common(play) == before


async def test_a_listing_does_not_become_one_by_an_edit(play: Play) -> None:
    await play.says("noa", GRANIT, "!offre un vélo", id="$offer")
    heard = await play.line(sender=full("noa"), edit="$offer", body="!commun un vélo")
    assert (heard.outcome, said(heard)) == ("refused", ["EditNotRead"])


async def test_a_deleted_message_erases_it_and_every_copy(play_on_both: Play) -> None:
    play = play_on_both
    copies = {(await proposed(play)).lines[0]["id"]}
    copies |= {(await play.says("salome", room, "!voir C7")).lines[0]["id"] for room in (MORVAN, alone("salome"))}
    copies |= {(await play.says("ines", TRABOULE, "!communs")).lines[0]["id"]}
    heard = await play.says("salome", MORVAN, "!prends C7")
    copies |= {line["id"] for line in heard.lines if line["room"] == alone("noa")}
    heard = await play.line(sender=full("noa"), redact="$made")
    assert copies <= {line["to"] for line in heard.lines if line["kind"] == "redaction"}
    assert heard.texts == ["C7 est abandonné."]
    made = await common(play)
    assert (made["title"], made["missing"], made["state"]) == ("", None, "dropped")
    assert said(await play.says("salome", MORVAN, "!voir C7")) == ["UnknownCommon"]


async def test_what_was_finished_and_is_erased_still_counts(play: Play) -> None:
    await proposed(play)
    await play.says("ines", TRABOULE, "!prends C7")
    await play.says("noa", GRANIT, "!pourvu C7")
    await play.line(sender=full("noa"), redact="$made")
    assert (await common(play))["state"] == "finished"
    assert "Granit – Traboule · en commun C7" in (await play.says("noa", GRANIT, "!ilots liens")).text

"""Reactions equal to typing: a hand, settled, taken back, extended, kept in the îlot; and what may not be done so."""

from __future__ import annotations

from typing import Any

import pytest

from storage.delivery import Delivery, Departure
from tests.inside import Inside
from tests.playing import Heard, Play, full, unspaced

GRANIT, MORVAN, PLUME = "ilot:granit", "ilot:morvan", "ilot:plume"
PHOTOS = "O10"  # Maïwenn's, of Granit


async def _card(play: Play, ref: str = PHOTOS, who: str = "salome", room: str = MORVAN) -> str:
    """The bot's answer to `!voir`."""
    heard = await play.says(who, room, f"!voir {ref}")
    return str(heard.lines[0]["id"])


async def _tap(play: Play, who: str, emoji: str, to: str, **more: Any) -> Heard:
    return await play.line(sender=full(who), react=emoji, to=to, **more)


def _edits(heard: Heard) -> list[dict[str, Any]]:
    return [line for line in heard.lines if line.get("kind") == "edit"]


# ── a hand ──


@pytest.mark.parametrize("emoji", ["✋", "✋🏽", "✋️", "✋🏿️"])
async def test_a_hand_of_any_colour_is_a_hand(play: Play, emoji: str) -> None:
    heard = await _tap(play, "salome", emoji, await _card(play))
    assert (await play.listing(PHOTOS))["hands"] == [full("salome")]
    assert "Salomé lève la main pour O10" in heard.room("dm:@maiwenn:archipel.example")[0]
    assert heard.room("dm:@salome:archipel.example") == ["C'est dit à Maïwenn. Si tu changes d'avis, retire ta main."]
    (shown,) = _edits(heard)
    assert heard.room(MORVAN) == [unspaced(shown["body"])] and "une main levée" in shown["body"]


async def test_the_bot_seeds_a_hand_on_the_command_that_made_a_listing_and_on_nothing_else(play: Play) -> None:
    heard = await play.says("youenn", GRANIT, "!offre relecture mardi", id="$made")
    seeds = [(line["kind"], line["body"], line["to"]) for line in heard.lines if line["kind"] == "reaction"]
    assert seeds == [("reaction", "✋", "$made")]
    alone = await play.says("youenn", "dm:@youenn:archipel.example", "offre relecture jeudi")
    assert [line["kind"] for line in alone.lines] == ["text"]


async def test_a_hand_on_the_persons_own_command_counts_like_one_on_its_card(play: Play) -> None:
    ref = (await play.says("youenn", GRANIT, "!offre relecture mardi", id="$made")).refs[0]
    await _tap(play, "noa", "✋", "$made")
    assert (await play.listing(ref))["hands"] == [full("noa")]


async def test_e02_a_hand_taken_back_opens_the_listing_again_when_nobody_else_raised_one(play_on_both: Play) -> None:
    play = play_on_both
    card = await _card(play)
    await _tap(play, "hugues", "✋", card, id="$up")
    await _tap(play, "salome", "✋", card, id="$second")
    await play.line(sender=full("salome"), redact="$second")
    assert (await play.listing(PHOTOS))["state"] == "in_discussion"
    heard = await play.line(sender=full("hugues"), redact="$up")
    listing = await play.listing(PHOTOS)
    assert (listing["state"], listing["hands"]) == ("open", [])
    assert heard.room("dm:@maiwenn:archipel.example") == ["Hugues retire sa main pour O10."]
    assert "Ouvert à tout le monde" in {line["to"]: line["body"] for line in _edits(heard)}[card]


async def test_a_hand_raised_twice_is_down_when_both_are_taken_back(play: Play) -> None:
    card = await _card(play)
    await _tap(play, "hugues", "✋", card, id="$one")
    await play.says("hugues", MORVAN, "!prends O10", id="$two")
    await play.line(sender=full("hugues"), redact="$one")
    assert (await play.listing(PHOTOS))["hands"] == [full("hugues")]
    await play.line(sender=full("hugues"), redact="$two")
    assert (await play.listing(PHOTOS))["hands"] == []


async def test_ones_own_listing_or_a_closed_one_makes_no_noise(play: Play) -> None:
    card = await _card(play)
    own = await _tap(play, "maiwenn", "✋", await _card(play, who="maiwenn", room=GRANIT))
    await play.says("maiwenn", GRANIT, "!pourvu O10")
    closed = await _tap(play, "salome", "✋", card)
    for heard in (own, closed):
        assert (heard.outcome, heard.lines) == ("ignored", [])


async def test_a_list_is_no_card(play: Play) -> None:
    listed = await play.says("salome", MORVAN, "!offres photos")
    assert PHOTOS in listed.refs
    heard = await _tap(play, "salome", "✋", str(listed.lines[0]["id"]))
    assert (heard.outcome, heard.lines) == ("ignored", [])


@pytest.mark.parametrize("emoji", ["👏", "🎉", "⏰", "🌙", "✊"])
async def test_other_reactions_mean_nothing(play: Play, emoji: str) -> None:
    heard = await _tap(play, "salome", emoji, await _card(play))
    assert (heard.outcome, heard.lines) == ("ignored", [])


# ── settled ──


async def test_e03_only_its_author_settles_it_by_a_tap(play_on_both: Play) -> None:
    heard = await _tap(play_on_both, "salome", "✅", await _card(play_on_both))
    assert (heard.outcome, heard.lines) == ("ignored", [])
    assert (await play_on_both.listing(PHOTOS))["state"] == "open"


@pytest.mark.parametrize(
    ("answer", "partner"),
    [("1", "hugues"), ("hugues", "hugues"), ("avec @salome", "salome"), ("passe", None), ("je sais pas", None)],
)
async def test_e04_settled_at_once_and_asked_in_private_with_whom(
    play_on_both: Play, answer: str, partner: str | None
) -> None:
    play = play_on_both
    card, alone = await _card(play, who="maiwenn", room=GRANIT), "dm:@maiwenn:archipel.example"
    await play.says("hugues", MORVAN, "!prends O10")
    heard = await _tap(play, "maiwenn", "✅", card)
    assert heard.outcome == "asked"
    assert heard.room(alone) == ["O10 est pourvue. Avec qui ? 1 Hugues · un autre prénom, ou « passe »"]
    assert heard.room("dm:@hugues:archipel.example") == [
        "O10 (Photos de vos stands et ateliers) est pourvue. Merci d'avoir levé la main."
    ]
    assert "Pourvue." in _edits(heard)[0]["body"] and _edits(heard)[0]["to"] == card
    again = await play.says("maiwenn", alone, answer)
    listing = await play.listing(PHOTOS)
    assert listing["state"] == "fulfilled"
    assert listing["fulfilled_by"] == (full(partner) if partner else None)
    assert bool(_edits(again)) == (partner is not None)


async def test_a_name_that_is_nobodys_is_asked_again(play: Play) -> None:
    alone = "dm:@maiwenn:archipel.example"
    await _tap(play, "maiwenn", "✅", await _card(play, who="maiwenn", room=GRANIT))
    assert (await play.says("maiwenn", alone, "Zébulon")).outcome == "refused"
    await play.says("maiwenn", alone, "Inès")
    assert (await play.listing(PHOTOS))["fulfilled_by"] == full("ines")


async def test_on_what_was_said_of_it_in_private_a_tap_settles_it_too(play: Play) -> None:
    told = await play.says("hugues", MORVAN, "!prends O10")
    notice = next(line for line in told.lines if line["room"] == "dm:@maiwenn:archipel.example")
    await _tap(play, "maiwenn", "✅", str(notice["id"]))
    assert (await play.listing(PHOTOS))["state"] == "fulfilled"


# ── taken back, extended, kept ──


async def test_a_tap_withdraws_and_the_card_shows_it(play: Play) -> None:
    heard = await play.says("youenn", GRANIT, "!offre relecture mardi", id="$made")
    changed = await _tap(play, "youenn", "❌", "$made")
    assert (await play.listing(heard.refs[0]))["state"] == "withdrawn"
    assert [line["kind"] for line in changed.lines] == ["edit"]
    assert changed.lines[0]["body"].splitlines()[-1] == "Retirée."


async def test_a_tap_extends_and_opens_again(play: Play) -> None:
    heard = await play.says("youenn", GRANIT, "!offre relecture jusqu'au 20 avril", id="$made")
    await _tap(play, "youenn", "🔁", "$made")
    assert (await play.listing(heard.refs[0]))["expires_on"] == "2021-06-04"
    await _tap(play, "youenn", "✅", "$made")
    changed = await _tap(play, "youenn", "🔁", "$made", id="$again")
    assert (await play.listing(heard.refs[0]))["state"] == "open"
    assert "Tout l'Archipel" in _edits(changed)[0]["body"]


async def test_a_tap_keeps_it_in_the_ilot_and_taking_it_back_opens_it(play: Play) -> None:
    ref = (await play.says("youenn", GRANIT, "!offre relecture mardi", id="$made")).refs[0]
    changed = await _tap(play, "youenn", "🏝️", "$made", id="$kept")
    assert "Elle reste dans l'îlot." in changed.lines[0]["body"]
    assert (await play.says("salome", MORVAN, f"!voir {ref}")).outcome == "refused"
    await play.line(sender=full("youenn"), redact="$kept")
    assert (await play.says("salome", MORVAN, f"!voir {ref}")).outcome == "answered"


async def test_kept_in_the_ilot_its_card_goes_from_where_others_looked_at_it_and_stays_with_its_own(play: Play) -> None:
    ref = (await play.says("youenn", GRANIT, "!offre relecture mardi", id="$made")).refs[0]
    own = [await _card(play, ref, who, room) for who, room in (("noa", GRANIT), ("noa", f"dm:{full('noa')}"))]
    others = [
        await _card(play, ref, who, room) for who, room in (("salome", MORVAN), ("salome", f"dm:{full('salome')}"))
    ]
    heard = await _tap(play, "youenn", "🏝", "$made")
    assert {line["to"] for line in heard.lines if line["kind"] == "redaction"} == set(others)
    assert {line["to"] for line in _edits(heard)} > set(own)


@pytest.mark.parametrize("emoji", ["✅", "❌", "🔁", "🏝"])
async def test_nobody_else_changes_it_not_even_the_tisseuse_outside_her_room(play: Play, emoji: str) -> None:
    await play.says("youenn", GRANIT, "!offre relecture mardi", id="$made")
    before = await play.export()
    for who in ("noa", "tisseuse"):
        heard = await _tap(play, who, emoji, "$made")
        assert (heard.outcome, heard.lines) == ("ignored", []), who
    after = await play.export()
    assert before["listings"] == after["listings"]


async def test_a_reaction_that_somebody_else_clears_away_was_still_meant(play: Play) -> None:
    """A moderator does not open to everybody what its author keeps in the îlot."""
    ref = (await play.says("youenn", GRANIT, "!offre relecture mardi", id="$made")).refs[0]
    await _tap(play, "youenn", "🏝", "$made", id="$kept")
    heard = await play.line(sender=full("noa"), redact="$kept")
    assert (heard.outcome, heard.lines) == ("ignored", [])
    assert (await play.listing(ref))["reach"] == "ilot"


# ── closing is told, once, to those it concerns ──


async def test_who_raised_a_hand_hears_that_it_is_settled_but_for_the_partner(play: Play) -> None:
    for who in ("hugues", "salome"):
        await play.says(who, MORVAN, "!prends O10")
    heard = await play.says("maiwenn", GRANIT, "!pourvu O10 avec @hugues")
    assert heard.room("dm:@hugues:archipel.example") == []
    assert len(heard.room("dm:@salome:archipel.example")) == 1


async def test_when_the_tisseuse_closes_it_its_author_hears_of_it(play: Play) -> None:
    heard = await play.says("tisseuse", "tisseuse", "!pourvu O10 avec @hugues")
    assert heard.text == "O10 est pourvue, avec Hugues."
    assert "Pour la Tisseuse, O10" in heard.room("dm:@maiwenn:archipel.example")[0]


# ── where the pace is limited ──


async def test_words_leave_before_reactions(inside: Inside) -> None:
    async with inside.bench.transaction() as session:
        for kind, content in (("reaction", {"emoji": "✋", "target": "$0"}), ("text", {"body": "answer"})):
            letter = Departure(kind, "!granit:x", kind, "answer", content)
            await Delivery(session, inside.account_id).post(letter, inside.wall.now())
    await inside.postman.send_all()
    assert [event.kind for event in inside.door.events.values()] == ["text", "reaction"]

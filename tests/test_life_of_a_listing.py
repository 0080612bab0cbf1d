"""What the clock and the room make of a listing: warned of its end, ended, asked about; suspended and brought back."""

from __future__ import annotations

import pytest

from tests.pictures import played
from tests.playing import Play, full, playing

GRANIT, MORVAN, TRABOULE, ALONE = "ilot:granit", "ilot:morvan", "ilot:traboule", "dm:@youenn:archipel.example"


async def _posted(play: Play, body: str) -> str:
    """By somebody who is reminded of nothing else."""
    await play.says("youenn", ALONE, "!moi rappels non")
    return (await play.says("youenn", GRANIT, body, id="$made")).refs[0]


# ── its end ──


async def test_its_author_is_told_a_week_before_and_on_the_day_in_private(play_on_both: Play) -> None:
    play = play_on_both
    ref = await _posted(play, "!besoin relecture")  # 30 days: Friday, the 14th of May
    assert (await play.at("2021-05-07T09:29:00+02:00")).room(ALONE) == []
    week = await play.at("2021-05-07T09:30:00+02:00")
    assert week.room(ALONE)[0].startswith(f"{ref} (relecture) finit vendredi 14 mai.")
    assert (await play.at("2021-05-14T09:29:00+02:00")).room(ALONE) == []
    day = await play.at("2021-05-14T09:30:00+02:00")
    assert day.room(ALONE)[0].startswith(f"{ref} (relecture) finit aujourd'hui.")
    ended = await play.at("2021-05-15T00:01:00+02:00")
    assert (await play.listing(ref))["state"] == "expired"
    assert [line["kind"] for line in ended.lines if line["room"] == GRANIT] == ["edit"]
    assert ended.room(ALONE) == []


async def test_one_tap_on_the_warning_extends_it(few: Play) -> None:
    ref = await _posted(few, "!besoin relecture")
    warning = next(line for line in (await few.at("2021-05-07T10:00:00+02:00")).lines if line["room"] == ALONE)
    heard = await few.line(sender=full("youenn"), react="🔁", to=warning["id"])
    assert heard.room(ALONE) == [f"{ref} reste sur la bourse jusqu'au dimanche 13 juin."]
    assert (await few.at("2021-05-15T12:00:00+02:00")).room(ALONE) == []


@pytest.mark.parametrize("body", ["!offre relecture aujourd'hui", "!offre relecture jusqu'au 14 avril"])
async def test_on_the_day_it_was_posted_nothing_new_is_said(few: Play, body: str) -> None:
    await _posted(few, body)
    assert (await few.at("2021-04-15T12:00:00+02:00")).room(ALONE) == []


async def test_a_cover_that_starts_before_the_hour_is_not_warned_of_afterwards(few: Play) -> None:
    ref = await _posted(few, "!interim accueil lundi 19 avril 8h")
    heard = await few.at("2021-04-19T12:00:00+02:00")
    assert heard.room(ALONE) == []
    assert (await few.listing(ref))["state"] == "expired"


async def test_what_is_settled_is_not_warned_of(stage: str) -> None:
    async with played(stage) as play:
        ref = await _posted(play, "!offre relecture")
        await play.says("youenn", GRANIT, f"!pourvu {ref}")
    async with playing(stage, data=None) as play:
        assert (await play.at("2021-06-05T12:00:00+02:00")).room(ALONE) == []
        assert (await play.at("2021-06-15T12:00:00+02:00")).room(ALONE) == []


async def test_a_lasting_one_is_asked_about_every_six_months(stage: str) -> None:
    async with played(stage) as play:
        ref = await _posted(play, "!offre relecture, permanente")
    for day in ("2021-10-13", "2022-04-13"):
        async with playing(stage, data=None) as play:  # what lies between need not be played
            assert (await play.at(f"{day}T09:29:00+02:00")).room(ALONE) == []
            (asked,) = (await play.at(f"{day}T12:00:00+02:00")).room(ALONE)
            assert asked.startswith(f"{ref} (relecture) est là depuis six mois")
            assert (await play.listing(ref))["state"] == "open"


# ── leaving and coming back ──


async def test_e07_leaving_the_ilots_room_suspends_and_one_private_message_says_so(play_on_both: Play) -> None:
    play = play_on_both
    ref = (await play.says("ines", TRABOULE, "!offre relecture")).refs[0]
    heard = await play.line(room=TRABOULE, sender=full("ines"), join=False)
    assert (await play.listing(ref))["suspended"]
    (told,) = heard.room("dm:@ines:archipel.example")
    assert "Traboule" in told and ref in told
    assert heard.room(TRABOULE) == []
    assert ref not in (await play.says("noa", GRANIT, "!offres relecture")).refs
    assert (await play.says("noa", GRANIT, f"!prends {ref}")).outcome == "refused"
    back = await play.line(room=TRABOULE, sender=full("ines"), join=True, name="Inès")
    assert not (await play.listing(ref))["suspended"]
    assert ref in back.room("dm:@ines:archipel.example")[0]


async def test_who_had_nothing_open_there_is_told_all_the_same(play: Play) -> None:
    heard = await play.line(room=TRABOULE, sender=full("berengere"), join=False)
    assert heard.room("dm:@berengere:archipel.example") == ["Tu n'es plus dans Traboule : je ne t'en parle plus."]


# ── with several people ──


@pytest.mark.parametrize(
    "typed",
    ["avec karim et theo", "avec @karim, @theo", "avec karim & theo merci", "avec @karim @theo", "with karim and theo"],
)
async def test_of_several_people_the_first_is_kept_and_the_other_is_one_answer_away(play: Play, typed: str) -> None:
    heard = await play.says("noa", GRANIT, f"!pourvu B8 {typed}", id="$done")
    assert heard.outcome == "asked"
    assert heard.text.startswith("B8 est pourvu, avec Karim. Je ne garde qu'un prénom.")
    assert heard.text.endswith("Pour en changer : 1 Karim · 2 Théo (réponds par un numéro)")
    assert (await play.listing("B8"))["fulfilled_by"] == full("karim")
    changed = await play.says("noa", GRANIT, "2", thread="$done")
    assert changed.text.startswith("C'est noté : B8, avec Théo.")
    assert (await play.listing("B8"))["fulfilled_by"] == full("theo")


async def test_who_says_no_more_keeps_the_first(play: Play) -> None:
    await play.says("noa", GRANIT, "!pourvu B8 avec karim et theo", id="$done")
    await play.says("noa", GRANIT, "passe", thread="$done")
    assert (await play.listing("B8"))["fulfilled_by"] == full("karim")


@pytest.mark.parametrize(
    "typed", ["avec karim et merci", "avec karim, merci à toi", "avec karim et @karim", "avec karim"]
)
async def test_what_follows_a_name_and_is_none_is_only_words(play: Play, typed: str) -> None:
    heard = await play.says("noa", GRANIT, f"!pourvu B8 {typed}")
    assert (heard.outcome, heard.text) == ("answered", "B8 est pourvu, avec Karim. Merci à vous deux.")

"""The courrier in private: who asked for a copy has it on their days, in their hours, once; the room has its own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.playing import Heard, Play, full

GRANIT, MORVAN, TRABOULE = "ilot:granit", "ilot:morvan", "ilot:traboule"
SALOME, NOA = "dm:@salome:archipel.example", "dm:@noa:archipel.example"
FRIDAY, TUESDAY, NEXT_FRIDAY = "2021-04-16T09:30:00+02:00", "2021-04-20T09:30:00+02:00", "2021-04-23T09:30:00+02:00"


def _told(heard: Heard, room: str = SALOME) -> list[dict[str, Any]]:
    """The courriers said in that room."""
    return [line for line in heard.lines if line.get("room") == room and "Courrier" in line.get("says", [])]


async def _asked(play: Play, days: str = "vendredi", who: str = "salome") -> Heard:
    return await play.says(who, f"dm:{full(who)}", f"!moi courrier {days}")


async def _begun(play: Play, days: str = "mardi et vendredi") -> None:
    """After the first copy, which is long: it tells of the week before it was asked for."""
    await _asked(play, days)
    await play.at(FRIDAY)


async def _posted(play: Play, body: str, who: str = "youenn", room: str = GRANIT, **more: Any) -> str:
    return (await play.says(who, room, body, **more)).refs[0]


# ── when, what, once ──


async def test_it_comes_in_private_on_its_day_and_never_twice_and_the_room_has_its_own(play_on_both: Play) -> None:
    play = play_on_both
    assert "Dans le salon de ton îlot, rien ne change" in (await _asked(play)).text
    assert len(_told(await play.at(FRIDAY))) == 1
    ref = await _posted(play, "!offre relecture jeudi 29 avril, 30€")
    heard = await play.at(TUESDAY)
    assert _told(heard) == [] and ref in _told(heard, MORVAN)[0]["refs"]
    heard = await play.at(NEXT_FRIDAY)
    (copy,) = _told(heard)
    assert f"{ref} · relecture · jeudi 29 avril · 30 € · Youenn" in copy["body"]
    assert (copy["cause"], copy["mentions"], copy["thread"]) == (None, [], None)
    assert _told(heard, NOA) == [] == _told(heard, MORVAN)
    later = await _posted(play, "!offre montage")
    (copy,) = _told(await play.at("2021-04-30T09:30:00+02:00"))
    assert later in copy["refs"] and ref not in copy["refs"]


async def test_on_both_days_each_tells_of_what_came_since_the_other(few: Play) -> None:
    await _begun(few)
    refs = []
    for day in (TUESDAY, NEXT_FRIDAY, "2021-04-27T09:30:00+02:00"):
        refs.append(await _posted(few, "!offre relecture"))
        (copy,) = _told(await few.at(day))
        assert [ref for ref in refs if ref in copy["refs"]] == refs[-1:]


async def test_what_is_settled_since_has_a_line_and_an_empty_one_is_not_sent(few: Play) -> None:
    await _asked(few)
    ref = await _posted(few, "!offre relecture")
    await few.at(FRIDAY)
    await few.says("youenn", GRANIT, f"!pourvu {ref}")
    assert f"{ref} · relecture · pourvue" in _told(await few.at(NEXT_FRIDAY))[0]["body"]
    assert _told(await few.at("2021-04-30T09:30:00+02:00")) == []


async def test_what_was_posted_ten_minutes_before_waits_for_the_next(few: Play) -> None:
    await _begun(few)
    await few.at("2021-04-20T09:21:00+02:00")
    ref = await _posted(few, "!offre relecture")
    assert _told(await few.at(TUESDAY)) == []
    assert ref in _told(await few.at(NEXT_FRIDAY))[0]["refs"]


async def test_never_is_never_again(few: Play) -> None:
    await _asked(few)
    assert "pas de courrier en privé" in (await _asked(few, "jamais")).text
    await _posted(few, "!offre relecture")
    assert _told(await few.at(FRIDAY)) == []


async def test_asked_for_again_after_a_long_time_it_begins_with_the_last_week(few: Play) -> None:
    await _asked(few)
    await few.at(FRIDAY)
    await _asked(few, "jamais")
    old = await _posted(few, "!offre relecture")
    await few.at("2021-05-17T10:00:00+02:00")
    await _asked(few)
    fresh = await _posted(few, "!offre montage")
    (copy,) = _told(await few.at("2021-05-21T09:30:00+02:00"))
    assert fresh in copy["refs"] and old not in copy["refs"]


async def test_who_changes_their_mind_twice_in_a_week_is_told_nothing_twice(few: Play) -> None:
    await _begun(few)
    ref = await _posted(few, "!offre relecture")
    assert ref in _told(await few.at(TUESDAY))[0]["refs"]
    await _asked(few, "jamais")
    await _asked(few, "vendredi")
    assert _told(await few.at(NEXT_FRIDAY)) == []


# ── of whom ──


async def test_nothing_of_any_of_one_s_own_ilots(play: Play) -> None:
    await play.line(room=TRABOULE, sender=full("noa"), join=True)
    await _asked(play, "mardi", who="noa")
    await play.at(TUESDAY)
    own = [await _posted(play, "!offre relecture"), await _posted(play, "!offre montage", "ines", TRABOULE)]
    other = await _posted(play, "!offre dessin", "salome", MORVAN)
    (copy,) = _told(await play.at("2021-04-27T09:30:00+02:00"), NOA)
    assert other in copy["refs"] and not set(own) & set(copy["refs"])


async def test_nothing_of_one_s_own_listings_in_an_ilot_one_has_left(play: Play) -> None:
    await play.line(room=TRABOULE, sender=full("noa"), join=True)
    await _asked(play, "mardi et vendredi", who="noa")
    await _asked(play, "mardi et vendredi")
    ref = await _posted(play, "!offre relecture", "noa")
    await play.at(FRIDAY)
    await play.line(room=GRANIT, sender=full("noa"), join=False)
    await play.says("noa", NOA, f"!pourvu {ref}")
    heard = await play.at(TUESDAY)
    assert all(ref not in copy["refs"] for copy in _told(heard, NOA))
    assert ref in _told(heard)[0]["refs"]


async def test_who_is_in_no_ilot_is_told_to_enter_one_first(play: Play) -> None:
    for who, room in (("come", "dm:@come:archipel.example"), ("tisseuse", "tisseuse")):
        heard = await play.says(who, room, "!moi courrier vendredi")
        assert heard.outcome == "refused" and "entre d'abord dans le salon du tien" in heard.text


async def test_who_has_left_every_ilot_has_none_until_they_are_in_one_again(few: Play) -> None:
    await _asked(few)
    await few.line(room=MORVAN, sender=full("salome"), join=False)
    ref = await _posted(few, "!offre relecture")
    assert _told(await few.at(FRIDAY)) == []
    await few.line(room=MORVAN, sender=full("salome"), join=True)
    assert ref in _told(await few.at(NEXT_FRIDAY))[0]["refs"]


# ── in the hours its reader chose ──


async def test_it_waits_for_quiet_to_end_and_is_composed_then(few: Play) -> None:
    await _begun(few)
    await few.says("salome", SALOME, "!moi silence 18h-11h")
    await few.at("2021-04-20T10:30:00+02:00")
    ref = await _posted(few, "!offre relecture")
    assert _told(await few.at("2021-04-20T10:59:00+02:00")) == []
    assert ref in _told(await few.at("2021-04-20T11:00:00+02:00"))[0]["refs"]


async def test_after_an_absence_one_tells_of_all_of_it(play_on_both: Play) -> None:
    play = play_on_both
    await _begun(play)
    await play.says("salome", SALOME, "!moi absent du 17 au 25 avril")
    refs = [await _posted(play, "!offre relecture")]
    assert _told(await play.at(TUESDAY)) == []
    refs.append(await _posted(play, "!offre montage"))
    assert _told(await play.at("2021-04-26T08:59:00+02:00")) == []
    (copy,) = _told(await play.at("2021-04-26T09:00:00+02:00"))
    assert set(refs) <= set(copy["refs"])


# ── in private or not at all ──


async def test_where_there_is_no_private_room_it_is_said_what_to_do_and_nothing_is_posted(few: Play) -> None:
    await few.line(room=SALOME, sender=full("hugues"), join=True)
    heard = await few.says("salome", MORVAN, "!moi courrier vendredi")
    assert "Il me manque une conversation privée avec toi" in heard.text
    await _posted(few, "!offre relecture")
    heard = await few.at(FRIDAY)
    assert len(_told(heard, MORVAN)) == 1 and _told(heard) == []
    others = [line for line in heard.lines if line.get("kind") == "text" and line["room"] != "tisseuse"]
    assert all(line["mentions"] == [] for line in others)


async def test_a_line_that_is_erased_goes_and_the_others_stay_in_their_reader_s_language(play_on_both: Play) -> None:
    play = play_on_both
    await play.says("salome", SALOME, "!moi langue en")
    await _begun(play)
    gone = await _posted(play, "!offre ravaudage", id="$gone")
    stays = await _posted(play, "!offre relecture")
    (copy,) = _told(await play.at(TUESDAY))
    assert copy["body"].startswith("Courrier, Tuesday") and gone in copy["refs"]
    heard = await play.line(sender=full("youenn"), redact="$gone")
    assert copy["id"] in {line["to"] for line in heard.lines if line["kind"] == "redaction"}
    (again,) = [line for line in heard.lines if line["room"] == SALOME and line["kind"] == "text"]
    assert again["says"][0] == "CourrierAgain" and again["body"].startswith("The courrier, ")
    assert stays in again["refs"] and gone not in again["refs"] and "ravaudage" not in again["body"]


async def test_the_one_line_of_a_copy_is_no_card(few: Play) -> None:
    await _begun(few)
    ref = await _posted(few, "!offre relecture")
    (copy,) = _told(await few.at(TUESDAY))
    assert copy["refs"] == [ref]
    heard = await few.line(sender=full("salome"), react="✋", to=copy["id"])
    assert (heard.outcome, heard.lines) == ("ignored", [])


# ── what is typed ──


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("!moi courrier vendredi", "friday"),
        ("!moi courrier le mardi", "tuesday"),
        ("!moi courrier mardi et vendredi", "both"),
        ("!moi courrier les deux", "both"),
        ("!moi courrier oui", "both"),
        ("!moi courrier Jamais.", "never"),
        ("!me courrier tuesday and friday", "both"),
        ("!me digest never", "never"),
    ],
)
async def test_the_days_are_kept(play: Play, typed: str, kept: str) -> None:
    assert (await play.says("salome", SALOME, typed)).outcome == "answered"
    assert await _kept(play) == kept


@pytest.mark.parametrize(
    "typed", ["!moi courrier lundi", "!moi courrier vendredi soir", "!moi courrier jamais le mardi", "!moi courrier ?"]
)
async def test_what_is_no_day_of_the_courrier_says_what_to_type(play: Play, typed: str) -> None:
    heard = await play.says("salome", SALOME, typed)
    assert heard.outcome == "refused" and "Par exemple : !moi courrier vendredi" in heard.text
    assert await _kept(play) is None


async def _kept(play: Play) -> object:
    people = (await play.export())["people"]
    return next(entry for entry in people if entry["id"] == full("salome"))["settings"].get("courrier")

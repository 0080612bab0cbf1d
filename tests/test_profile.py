"""`!moi` alone: what a person chose, in five or six short lines, and nobody else reads of their absences."""

from __future__ import annotations

import pytest

from tests.playing import Play

NOA, GRANIT = "dm:@noa:archipel.example", "ilot:granit"


async def _shown(play: Play, *before: str) -> list[str]:
    for body in before:
        assert (await play.says("noa", NOA, body)).outcome == "answered"
    return (await play.says("noa", NOA, "!moi")).text.splitlines()


async def test_it_says_what_holds_when_nothing_was_chosen_and_how_to_change_it(play: Play) -> None:
    assert await _shown(play, "!moi suggestions non", "!moi absent non") == [
        "Noa · Granit",
        "Je te réponds en français.",
        "Au calme de 18 h 30 à 9 h, le week-end et les jours fériés.",
        "Suggestions en privé : non · Rappels des temps de recul : oui · Courrier en privé : jamais",
        (
            "Pour changer : !moi langue en, !moi silence 18h-9h, !moi week-end oui, !moi absent du 3 au 7 mai, "
            "!moi suggestions oui, !moi courrier vendredi"
        ),
    ]


async def test_it_says_what_was_chosen_and_how_to_take_that_back(play: Play) -> None:
    chosen = ("!moi silence 20h-8h15", "!moi week-end oui", "!moi suggestions oui", "!moi courrier mardi et vendredi")
    assert (await _shown(play, "!moi absent non", *chosen))[2:] == [
        "Au calme de 20 h à 8 h 15.",
        "Suggestions en privé : oui · Rappels des temps de recul : oui · Courrier en privé : mardi et vendredi",
        (
            "Pour changer : !moi langue en, !moi silence 18h-9h, !moi week-end non, !moi absent du 3 au 7 mai, "
            "!moi suggestions non, !moi courrier jamais"
        ),
    ]


async def test_without_hours_of_one_s_own_it_says_the_hours_of_everybody(play: Play) -> None:
    assert (await _shown(play, "!moi silence non"))[2].startswith("Au calme de 20 h à 8 h,")


async def test_absences_to_come_stand_in_order_and_what_is_over_does_not(play: Play) -> None:
    await play.says("noa", NOA, "!moi absent du 15 au 16 avril")
    await play.at("2021-04-19T10:00:00+02:00")
    lines = await _shown(play, "!moi absent le 10 juin", "!moi absent du 3 au 7 mai")
    assert "Pas là du 3 au 7 mai, jeudi 10 juin." in lines
    assert len(lines) <= 6


async def test_no_more_than_the_next_three_absences(play: Play) -> None:
    lines = await _shown(play, *(f"!moi absent le {day} mai" for day in (4, 11, 18, 25)))
    assert "Pas là mardi 4 mai, mardi 11 mai, mardi 18 mai." in lines


@pytest.mark.parametrize("typed", ["!moi", "!me"])
async def test_asked_in_a_room_it_is_said_in_private(play: Play, typed: str) -> None:
    heard = await play.says("noa", GRANIT, typed)
    assert heard.room(GRANIT) == [] and len(heard.room(NOA)) == 1


async def test_where_others_read_along_nothing_is_said_of_absences(play: Play) -> None:
    await play.says("noa", NOA, "!moi absent du 3 au 7 mai")
    await play.line(room=NOA, sender="@youenn:archipel.example", join=True)
    for room in (GRANIT, NOA):
        heard = await play.says("noa", room, "!moi")
        assert "Je te réponds en français." in heard.room(room)[0] and "Pas là" not in heard.room(room)[0]


async def test_it_is_said_in_english_too(play: Play) -> None:
    lines = await _shown(play, "!moi absent du 3 au 7 mai", "!moi courrier vendredi", "!moi langue en")
    assert "Left in peace from 18:30 to 09:00, and on weekends and public holidays." in lines
    assert any(line.startswith("Away: ") and line.endswith("7 May.") for line in lines)
    assert any(line.endswith("Courrier in private: on Friday") for line in lines)

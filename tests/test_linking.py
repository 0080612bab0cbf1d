"""Two people are put in touch when both said yes, and nobody hears whose no it was."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from commands.linking.possible import meeting
from storage.listings import Listing
from storage.values import Direction
from tests.asking import OFFICE, alone
from tests.playing import Heard, Play, full

SALOME, RAFAEL = alone("salome"), alone("rafael")  # B3 and O15


async def _links(play: Play, text: str = "B3 O15") -> Heard:
    return await play.says("tisseuse", OFFICE, f"!relier {text}")


def _said(heard: Heard, room: str) -> list[str]:
    return [name for line in heard.lines if line.get("room") == room for name in line["says"] if name != "ListingNamed"]


async def test_both_say_yes_and_only_then_learn_of_each_other(play_on_both: Play) -> None:
    play = play_on_both
    asked = await _links(play)
    assert (_said(asked, OFFICE), _said(asked, SALOME), _said(asked, RAFAEL)) == (
        ["BothAsked"],
        ["MayIntroduce"],
        ["MayIntroduce"],
    )
    assert not any("Rafael" in body or "Salomé" in body for body in asked.texts)
    first = await play.says("salome", SALOME, "oui")
    assert _said(first, SALOME) == ["YesNoted"] and not _said(first, RAFAEL) and not _said(first, OFFICE)
    second = await play.says("rafael", RAFAEL, "oui")
    assert _said(second, SALOME) == _said(second, RAFAEL) == ["Introduced"]
    assert "Rafael a posé O15" in second.room(SALOME)[0] and "Salomé a posé B3" in second.room(RAFAEL)[0]
    assert second.room(OFFICE) == ["B3 et O15 : les deux personnes ont dit oui, elles sont en lien."]


@pytest.mark.parametrize("first", ["salome", "rafael"])
async def test_a_no_is_told_without_saying_whose(play: Play, first: str) -> None:
    await _links(play)
    heard = await play.says(first, alone(first), "non")
    assert heard.room(OFFICE) == ["B3 et O15 : pas cette fois."]
    other = "rafael" if first == "salome" else "salome"
    assert _said(heard, alone(other)) == []
    late = await play.says(other, alone(other), "oui")
    assert _said(late, alone(other)) == ["NoLongerOpen"] and not _said(late, OFFICE)


async def test_who_had_said_yes_hears_that_it_does_not_come_about(play: Play) -> None:
    await _links(play)
    await play.says("salome", SALOME, "oui")
    heard = await play.says("rafael", RAFAEL, "non")
    assert heard.room(SALOME) == ["B3 et O15 : pas cette fois."] and heard.room(OFFICE) == [
        "B3 et O15 : pas cette fois."
    ]


async def test_nobody_is_asked_twice_and_what_was_declined_is_proposed_no_more(play: Play) -> None:
    await _links(play)
    await play.says("salome", SALOME, "non")
    assert (await _links(play)).text.startswith("C'est déjà demandé pour B3 et O15")
    week = await play.says("tisseuse", OFFICE, "!semaine")
    assert "B3 (Quelqu'un pour un site en une page) ↔ O15" not in week.text


async def test_one_question_of_this_kind_at_a_time(play: Play) -> None:
    await _links(play)
    heard = await _links(play, "B3 O8")
    assert heard.outcome == "refused" and "n'a pas encore répondu" in heard.text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "HowToLink"),
        ("B3", "HowToLink"),
        ("B3 B3", "HowToLink"),
        ("B3 O15 O1", "HowToLink"),
        ("B3 O99", "UnknownReference"),
        ("B2 O15", "AlreadyClosed"),
        ("O4 O5", "AlreadyClosed"),
        ("B4 O1", "StaysInIlot"),
        ("O15 O15", "HowToLink"),
    ],
)
async def test_what_cannot_be_linked_is_said(play: Play, text: str, says: str) -> None:
    heard = await _links(play, text)
    assert heard.outcome == "refused" and _said(heard, OFFICE) == [says]
    assert not _said(heard, SALOME) and not _said(heard, RAFAEL)


async def test_another_answer_is_asked_again(play: Play) -> None:
    await _links(play)
    heard = await play.says("salome", SALOME, "peut-être bien")
    assert _said(heard, SALOME) == ["MayIntroduceAgain"]
    assert _said(await play.says("salome", SALOME, "oui"), SALOME) == ["YesNoted"]


async def test_by_night_nobody_is_written_to(play: Play) -> None:
    await play.at("2021-04-14T22:30:00+02:00")
    assert not _said(await _links(play), SALOME)
    morning = await play.at("2021-04-15T08:30:00+02:00")
    assert _said(morning, SALOME) == ["MayIntroduce"]


async def test_what_was_closed_meanwhile_introduces_nobody(play: Play) -> None:
    await _links(play)
    await play.says("rafael", RAFAEL, "!retire O15")
    heard = await play.says("salome", SALOME, "oui")
    assert _said(heard, SALOME) == ["NoLongerOpen"] and not _said(heard, RAFAEL)


async def test_after_two_weeks_without_an_answer_it_is_let_go(play: Play) -> None:
    await _links(play)
    heard = await play.at("2021-04-28T12:00:00+02:00")
    assert any("il manque une réponse depuis deux semaines" in body for body in heard.room(OFFICE))
    await play.says("salome", SALOME, "!aide")
    assert not [name for name in _said(await play.says("salome", SALOME, "oui"), SALOME) if name == "YesNoted"]


async def test_who_is_forgotten_was_never_asked(play: Play) -> None:
    await _links(play)
    given = await play.says("salome", SALOME, "!moi export")
    assert given.lines
    await play.says("salome", SALOME, "!oublie-moi")
    await play.says("salome", SALOME, "oui")
    heard = await play.says("rafael", RAFAEL, "oui")
    assert "Introduced" not in _said(heard, RAFAEL)


# ── what could go together ──


def _listing(row: int, direction: Direction, title: str, **more: Any) -> Listing:
    fields: dict[str, Any] = {"author_id": row, "ilot_id": row, "category": None, "tags": [], "suspended": False}
    fields |= {"published_at": dt.datetime(2021, 4, 1, tzinfo=dt.UTC), "description": "", **more}
    return Listing(id=row, letter=direction.letter, number=row, direction=direction, title=title, **fields)


def test_a_need_meets_an_offer_of_another_ilot_that_shares_its_words() -> None:
    need = _listing(1, Direction.NEED, "Traduction en allemand")
    offers = [_listing(2, Direction.OFFER, "Traductions"), _listing(3, Direction.OFFER, "Allemand, traductions")]
    assert [(one.id, other.id) for one, other in meeting([need, *offers], set())] == [(1, 3)]


@pytest.mark.parametrize(
    "more",
    [{"ilot_id": 1}, {"author_id": 1}, {"suspended": True}, {"published_at": None}, {"direction": Direction.NEED}],
)
def test_what_stays_apart_is_not_proposed(more: dict[str, Any]) -> None:
    direction = more.pop("direction", Direction.OFFER)
    need, other = _listing(1, Direction.NEED, "Traduction"), _listing(2, direction, "Traductions", **more)
    assert meeting([need, other], set()) == []


def test_what_was_asked_once_is_not_proposed_again() -> None:
    need, offer = _listing(1, Direction.NEED, "Traduction"), _listing(2, Direction.OFFER, "Traductions")
    assert meeting([need, offer], {(1, 2)}) == [] and len(meeting([need, offer], set())) == 1


def test_a_word_that_everybody_uses_links_nobody() -> None:
    many = [_listing(row, Direction.OFFER, "Traductions") for row in range(2, 60)]
    assert meeting([_listing(1, Direction.NEED, "Traduction"), *many], set()) == []


async def test_the_tisseuse_alone_may(play: Play) -> None:
    heard = await play.says("noa", f"dm:{full('noa')}", "!relier B3 O15")
    assert _said(heard, alone("noa")) == ["TisseuseOnly"]

"""An îlot agrees on its own time: half of it, never one alone, or two days without objection."""

from __future__ import annotations

from typing import Any

import pytest

from tests.playing import Heard, Play, full

GRANIT, BEFFROI = "ilot:granit", "ilot:beffroi"
RHYTHM = "!temps un jeudi sur deux 14h-16h"


def _said(heard: Heard, kind: str) -> list[dict[str, Any]]:
    """Messages of that name."""
    return [line for line in heard.lines if kind in line.get("says", [])]


async def _tap(play: Play, who: str, emoji: str, to: str, event: str | None = None) -> Heard:
    more = {"id": event} if event else {}
    return await play.line(sender=full(who), react=emoji, to=to, **more)


async def _slot(play: Play) -> Any:
    return next(each["slot"] for each in (await play.export())["ilots"] if each["slug"] == "granit")


async def test_a_rhythm_wants_half_of_the_ilot(play_on_both: Play) -> None:
    play = play_on_both
    heard = await play.says("aziliz", GRANIT, "!temps un mardi sur deux 9h-10h", id="$rhythm")
    assert "Proposé à l'îlot : un mardi sur deux, de 9 h à 10 h, à partir du mardi 20 avril." in heard.text
    await _tap(play, "aziliz", "✋", "$rhythm")  # her word counts already
    await _tap(play, "noa", "✋", "$rhythm")
    await _tap(play, "hugues", "✋", "$rhythm")  # of another îlot
    assert (await _slot(play))["start"] == "14:00"
    agreed = await _tap(play, "erwan", "✋", "$rhythm")
    assert "C'est adopté : un mardi sur deux, de 9 h à 10 h." in agreed.text
    assert (await _slot(play))["start"] == "09:00"


async def test_nobody_against_it_for_two_days_is_agreement_too(play: Play) -> None:
    await play.says("aziliz", GRANIT, "!temps un mardi sur deux 9h-10h")
    (told,) = _said(await play.at("2021-04-16T10:31:00+02:00"), "SlotAgreed")
    assert told["room"] == GRANIT
    assert (await _slot(play))["start"] == "09:00"


async def test_somebody_against_it_and_it_wants_half_of_the_ilot(play: Play) -> None:
    await play.says("aziliz", GRANIT, "!temps un mardi sur deux 9h-10h", id="$rhythm")
    await _tap(play, "noa", "❌", "$rhythm")
    (told,) = _said(await play.at("2021-04-16T10:31:00+02:00"), "AgreementDropped")
    assert "Noa" not in told["body"]
    assert (await _slot(play))["start"] == "14:00"
    await _tap(play, "erwan", "✋", "$rhythm")
    await _tap(play, "soizic", "✋", "$rhythm")
    assert (await _slot(play))["start"] == "14:00"


async def test_in_an_ilot_of_two_nobody_decides_alone(play: Play) -> None:
    await play.says("dorine", BEFFROI, "!temps tous les lundis 9h-10h", id="$two")
    slots = {each["slug"]: each["slot"] for each in (await play.export())["ilots"]}
    assert slots["beffroi"]["weekday"] == 4
    agreed = await _tap(play, "ludovic", "✋", "$two")
    assert "C'est adopté" in agreed.text


async def test_an_edited_proposal_begins_anew_and_a_deleted_one_is_gone(play: Play) -> None:
    await play.says("aziliz", GRANIT, "!temps un mardi sur deux 9h-10h", id="$rhythm")
    await _tap(play, "noa", "✋", "$rhythm")
    await play.line(sender=full("aziliz"), edit="$rhythm", body="!temps un lundi sur deux 9h-10h")
    await _tap(play, "erwan", "✋", "$rhythm")
    assert (await _slot(play))["start"] == "14:00"  # Noa's word was for Tuesday
    await play.line(sender=full("aziliz"), redact="$rhythm")
    await _tap(play, "soizic", "✋", "$rhythm")
    await play.at("2021-04-17T12:00:00+02:00")
    assert (await _slot(play))["start"] == "14:00"


async def test_no_more_of_it_wants_the_same_agreement(play: Play) -> None:
    await play.says("aziliz", GRANIT, "!temps arrêter", id="$stop")
    for who in ("noa", "erwan"):
        await _tap(play, who, "✋", "$stop")
    assert await _slot(play) is None
    assert "Pas encore de temps de recul" in (await play.says("noa", GRANIT, "!temps")).text


async def test_how_often_is_asked_where_nobody_said_it(play: Play) -> None:
    asked = await play.says("aziliz", GRANIT, "!temps mardi 9h-10h", id="$often")
    assert asked.outcome == "asked" and "1 tous les mardis" in asked.text
    proposed = await play.says("aziliz", GRANIT, "2", thread="$often")
    assert "un mardi sur deux" in proposed.text


async def test_a_proposal_that_waits_is_shown_where_there_is_no_rhythm(play: Play) -> None:
    await play.says("aziliz", GRANIT, "!temps arrêter", id="$stop")
    for who in ("noa", "erwan"):
        await _tap(play, who, "✋", "$stop")
    await play.says("aziliz", GRANIT, "!temps un mardi sur deux 9h-10h")
    shown = (await play.says("noa", f"dm:{full('noa')}", "!temps")).text
    assert "Une proposition attend vos ✋" in shown and "un mardi sur deux, de 9 h à 10 h" in shown


@pytest.mark.parametrize(("body", "outcome"), [("!temps mardi 9h-10h", "refused"), ("!temps arrêter", "answered")])
async def test_an_edited_proposal_is_read_like_the_first(play: Play, body: str, outcome: str) -> None:
    await play.says("aziliz", GRANIT, "!temps un mardi sur deux 9h-10h", id="$rhythm")
    assert (await play.line(sender=full("aziliz"), edit="$rhythm", body=body)).outcome == outcome


async def test_it_is_decided_in_the_room_and_shown_in_private(play: Play) -> None:
    alone = f"dm:{full('noa')}"
    assert "jeudi 15 avril" in (await play.says("noa", alone, "!temps")).text
    assert (await play.says("noa", alone, RHYTHM)).outcome == "refused"

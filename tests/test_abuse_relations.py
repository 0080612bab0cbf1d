"""What anybody may claim of other events: forged, foreign, repeated, out of order, or said by who has left."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from bot.transport import Heard as Kind
from bot.transport import Incoming
from tests.playing import NOW, Play, full

NOA, INES, ELSEWHERE = full("noa"), full("ines"), "ilot:traboule"


@pytest.fixture
async def stage(play: Play) -> Play:
    """Noa's offer stands in her îlot. In another room people may do what they like, with any event's id."""
    await play.says("noa", "ilot:granit", "!offre relecture, gratuit", id="$made")
    return play


async def _made(stage: Play) -> dict[str, Any]:
    return await stage.listing("O21")


async def _card(stage: Play) -> str:
    [card] = [each["id"] for each in stage.output if each.get("cause") == "$made" and each["kind"] == "text"]
    return str(card)


# ── relations to other rooms' events, and to other people's ──


@pytest.mark.parametrize("who", [INES, NOA])
async def test_nothing_of_one_room_is_deleted_from_another(stage: Play, who: str) -> None:
    if who == NOA:
        await stage.line(sender=NOA, room=ELSEWHERE, join=True)
    before = await _made(stage)
    assert (await stage.line(sender=who, room=ELSEWHERE, redact="$made")).lines == []
    assert await _made(stage) == before


@pytest.mark.parametrize("emoji", ["✋", "✅", "❌", "🔁"])
async def test_no_tap_in_one_room_counts_on_a_card_in_another(stage: Play, emoji: str) -> None:
    before, card = await _made(stage), await _card(stage)
    heard = await stage.line(sender=INES, room=ELSEWHERE, react=emoji, to=card)
    assert (heard.outcome, heard.lines) == ("ignored", [])
    assert await _made(stage) == before


@pytest.mark.parametrize(("who", "room"), [(INES, ELSEWHERE), (full("aziliz"), "ilot:granit"), (NOA, ELSEWHERE)])
async def test_nobody_edits_what_somebody_else_said_or_what_stands_elsewhere(stage: Play, who: str, room: str) -> None:
    if who == NOA:
        await stage.line(sender=NOA, room=ELSEWHERE, join=True)
    before = await _made(stage)
    heard = await stage.line(sender=who, room=room, edit="$made", body="!offre du vide, 900 €")
    assert (heard.outcome, heard.lines) == ("ignored", [])
    assert await _made(stage) == before


async def test_what_was_asked_in_one_room_is_not_answered_from_another(stage: Play) -> None:
    asked = await stage.says("noa", "ilot:granit", "!oublie-moi", id="$forget")
    await stage.line(sender=NOA, room=ELSEWHERE, join=True)
    for question in [line["id"] for line in asked.lines if "id" in line]:
        for line in ({"react": "✅", "to": question}, {"body": "oui", "reply_to": question}):
            assert (await stage.line(sender=NOA, room=ELSEWHERE, **line)).lines == []
    assert NOA in {person["id"] for person in (await stage.export())["people"]}


async def test_an_aside_typed_in_a_room_can_still_be_deleted_there(stage: Play) -> None:
    """Its answer stands in private: the command and what it made are in two rooms, and both are its author's."""
    await stage.says("noa", "ilot:granit", "!solidarite loyer de mai impossible à payer", id="$aside")
    assert (await stage.line(sender=NOA, room="ilot:granit", redact="$aside")).outcome in {"answered", "ignored"}
    assert "loyer de mai" not in str((await stage.export())["solidarity_requests"])


# ── again, and in another order ──


async def test_what_is_replayed_happens_once(stage: Play) -> None:
    again = [await stage.says("noa", "ilot:granit", "!offre relecture, gratuit", id="$made") for _ in range(20)]
    assert {each.outcome for each in again} == {"repeated"}
    assert not any(each.lines for each in again)


async def test_a_deletion_that_comes_before_what_it_deletes_does_no_harm(stage: Play) -> None:
    for line in ({"redact": "$later"}, {"react": "✋", "to": "$later"}, {"edit": "$later", "body": "oui"}):
        heard = await stage.line(sender=NOA, room="ilot:granit", **line)
        assert heard.outcome == "ignored"


async def _passed_on(stage: Play, body: str, sender: str = NOA, **more: Any) -> str:
    """Through the intake, as a homeserver may pass it on: who is in the room is not checked before."""
    said = Incoming(
        event_id=f"${body}",
        room_id="ilot:granit",
        sender=sender,
        kind=Kind.MESSAGE,
        at=dt.datetime.fromisoformat(NOW),
        body=body,
        **more,
    )
    return (await stage.rehearsal._take(said)).outcome.value


async def test_who_left_an_ilot_is_no_member_again_by_a_message_that_comes_late(stage: Play) -> None:
    await stage.line(sender=NOA, room="ilot:granit", join=False)
    await _passed_on(stage, "!offres")
    granit = next(each for each in (await stage.export())["ilots"] if each["slug"] == "granit")
    assert NOA not in granit["members"]


async def test_a_message_stamped_in_the_future_or_before_there_were_computers_is_read_as_of_now(stage: Play) -> None:
    for year in (1971, 2096):
        at = dt.datetime(year, 1, 1, tzinfo=dt.UTC)
        said = Incoming(f"${year}", "ilot:granit", NOA, Kind.MESSAGE, at, body="!offre ménage demain, gratuit")
        assert (await stage.rehearsal._take(said)).outcome.value == "answered"
    days = {each["starts"] for each in (await stage.export())["listings"] if each["title"].startswith("ménage")}
    assert days == {"2021-04-15"}

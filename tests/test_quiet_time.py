"""During sanctuarised time the bot posts nothing by itself there: it waits, and it still answers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from storage.sessions import Sessions
from tests.playing import Heard, Play, full

GRANIT, PLUME, TRABOULE, MORVAN = "ilot:granit", "ilot:plume", "ilot:traboule", "ilot:morvan"
URGENT = "!interim accueil vendredi 17h"
_NOW, _A_MINUTE = dt.timedelta(), dt.timedelta(minutes=1)


def _announced(heard: Heard) -> dict[str, str]:
    """By room, when."""
    return {line["room"]: line["at"][11:16] for line in heard.lines if "ListingAnnounced" in line.get("says", [])}


async def test_an_urgent_cover_arrives_after_it(play_on_both: Play) -> None:
    """Granit's is on Thursday from 14:00 to 16:00."""
    play = play_on_both
    await play.at("2021-04-15T14:30:00+02:00")
    told = _announced(await play.says("anouk", PLUME, URGENT))
    assert GRANIT not in told and MORVAN in told
    assert _announced(await play.at("2021-04-15T16:00:00+02:00")) == {GRANIT: "16:00"}


async def test_its_end_is_said_before_what_waited_for_it(play_on_both: Play) -> None:
    play = play_on_both
    await play.at("2021-04-15T14:30:00+02:00")
    await play.says("anouk", PLUME, URGENT)
    heard = await play.at("2021-04-15T16:00:00+02:00")
    said = [line["says"][0] for line in heard.lines if line["room"] == GRANIT and line["kind"] == "text"]
    assert said == ["Ends", "ListingAnnounced"]


async def test_at_its_very_end_it_is_quiet_until_that_is_said_and_not_for_ever(play_on_both: Play) -> None:
    """What waited and the clock's note wake at the same instant; a clock that fails holds nothing up."""
    await play_on_both.at("2021-04-15T15:59:00+02:00")
    end = dt.datetime.fromisoformat("2021-04-15T16:00:00+02:00")
    async with play_on_both.bot.bench.database.transaction() as session:
        until = [await Sessions(session).quiet_until_in(GRANIT, end + wait) for wait in (_NOW, _A_MINUTE)]
    assert until == [end + dt.timedelta(seconds=1), None]


async def test_a_command_typed_in_it_is_answered(few: Play) -> None:
    await few.at("2021-04-15T14:30:00+02:00")
    heard = await few.says("noa", GRANIT, "!offre relecture")
    assert heard.refs and heard.lines[0]["room"] == GRANIT


async def test_a_raised_hand_is_told_to_its_author_after_it(few: Play) -> None:
    await few.at("2021-04-15T14:30:00+02:00")
    alone = f"dm:{full('noa')}"
    heard = await few.says("hugues", MORVAN, "!prends O1")
    assert heard.room(alone) == []
    (told,) = (await few.at("2021-04-15T16:00:00+02:00")).room(alone)
    assert told.startswith("Hugues lève la main pour O1")


async def test_the_courrier_comes_after_it(play: Play) -> None:
    """Traboule's is on Tuesday 27 April from 9:30 to 11:00, the courrier's hour."""
    await play.at("2021-04-23T09:31:00+02:00")
    for who in ("ines", "karim"):
        poll = await _poll(play, TRABOULE)
        await play.line(sender=full(who), react="✋", to=poll)
    await play.says("noa", GRANIT, "!offre relecture")
    heard = await play.at("2021-04-27T12:00:00+02:00")
    hours = {line["room"]: line["at"][11:16] for line in heard.lines if "Courrier" in line.get("says", [])}
    assert hours[TRABOULE] == "11:00" and hours[MORVAN] == "09:30"


async def _poll(play: Play, room: str) -> str:
    return next(str(line["id"]) for line in play.output if "Poll" in line.get("says", []) and line["room"] == room)


async def test_one_that_is_moved_after_a_message_was_queued_still_holds(play: Play) -> None:
    await play.at("2021-04-14T19:00:00+02:00")
    assert _announced(await play.says("anouk", PLUME, URGENT)) == {}  # until 9:00
    await play.says("soizic", GRANIT, "!temps reporter demain 8h30", id="$move")
    for who in ("noa", "erwan"):
        await play.line(sender=full(who), react="✋", to="$move")
    told = _announced(await play.at("2021-04-15T10:29:00+02:00"))
    assert GRANIT not in told and told[MORVAN] == "09:00"
    assert _announced(await play.at("2021-04-15T10:31:00+02:00")) == {GRANIT: "10:30"}


async def test_one_that_does_not_take_place_is_no_time_to_be_quiet(play: Play) -> None:
    await play.says("soizic", GRANIT, "!temps sauter")
    await play.at("2021-04-15T14:30:00+02:00")
    assert GRANIT in _announced(await play.says("anouk", PLUME, URGENT))


async def test_the_tisseuse_can_see_what_waits(play: Play) -> None:
    await play.at("2021-04-15T14:30:00+02:00")
    await play.says("anouk", PLUME, URGENT)
    state: Any = (await play.says("tisseuse", "tisseuse", "!etat")).text
    assert "1 en attente (dans un îlot" in state and "16 h" in state

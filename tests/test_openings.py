"""What falls on the courrier's hour is one message: who comes to the îlot's own time first, then the courrier."""

from __future__ import annotations

from typing import Any

from bot.desks import bare_desk
from storage.delivery import Departure
from storage.desk import Urgency
from tests.playing import Heard, Play, full, unspaced

GRANIT, MORVAN, HOUR = "ilot:granit", "ilot:morvan", "2021-04-27T09:30:00+02:00"  # a Tuesday; Granit's is on Thursday


def _texts(heard: Heard) -> list[dict[str, Any]]:
    return [line for line in heard.lines if line["room"] == GRANIT and line["kind"] == "text"]


async def _both(play: Play) -> dict[str, Any]:
    """Something to tell, and the hour; the one message."""
    await play.at("2021-04-26T12:00:00+02:00")
    await play.says("hugues", MORVAN, "!offre relecture", id="$offer")
    await play.says("hugues", MORVAN, "!offre ravaudage")
    (said,) = _texts(await play.at(HOUR))
    return said


async def _state(play: Play) -> str:
    sessions = (await play.export())["reflection_sessions"]
    return next(str(each["state"]) for each in sessions if (each["ilot"], each["on"]) == ("granit", "2021-04-29"))


async def test_they_are_one_message_and_the_question_comes_first(play_on_both: Play) -> None:
    said = await _both(play_on_both)
    first, _, then = unspaced(said["body"]).partition("\nCourrier, ")
    assert first.startswith("Jeudi 29 avril, 14 h – 16 h : notre temps de recul.")
    assert then.startswith("mardi 27 avril.") and "relecture" in then
    assert _texts(await play_on_both.at("2021-04-27T12:00:00+02:00")) == []


async def test_a_tap_on_it_answers_the_question(play: Play) -> None:
    said = await _both(play)
    for who in ("noa", "aziliz"):
        await play.line(sender=full(who), react="✋", to=said["id"])
    sessions = (await play.export())["reflection_sessions"]
    assert [each["state"] for each in sessions if (each["ilot"], each["on"]) == ("granit", "2021-04-29")] == [
        "confirmed"
    ]


async def test_a_listing_that_is_erased_takes_its_line_and_leaves_the_question_and_its_answers(play: Play) -> None:
    said = await _both(play)
    await play.line(sender=full("noa"), react="✋", to=said["id"])
    heard = await play.line(sender=full("hugues"), redact="$offer")
    assert said["id"] in {line["to"] for line in heard.lines if line["kind"] == "redaction"}
    assert all("relecture" not in line["body"] for line in _texts(heard))
    (poll,) = [line for line in _texts(heard) if "Poll" in line["says"]]
    assert any("ravaudage" in line["body"] for line in _texts(heard))
    await play.line(sender=full("aziliz"), react="✋", to=poll["id"])
    sessions = (await play.export())["reflection_sessions"]
    assert [each["state"] for each in sessions if (each["ilot"], each["on"]) == ("granit", "2021-04-29")] == [
        "confirmed"
    ]


async def test_without_news_the_question_comes_alone_and_without_a_question_the_news(few: Play) -> None:
    await few.at("2021-04-23T12:00:00+02:00")
    (alone,) = _texts(await few.at(HOUR))
    assert "Poll" in alone["says"] and "Courrier" not in alone["says"]
    await few.says("hugues", MORVAN, "!offre relecture")
    await few.at("2021-04-30T09:29:00+02:00")
    (news,) = _texts(await few.at("2021-04-30T09:30:00+02:00"))
    assert news["says"][0] == "Courrier"


async def test_a_courrier_that_has_to_wait_does_not_hold_up_the_question(few: Play) -> None:
    """Another piece of news has left for the room that morning: the courrier is for the next day."""
    await few.at("2021-04-26T12:00:00+02:00")
    await few.says("hugues", MORVAN, "!offre relecture")
    await few.at("2021-04-27T09:29:00+02:00")
    async with few.bot.bench.transaction() as session:
        desk = bare_desk(few.bot.bench, session)
        letter = Departure("earlier", GRANIT, kind="text", urgency=Urgency.NEWS, content={"body": "déjà dit"})
        await desk.delivery.post(letter, desk.visit.now)
    said = _texts(await few.at(HOUR))
    assert [line["says"][:1] for line in said] == [[], ["Poll"]]
    (courrier,) = _texts(await few.at("2021-04-28T09:00:00+02:00"))
    assert courrier["says"][0] == "Courrier"

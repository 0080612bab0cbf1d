"""Encryption as people meet it: messages that cannot be read, and rooms that are not private, by the rehearsal."""

from __future__ import annotations

import pytest

from bot.config import Config
from bot.transport import Heard as Kind
from bot.transport import Incoming
from tests.playing import Heard, Play, full, playing

GRANIT, OFFICE, PRIVATE = "ilot:granit", "tisseuse", "dm:@noa:archipel.example"
ROBOT = "@robot:archipel.example"
CANNOT_READ = "Je n'arrive pas à lire ton dernier message."
MINUTE = "2021-04-14T10:31:00+02:00"


async def _says_secretly(play: Play, who: str, name: str, room: str = GRANIT, thread: str | None = None) -> Heard:
    """Something whose key never came."""
    more = {} if thread is None else {"thread": thread}
    return await play.line(room=room, sender=full(who), undecryptable=True, id=name, **more)


def _told(heard: Heard) -> list[tuple[str, str | None]]:
    """Where it was said that something cannot be read."""
    return [(line["room"], line["thread"]) for line in heard.lines if line["says"] == ["CannotRead"]]


# ── messages that cannot be read ──


async def test_a_message_that_cannot_be_read_is_told_after_a_minute_once_in_its_thread(play: Play) -> None:
    assert not (await _says_secretly(play, "noa", "$1")).lines
    assert not (await play.at("2021-04-14T10:30:59+02:00")).lines
    heard = await play.at(MINUTE)
    assert _told(heard) == [(GRANIT, "$1")]
    assert heard.text.startswith(CANNOT_READ)
    assert not (await play.at("2021-04-14T13:00:00+02:00")).lines


async def test_one_inside_a_thread_is_told_there_and_one_in_private_without_any(play: Play) -> None:
    await _says_secretly(play, "noa", "$1", thread="$root")
    await _says_secretly(play, "noa", "$2", PRIVATE)
    assert sorted(_told(await play.at(MINUTE)), key=str) == [(PRIVATE, None), (GRANIT, "$root")]


async def test_several_of_one_person_are_told_once_and_each_person_for_themselves(play: Play) -> None:
    for name, who in (("$1", "noa"), ("$2", "noa"), ("$3", "youenn"), ("$4", "noa")):
        await _says_secretly(play, who, name)
    assert _told(await play.at(MINUTE)) == [(GRANIT, "$1"), (GRANIT, "$3")]


async def test_what_comes_after_it_was_told_is_told_again(play: Play) -> None:
    await _says_secretly(play, "noa", "$1")
    await play.at(MINUTE)
    await _says_secretly(play, "noa", "$2")
    assert _told(await play.at("2021-04-14T10:32:00+02:00")) == [(GRANIT, "$2")]


async def test_nobody_hears_of_a_message_whose_key_came_in_time(play: Play) -> None:
    await _says_secretly(play, "noa", "$1")
    sender, now = full("noa"), play.bot.bench.now()
    await play.rehearsal._take(Incoming("readable:$1", GRANIT, sender, Kind.READABLE, now, target="$1"))
    assert not (await play.at(MINUTE)).lines
    assert "illisibles" not in (await play.says("tisseuse", OFFICE, "!etat")).text


async def test_how_long_a_key_is_waited_for_is_configured() -> None:
    config = Config.model_validate({"matrix": {"unreadable_after": 300}})
    async with playing("sqlite://", config=config) as play:
        await _says_secretly(play, "noa", "$1")
        assert not (await play.at("2021-04-14T10:34:59+02:00")).lines
        assert _told(await play.at("2021-04-14T10:35:00+02:00")) == [(GRANIT, "$1")]


async def test_three_of_one_room_in_a_day_are_an_alarm_and_it_rings_once(play: Play) -> None:
    alarms = []
    for number, who in enumerate(["noa", "youenn", "noa", "youenn", "noa"], start=1):
        await _says_secretly(play, who, f"${number}")
        alarms.append((await play.at(f"2021-04-14T10:{30 + 2 * number}:00+02:00")).room(OFFICE))
    assert [len(told) for told in alarms] == [0, 0, 1, 0, 0]
    assert "3 messages n'ont pas pu être lus" in alarms[2][0]


async def test_many_in_private_are_no_news_to_anybody(play: Play) -> None:
    for number in range(1, 5):
        await _says_secretly(play, "noa", f"${number}", PRIVATE)
        assert not (await play.at(f"2021-04-14T10:{30 + 2 * number}:00+02:00")).room(OFFICE)


async def test_the_tisseuse_sees_how_many_by_room_and_no_private_room_is_named(play: Play) -> None:
    await _says_secretly(play, "noa", "$1")
    await _says_secretly(play, "noa", "$2", PRIVATE)
    await _says_secretly(play, "youenn", "$3", "dm:@youenn:archipel.example")
    await play.at(MINUTE)
    (words,) = (await play.says("tisseuse", OFFICE, "!etat")).texts
    assert "en privé (2)" in words
    assert "(1)" in words
    assert "dm:" not in words


async def test_what_a_bot_says_need_not_be_read() -> None:
    async with playing("sqlite://", config=Config.model_validate({"collective": {"bots": [ROBOT]}})) as play:
        await play.line(room=GRANIT, sender=ROBOT, join=True)
        await _says_secretly(play, ROBOT, "$1")
        assert not (await play.at(MINUTE)).lines


# ── rooms that are not private ──


async def test_a_third_person_in_a_private_room_is_told_once_and_nothing_private_is_taken_there(play: Play) -> None:
    heard = await play.line(room=PRIVATE, sender=full("youenn"), join=True)
    assert [line["says"] for line in heard.lines] == [["NoLongerAlone"]]
    assert [line["room"] for line in heard.lines] == [PRIVATE]
    refused = await play.says("noa", PRIVATE, "!offre un vélo")
    assert (refused.outcome, refused.lines[0]["says"]) == ("refused", ["CrowdedRoom"])
    assert not (await play.line(room=PRIVATE, sender=full("ines"), join=True)).lines


async def test_private_again_when_the_third_has_left(play: Play) -> None:
    await play.line(room=PRIVATE, sender=full("youenn"), join=True)
    await play.line(room=PRIVATE, sender=full("youenn"), join=False)
    assert (await play.says("noa", PRIVATE, "moi langue en")).outcome == "answered"


@pytest.fixture
async def in_clear(play: Play) -> tuple[Play, Heard]:
    """Noa invited the bot into a room for two that is not encrypted."""
    return play, await play.line(room="room:clear", sender=full("noa"), invite=True)


async def test_a_room_for_two_that_is_not_encrypted_is_told_to_be_none(in_clear: tuple[Play, Heard]) -> None:
    _, heard = in_clear
    assert [line["says"] for line in heard.lines if line["kind"] == "text"] == [["NotEncrypted"]]


async def test_nothing_private_is_taken_in_a_room_that_is_not_encrypted(in_clear: tuple[Play, Heard]) -> None:
    play, _ = in_clear
    heard = await play.says("noa", "room:clear", "!offre un vélo")
    assert (heard.outcome, heard.lines[0]["says"]) == ("refused", ["ClearRoom"])


async def test_an_encrypted_room_for_two_opens_without_a_word(play: Play) -> None:
    heard = await play.line(room="room:x", sender=full("noa"), invite=True, encrypted=True)
    assert not heard.lines
    assert (await play.says("noa", "room:x", "aide")).outcome == "answered"

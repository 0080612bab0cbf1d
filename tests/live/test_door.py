"""The Matrix door in plain rooms, on a real Synapse: what people see, from their own timelines."""

from __future__ import annotations

import asyncio
import json
import uuid
from pathlib import Path

import pytest

from bot.homeserver import ThrowawayHomeserver
from bot.person import Event, Person, RequestRefused, thread_of
from tests.live.collective import PASSWORD, Collective, gathered, words_of

pytestmark = pytest.mark.live


def _name() -> str:
    """Of an îlot nobody else uses."""
    return f"Île{uuid.uuid4().hex[:6]}"


def _said(person: Person, room: str, bot_id: str) -> list[str]:
    return [words_of(event) for event in person.events(room, sender=bot_id)]


def _power_levels(person: Person, room: str) -> Event:
    """As the person's own timeline has them."""
    content: Event = person.events(room, kind="m.room.power_levels")[-1]["content"]
    return content


# ── answers ──


async def test_an_answer_is_a_notice_with_html_in_the_thread_of_its_command(archipel: Collective) -> None:
    noa, ines, room = archipel.people["noa"], archipel.people["ines"], archipel.rooms["Granit"]
    command = await noa.say(room, "!offre 2 jours de montage vidéo vendredi prochain à 14h 150€/jour")
    content = (await ines.wait_for_answer(room, command, archipel.bot_id))["content"]
    assert content["msgtype"] == "m.notice"
    assert content["m.relates_to"]["is_falling_back"] is True
    assert content["format"] == "org.matrix.custom.html" and content["formatted_body"].startswith("<strong>O")
    assert "m.mentions" in content and not content["m.mentions"]  # nobody is woken by an answer


async def test_a_command_typed_in_a_thread_is_answered_in_that_thread(archipel: Collective) -> None:
    noa, room = archipel.people["noa"], archipel.rooms["Granit"]
    root = await noa.say(room, "on en parle ici")
    assert "Granit" in await archipel.ask("noa", room, "!ilots", thread=root)


async def test_a_question_is_answered_in_its_thread_or_by_a_reply(archipel: Collective) -> None:
    noa, room = archipel.people["noa"], archipel.rooms["Granit"]
    for reply in (False, True):
        command = await noa.say(room, "!offre montage le 31 février")
        question = await noa.wait_for_answer(room, command, archipel.bot_id)
        where = {"reply_to": question["event_id"]} if reply else {"thread": command}
        answered = await noa.say(room, "1", **where)
        await noa.wait_for(lambda: len(_in_threads(noa, room, archipel.bot_id, command, answered)) == 2)  # noqa: B023
        assert words_of(_in_threads(noa, room, archipel.bot_id, command, answered)[1]).startswith("O")


def _in_threads(person: Person, room: str, bot_id: str, *roots: str) -> list[Event]:
    return [event for event in person.events(room, sender=bot_id) if thread_of(event) in roots]


async def test_the_bot_is_called_by_a_mention_whatever_name_the_room_shows(archipel: Collective) -> None:
    noa, room, bot_id = archipel.people["noa"], archipel.rooms["Granit"], archipel.bot_id
    pill = f'<a href="https://matrix.to/#/{bot_id}">La barque</a>: ilots'
    content = {"msgtype": "m.text", "body": "La barque: ilots", "format": "org.matrix.custom.html"}
    content |= {"formatted_body": pill, "m.mentions": {"user_ids": [bot_id]}}  # type: ignore[dict-item]
    command = await noa.send(room, content)
    assert "Granit" in words_of(await noa.wait_for_answer(room, command, bot_id))


async def test_notices_and_other_bots_get_no_answer(archipel: Collective) -> None:
    noa, room, bot_id = archipel.people["noa"], archipel.rooms["Granit"], archipel.bot_id
    robot = archipel.people["robot"]
    await archipel.tisseuse.do(room, "invite", robot.user_id)
    await robot.join(room)
    silent = [
        await noa.send(room, {"msgtype": "m.notice", "body": "!offres"}),
        await noa.send(room, {"msgtype": "m.emote", "body": "!offres"}),
        await robot.say(room, "!offres"),
    ]
    await archipel.ask("noa", room, "!offres")  # rooms are answered in order: what was answered is here by now
    assert not _in_threads(noa, room, bot_id, *silent)


async def test_what_was_typed_before_the_bot_came_is_not_for_it(archipel: Collective) -> None:
    noa, bot_id = archipel.people["noa"], archipel.bot_id
    room = await noa.create_room("avant")
    early = [await noa.say(room, "!offres") for _ in range(3)]
    await noa.do(room, "invite", bot_id)
    await noa.wait_for(lambda: archipel.bot_is_in(noa, room))
    await archipel.ask("noa", room, "!offres")
    assert not _in_threads(noa, room, bot_id, *early)


@pytest.mark.slow
async def test_what_came_while_it_was_down_is_found_beyond_a_limited_timeline(archipel: Collective) -> None:
    noa, room, bot_id = archipel.people["noa"], archipel.rooms["Granit"], archipel.bot_id
    assert await archipel.stop_bot() == 0
    first = await noa.say(room, "!offres")
    await asyncio.gather(*(noa.say(room, f"on bavarde {number}") for number in range(60)))
    last = await noa.say(room, "!offres")
    other = await archipel.people["ines"].create_room("pendant l'absence", (bot_id,))
    await archipel.start_bot()
    for command in (first, last):
        await noa.wait_for_answer(room, command, bot_id)
    await archipel.people["ines"].wait_for(lambda: archipel.bot_is_in(archipel.people["ines"], other))
    assert [thread_of(event) for event in noa.events(room, sender=bot_id)][-2:] == [first, last]


@pytest.mark.slow
async def test_it_stays_the_same_device_through_restarts(archipel: Collective) -> None:
    assert await archipel.stop_bot() == 0
    await archipel.start_bot()
    await archipel.tell_bot("!etat")
    account = Person(archipel.homeserver.url, archipel.bot_id[1:].partition(":")[0], PASSWORD)
    await account.log_in(listen=False)
    devices = (await account.call("GET", "devices"))["devices"]
    await account.call("POST", "logout", {})
    await account.close()
    assert [str(device["display_name"]).partition(" ")[0] for device in devices].count("Navette") == 1


# ── rooms that are encrypted ──


def _sealed(person: Person, room: str, bot_id: str) -> int:
    """How many encrypted messages of the bot somebody without keys sees there."""
    return len(person.events(room, sender=bot_id, kind="m.room.encrypted"))


@pytest.mark.slow
async def test_a_room_that_becomes_encrypted_never_sees_clear_words_again(archipel: Collective) -> None:
    """Also when it is spoken to in clear, as some clients do by mistake, and after a restart."""
    bot_id, noa, hugues = archipel.bot_id, archipel.people["noa"], archipel.people["hugues"]
    room = await archipel.open_ilot(_name(), "noa", "hugues")
    await archipel.ask("noa", room, "!offre avant 1 jour demain")
    await hugues.wait_for(lambda: len(_said(hugues, room, bot_id)) == 2)  # its welcome and the answer
    await archipel.tisseuse.set_state(room, "m.room.encryption", {"algorithm": "m.megolm.v1.aes-sha2"})
    await noa.say(room, "!offres")
    await hugues.wait_for(lambda: _sealed(hugues, room, bot_id) == 1)
    assert await archipel.stop_bot() == 0
    await noa.say(room, "!offres")
    await archipel.start_bot()
    await hugues.wait_for(lambda: _sealed(hugues, room, bot_id) == 2, 60)
    assert len(_said(hugues, room, bot_id)) == 2


async def test_an_encrypted_room_it_is_invited_to_sees_no_clear_words(archipel: Collective) -> None:
    noa, bot_id = archipel.people["noa"], archipel.bot_id
    encryption = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}
    room = await archipel.open_ilot(_name(), "noa", initial_state=[encryption])
    await noa.wait_for(lambda: _sealed(noa, room, bot_id) == 1)  # its welcome
    await noa.say(room, "!offres")
    await noa.wait_for(lambda: _sealed(noa, room, bot_id) == 2)
    assert not _said(noa, room, bot_id)


# ── rooms where it may not speak, or be ──


async def test_while_it_may_not_speak_its_answers_wait_and_the_tisseuse_is_told_once(archipel: Collective) -> None:
    tisseuse, bot_id, name = archipel.tisseuse, archipel.bot_id, _name()
    room = await archipel.open_ilot(name, "noa", "hugues")
    noa = archipel.people["noa"]
    levels = _power_levels(tisseuse, room)
    silent = {**levels, "events_default": 50, "users": {**levels["users"], noa.user_id: 50}}
    await tisseuse.set_state(room, "m.room.power_levels", silent)
    await archipel.told(f"d'écrire dans le salon « {name} »")
    waiting = [await noa.say(room, "!offres"), await noa.say(room, "!ilots")]
    await tisseuse.set_state(room, "m.room.power_levels", {**silent, "invite": 60})  # touches nobody's voice
    await archipel.tell_bot("!etat")
    assert not _in_threads(noa, room, bot_id, *waiting)
    await tisseuse.set_state(room, "m.room.power_levels", levels)
    for command in waiting:
        await noa.wait_for_answer(room, command, bot_id)
    assert [thread_of(event) for event in _in_threads(noa, room, bot_id, *waiting)] == waiting
    assert archipel.told_times(f"d'écrire dans le salon « {name} »") == 1
    assert archipel.told_times("n'a pas pu partir") == 0


@pytest.mark.parametrize("how", ["kick", pytest.param("ban", marks=pytest.mark.slow)])
async def test_put_out_of_a_room_it_says_so_once_and_comes_back_when_invited(archipel: Collective, how: str) -> None:
    tisseuse, name = archipel.tisseuse, _name()
    room = await archipel.open_ilot(name, "noa", "hugues")
    await tisseuse.wait_for(lambda: _said(tisseuse, room, archipel.bot_id))
    await tisseuse.do(room, how, archipel.bot_id)
    await archipel.told(f"plus dans le salon « {name} »")
    if how == "ban":
        await tisseuse.do(room, "unban", archipel.bot_id)
    await tisseuse.do(room, "kick", archipel.people["hugues"].user_id)  # while nobody looks
    before = len(tisseuse.events(room, sender=archipel.bot_id, kind="m.room.member"))
    await tisseuse.do(room, "invite", archipel.bot_id)
    await tisseuse.wait_for(lambda: len(tisseuse.events(room, sender=archipel.bot_id, kind="m.room.member")) > before)
    await archipel.ask("noa", room, "!offres")
    assert "(1)" in words_of(await archipel.tell_bot(f"!ilot membre {name}"))
    assert archipel.told_times(f"plus dans le salon « {name} »") == 1
    assert sum("je suis Navette" in said for said in _said(archipel.people["noa"], room, archipel.bot_id)) == 1


# ── rooms that are upgraded ──


async def test_an_ilot_lives_on_in_the_room_that_replaces_its_own(archipel: Collective) -> None:
    tisseuse, noa, bot_id, name = archipel.tisseuse, archipel.people["noa"], archipel.bot_id, _name()
    room = await archipel.open_ilot(name, "noa", "hugues")
    new = await tisseuse.upgrade(room)
    await archipel.told(f"entrer dans « {name}")  # a private room wants an invitation
    await tisseuse.do(new, "invite", bot_id)
    await tisseuse.do(new, "invite", noa.user_id)
    await noa.join(new)
    await tisseuse.wait_for(lambda: archipel.bot_is_in(tisseuse, new))
    assert (await archipel.ask("noa", new, "!offre couture demain")).startswith("O")
    assert not any("je suis Navette" in said for said in _said(noa, new, bot_id))
    assert archipel.told_times(f"d'écrire dans le salon « {name}") == 0  # the upgrade itself silenced the old one


@pytest.mark.slow
async def test_a_room_open_to_all_is_followed_without_a_word(archipel: Collective) -> None:
    tisseuse, name = archipel.tisseuse, _name()
    room = await archipel.open_ilot(name, "noa", preset="public_chat")
    new = await tisseuse.upgrade(room)
    await tisseuse.wait_for(lambda: archipel.bot_is_in(tisseuse, new))
    await archipel.people["noa"].join(new)
    assert (await archipel.ask("noa", new, "!offre couture demain")).startswith("O")
    assert archipel.told_times(f"entrer dans « {name}") == 0


@pytest.mark.slow
async def test_without_the_power_nobody_moves_an_ilot(archipel: Collective) -> None:
    hugues, name = archipel.people["hugues"], _name()
    room = await archipel.open_ilot(name, "noa", "hugues")
    trap = await hugues.create_room("ailleurs", (archipel.bot_id,))
    with pytest.raises(RequestRefused):
        await hugues.set_state(room, "m.room.tombstone", {"body": "ici", "replacement_room": trap})
    assert (await archipel.ask("noa", room, "!offre couture demain")).startswith("O")


@pytest.mark.slow
async def test_a_successor_that_does_not_know_its_predecessor_is_not_followed(archipel: Collective) -> None:
    tisseuse, name = archipel.tisseuse, _name()
    room = await archipel.open_ilot(name, "noa", "hugues")
    stranger = await tisseuse.create_room("sans lien", preset="public_chat")
    await tisseuse.set_state(room, "m.room.tombstone", {"body": "ici", "replacement_room": stranger})
    await archipel.told(f"Le salon « {name} » en annonce un autre")
    assert (await archipel.ask("noa", room, "!offre couture demain")).startswith("O")


@pytest.mark.slow
async def test_the_tisseuse_s_own_room_may_be_replaced_too(archipel: Collective) -> None:
    tisseuse = archipel.tisseuse
    new = await tisseuse.upgrade(archipel.admin_room)
    await tisseuse.do(new, "invite", archipel.bot_id)
    await tisseuse.wait_for(lambda: archipel.bot_is_in(tisseuse, new))
    archipel.admin_room = new
    assert "Navette" in words_of(await archipel.tell_bot("!etat"))
    assert await archipel.stop_bot() == 0
    await archipel.start_bot()  # the configuration still names the old one
    assert "Navette" in words_of(await archipel.tell_bot("!etat"))


# ── typing ──


@pytest.mark.slow
async def test_typing_is_shown_while_an_answer_waits_for_the_rate_limit(
    strict_homeserver: ThrowawayHomeserver, tmp_path: Path
) -> None:
    async with gathered(strict_homeserver, tmp_path, "noa", "ines", tag=uuid.uuid4().hex[:6]) as collective:
        await collective.start_bot()
        room = await collective.open_ilot("Granit", "noa", "ines")
        noa, ines, bot_id = collective.people["noa"], collective.people["ines"], collective.bot_id
        seen = asyncio.create_task(_typing(ines, room, bot_id))
        last = [await noa.say(room, "!offres") for _ in range(12)][-1]
        await ines.wait_for_answer(room, last, bot_id, 200)
        async with asyncio.timeout(60):
            assert await seen == [True, False]


async def _typing(person: Person, room: str, user_id: str) -> list[bool]:
    """Whether somebody types, from its first showing to its first hiding, as the person's own syncs have it."""
    wanted = json.dumps({"room": {"rooms": [room], "timeline": {"limit": 1}, "ephemeral": {"types": ["m.typing"]}}})
    since: dict[str, str] = {}
    shown: list[bool] = []
    while False not in shown:
        found = await person.call("GET", "sync", None, timeout=5000, filter=wanted, **since)
        since = {"since": str(found["next_batch"])}
        changed = found.get("rooms", {}).get("join", {}).get(room, {}).get("ephemeral", {}).get("events", [])
        for event in changed:
            types = user_id in event["content"]["user_ids"]
            if types is not bool(shown):  # nothing new: hidden before it was shown, or shown again
                shown.append(types)
    return shown

"""The traps of nio and of homeservers that need no encryption: each was met, each is held shut here."""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import json
import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.matrix import MatrixDoor
from bot.matrix.keyed import KeyedClient
from bot.matrix.sync import Listener
from bot.matrix.verification import Verifications
from bot.transport import (
    Batch,
    DeliveryRefused,
    DeliveryUncertain,
    Heard,
    LoginRefused,
    Outgoing,
    Said,
    SlowDown,
)
from tests.edge import PAGE, Edge, Reply, edge_server, refusal
from tests.keys import BOT, NOA, ROOM, Disk, client_of

ENCRYPTION = {"algorithm": "m.megolm.v1.aes-sha2"}
NOON = dt.datetime(2021, 4, 14, 12, tzinfo=dt.UTC)
Event = dict[str, Any]


@pytest.fixture
async def edge() -> AsyncIterator[Edge]:
    async with edge_server() as running:
        yield running


@pytest.fixture
async def client(edge: Edge) -> AsyncIterator[KeyedClient]:
    """Logged in, with keys of its own, as after any start."""
    found = client_of(BOT, "D", edge.url, Disk())
    yield found
    await found.close()


@pytest.fixture
def listener(client: KeyedClient) -> Listener:
    return _listener_of(client)


@pytest.fixture
def door(client: KeyedClient) -> MatrixDoor:
    return MatrixDoor(client, BOT, lambda: NOON)


def _listener_of(client: KeyedClient) -> Listener:
    async def prepare(room_id: str) -> None:
        client.know_room(room_id)

    return Listener(client, BOT, lambda: NOON, Verifications(client, prepare, lambda: NOON))


async def _next(listener: Listener, since: str | None) -> Batch:
    """One sync, and its keys committed."""
    batch = await listener.next_batch(since, wait=False)
    listener._client.settled()
    return batch


_count = iter(range(1, 1_000_000))


def _event(kind: str, content: Event, sender: str = NOA, **more: Any) -> Event:
    return {
        "type": kind,
        "content": content,
        "sender": sender,
        "event_id": f"${next(_count)}",
        "origin_server_ts": 1618389000000,
        **more,
    }


def _message(body: str) -> Event:
    return _event("m.room.message", {"msgtype": "m.text", "body": body})


def _own_join(before: str = "invite") -> Event:
    content = {"membership": "join"}
    return _event("m.room.member", content, BOT, state_key=BOT, unsigned={"prev_content": {"membership": before}})


def _sync(next_batch: str, *timeline: Event, room: str = ROOM, state: tuple[Event, ...] = (), **more: Any) -> Reply:
    joined = {"timeline": {"events": list(timeline), "limited": False, **more}, "state": {"events": list(state)}}
    return Reply({"next_batch": next_batch, "rooms": {"join": {room: joined}}})


def _bodies(batch: Batch) -> list[str]:
    return [event.body for event in batch.events if event.kind is Heard.MESSAGE]


def _text(room: str = ROOM, **more: Any) -> Outgoing:
    return Outgoing(room, "txn1", Said.TEXT, body="Bonjour", **more)


# ── trap 2: a sync is not lost by what happens while it is read ──


async def test_what_was_not_committed_is_asked_for_again(edge: Edge) -> None:
    edge.answers("sync", _sync("s2", _message("!offre")))

    async def fails(_batch: Batch) -> None:
        raise RuntimeError("the database is gone")

    for _ in range(2):  # two processes, one after the other
        client = client_of(BOT, "D", edge.url, Disk())
        with pytest.raises(RuntimeError):
            await _listener_of(client).run(fails, "s1")
        await client.close()
        assert edge.last("sync").query["since"] == "s1"


async def test_a_repeated_answer_to_the_same_question_is_read_again(
    edge: Edge, client: KeyedClient, listener: Listener
) -> None:
    edge.answers("sync", _sync("s2", _message("!offre")))
    edge.answers("messages", Reply(PAGE, 502))
    assert _bodies(await _next(listener, "s1")) == ["!offre"]
    client.rooms.clear()
    assert _bodies(await _next(listener, "s1")) == ["!offre"]
    assert ROOM in client.rooms  # nio looked at it too, although it had seen this answer


async def test_an_error_while_nio_reads_a_sync_ends_the_loop_and_moves_nothing(
    edge: Edge, client: KeyedClient, listener: Listener
) -> None:
    edge.answers("sync", _sync("s2", _message("!offre")))
    received: list[Batch] = []

    def stumbles(_room: object, _event: object) -> None:
        raise KeyError("half of the keys are read")

    async def keep(batch: Batch) -> None:
        received.append(batch)

    client.add_event_callback(stumbles, None)
    with pytest.raises(KeyError):
        await listener.run(keep, "s1")
    assert not received


# ── trap 3: trouble is waited out, never hammered at ──


async def _listen(listener: Listener, seconds: float) -> list[Batch]:
    received: list[Batch] = []

    async def keep(batch: Batch) -> None:
        received.append(batch)
        await asyncio.sleep(seconds)  # one is enough

    task = asyncio.create_task(listener.run(keep, "s1"))
    await asyncio.wait([task], timeout=seconds)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return received


@pytest.mark.parametrize(
    "trouble", [Reply(PAGE, 502), Reply(PAGE, 200), Reply([], 200), refusal(429, "M_LIMIT_EXCEEDED", retry_after_ms=1)]
)
async def test_a_homeserver_that_talks_nonsense_is_asked_ever_more_rarely(
    edge: Edge, listener: Listener, trouble: Reply
) -> None:
    edge.answers("sync", trouble)
    assert not await _listen(listener, 2.2)
    assert 1 <= edge.times("sync") <= 3  # after 0, 0.5 and 1.5 s


async def test_it_goes_on_when_the_homeserver_is_well_again(edge: Edge, listener: Listener) -> None:
    edge.answers("sync", Reply(PAGE, 502), _sync("s2", _message("!offre")))
    (batch, *_) = await _listen(listener, 3)
    assert _bodies(batch) == ["!offre"]


async def test_a_dead_token_ends_the_loop_at_once(edge: Edge, listener: Listener) -> None:
    edge.answers("sync", refusal(401, "M_UNKNOWN_TOKEN"))
    with pytest.raises(LoginRefused, match="M_UNKNOWN_TOKEN"):
        async with asyncio.timeout(5):
            await listener.run(_never, "s1")
    assert edge.times("sync") == 1


@pytest.mark.parametrize("place", ["joined_members", "messages"])
async def test_a_token_that_dies_while_a_sync_is_completed_ends_the_loop_too(
    edge: Edge, listener: Listener, place: str
) -> None:
    """It was asked for ever, and the bot seemed to run."""
    came = (_own_join(),) if place == "joined_members" else ()
    edge.answers("sync", _sync("s2", *came, _message("2"), limited=True, prev_batch="p1"))
    edge.answers(place, refusal(401, "M_UNKNOWN_TOKEN"))
    with pytest.raises(LoginRefused, match="M_UNKNOWN_TOKEN"):
        async with asyncio.timeout(5):
            await listener.run(_never, "s1")
    assert edge.times(place) == 1


async def _never(_batch: Batch) -> None:
    raise AssertionError("nothing was to be received")


# ── trap 6: nio does not sleep inside a call ──


async def test_a_rate_limit_comes_back_at_once_with_its_delay(edge: Edge, door: MatrixDoor) -> None:
    edge.answers("/send/", refusal(429, "M_LIMIT_EXCEEDED", retry_after_ms=30_000))
    started = time.monotonic()
    with pytest.raises(SlowDown) as slow:
        await door.deliver(_text())
    assert slow.value.retry_after == 30
    assert time.monotonic() - started < 10
    assert edge.times("/send/") == 1


# ── traps 7 and 9: rooms nio has forgotten, rooms that are encrypted ──


async def test_after_a_restart_a_plain_room_is_written_in_once_it_is_known_to_be_plain(
    edge: Edge, door: MatrixDoor
) -> None:
    edge.answers("/send/", Reply({"event_id": "$sent"}))
    assert [await door.deliver(_text()) for _ in range(3)] == ["$sent"] * 3
    assert edge.times("state/m.room.encryption") == 1  # asked once a process


def _open_to_all(edge: Edge) -> None:
    """Noa is in the room, and has no device that could read."""
    edge.answers("state/m.room.encryption", Reply(ENCRYPTION))
    edge.answers("joined_members", Reply({"joined": {NOA: {"display_name": "Noa"}, BOT: {"display_name": None}}}))
    edge.answers("keys/query", Reply({"device_keys": {NOA: {}, BOT: {}}, "failures": {}}))
    edge.answers("/send/", Reply({"event_id": "$sent"}))


@pytest.mark.parametrize("kind", [Said.TEXT, Said.EDIT])
async def test_no_clear_word_goes_into_a_room_that_is_encrypted(edge: Edge, door: MatrixDoor, kind: Said) -> None:
    _open_to_all(edge)
    await door.deliver(Outgoing(ROOM, "txn1", kind, body="Bonjour", target="$0"))
    sent = edge.last("/send/")
    assert "/send/m.room.encrypted/" in sent.path
    assert (sent.body["algorithm"], "Bonjour" in json.dumps(sent.body)) == (ENCRYPTION["algorithm"], False)


@pytest.mark.parametrize("place", ["joined_members", "keys/query"])
async def test_what_cannot_be_encrypted_for_its_readers_is_not_sent(edge: Edge, door: MatrixDoor, place: str) -> None:
    _open_to_all(edge)
    edge.answers(place, Reply(PAGE, 502))
    with pytest.raises(DeliveryUncertain):
        await door.deliver(_text())
    assert edge.times("/send/") == 0


@pytest.mark.parametrize("answer", [Reply(PAGE, 502), Reply(PAGE, 404), refusal(500, "M_UNKNOWN")])
async def test_without_an_answer_about_encryption_nothing_is_sent(edge: Edge, door: MatrixDoor, answer: Reply) -> None:
    edge.answers("state/m.room.encryption", answer)
    edge.answers("/send/", Reply({"event_id": "$sent"}))
    with pytest.raises(DeliveryUncertain):
        await door.deliver(_text())
    assert edge.times("/send/") == 0
    edge.answers("state/m.room.encryption", refusal(404, "M_NOT_FOUND"))
    assert await door.deliver(_text()) == "$sent"  # nothing wrong was remembered


async def test_in_a_room_seen_to_become_encrypted_words_are_encrypted_from_then_on(
    edge: Edge, door: MatrixDoor
) -> None:
    _open_to_all(edge)
    edge.answers("state/m.room.encryption", refusal(404, "M_NOT_FOUND"))
    await door.deliver(_text())
    edge.answers("sync", _sync("s2", _event("m.room.encryption", ENCRYPTION, state_key="")))
    batch = await _next(door._listener, "s1")
    assert [event.kind for event in batch.events] == [Heard.ENCRYPTED]
    await door.deliver(Outgoing(ROOM, "txn2", Said.TEXT, body="Bonjour"))
    kinds = [asked.path.split("/")[-2] for asked in edge.asked if "/send/" in asked.path]
    assert kinds == ["m.room.message", "m.room.encrypted"]
    assert edge.times("state/m.room.encryption") == 1


# ── what an answer to a sending means ──


@pytest.mark.parametrize("status", [408, 500, 502, 503])
async def test_what_may_pass_is_tried_again(edge: Edge, door: MatrixDoor, status: int) -> None:
    for answer in (refusal(status, "M_UNKNOWN"), Reply(PAGE, status)):
        edge.answers("/send/", answer)
        with pytest.raises(DeliveryUncertain):
            await door.deliver(_text())


@pytest.mark.parametrize(("status", "code"), [(400, "M_BAD_JSON"), (403, "M_FORBIDDEN"), (413, "M_TOO_LARGE")])
async def test_what_will_never_pass_is_given_up(edge: Edge, door: MatrixDoor, status: int, code: str) -> None:
    edge.answers("/send/", refusal(status, code))
    with pytest.raises(DeliveryRefused) as refused:
        await door.deliver(_text())
    assert refused.value.forbidden == (code == "M_FORBIDDEN")


async def test_a_dead_token_is_no_refusal_of_the_message(edge: Edge, door: MatrixDoor) -> None:
    edge.answers("/send/", refusal(401, "M_UNKNOWN_TOKEN"))
    with pytest.raises(LoginRefused):
        await door.deliver(_text())


async def test_a_reaction_that_is_there_already_counts_as_sent(edge: Edge, door: MatrixDoor) -> None:
    edge.answers("/send/", refusal(400, "M_DUPLICATE_ANNOTATION"))
    assert await door.deliver(Outgoing(ROOM, "txn1", Said.REACTION, target="$0", emoji="✋")) == ""


async def test_a_homeserver_that_is_away_is_uncertain_and_typing_never_raises(client: KeyedClient) -> None:
    client.homeserver = "http://127.0.0.1:9"
    door = MatrixDoor(client, BOT, lambda: NOON)
    with pytest.raises(DeliveryUncertain):
        await door.deliver(_text())
    await door.typing(ROOM, on=True)


async def test_a_message_stands_in_its_thread_with_its_mentions_and_its_transaction(
    edge: Edge, door: MatrixDoor
) -> None:
    edge.answers("/send/", Reply({"event_id": "$sent"}))
    await door.deliver(_text(html="<b>Bonjour</b>", mentions=(NOA,), thread="$0"))
    sent = edge.last("/send/")
    assert sent.path.endswith("/send/m.room.message/txn1")
    relation = {"rel_type": "m.thread", "event_id": "$0", "is_falling_back": True, "m.in_reply_to": {"event_id": "$0"}}
    assert sent.body == {
        "msgtype": "m.notice",
        "body": "Bonjour",
        "format": "org.matrix.custom.html",
        "formatted_body": "<b>Bonjour</b>",
        "m.mentions": {"user_ids": [NOA]},
        "m.relates_to": relation,
        "org.navette.txn": "txn1",
    }


# ── syncing ──


async def test_a_sync_asks_for_little(edge: Edge, listener: Listener) -> None:
    edge.answers("sync", _sync("s2"))
    await listener.next_batch("s1", wait=True)
    asked = edge.last("sync").query
    wanted = json.loads(asked["filter"])
    assert (asked["since"], asked["timeout"]) == ("s1", "30000")
    assert "full_state" not in asked
    assert wanted["presence"] == wanted["account_data"] == {"types": []}
    assert wanted["room"]["ephemeral"] == wanted["room"]["account_data"] == {"types": []}
    assert wanted["room"]["state"]["lazy_load_members"] is True
    assert wanted["room"]["timeline"]["limit"] >= 50


async def test_the_gap_of_a_limited_timeline_is_filled_to_its_end_in_order(edge: Edge, listener: Listener) -> None:
    edge.answers("sync", _sync("s2", _message("5"), limited=True, prev_batch="p3"))
    edge.answers(
        "messages",
        Reply({"start": "p3", "end": "p2", "chunk": [_message("4"), _message("3")]}),
        Reply({"start": "p2", "end": "p1", "chunk": [_message("2"), _message("1")]}),
        Reply({"start": "p1", "chunk": []}),
    )
    assert _bodies(await _next(listener, "s1")) == ["1", "2", "3", "4", "5"]
    assert [asked.query["from"] for asked in edge.asked if "messages" in asked.path] == ["p3", "p2", "p1"]
    assert edge.last("messages").query["to"] == "s1"


async def test_a_gap_that_cannot_be_filled_holds_up_the_whole_sync_which_is_not_asked_for_again(
    edge: Edge, listener: Listener
) -> None:
    """Its keys are in use already: the same answer is read again when the homeserver is well."""
    edge.answers("sync", _sync("s2", _message("2"), limited=True, prev_batch="p1"))
    edge.answers("messages", Reply(PAGE, 502), Reply({"start": "p1", "chunk": [_message("1")]}))
    assert _bodies(await _next(listener, "s1")) == ["1", "2"]
    assert (edge.times("sync"), edge.times("messages")) == (1, 2)


async def test_in_a_room_it_newly_entered_nothing_before_its_own_coming_is_heard(
    edge: Edge, listener: Listener
) -> None:
    members = {"joined": {NOA: {"display_name": "Noa", "avatar_url": None}, BOT: {"display_name": None}}}
    edge.answers("joined_members", Reply(members))
    edge.answers("sync", _sync("s2", _message("1"), _own_join(), _message("2"), limited=True, prev_batch="p1"))
    batch = await _next(listener, "s1")
    assert [event.kind for event in batch.events] == [Heard.ENTERED, Heard.MESSAGE]
    assert _bodies(batch) == ["2"]
    assert [member.user_id for member in batch.events[0].members] == [NOA]
    assert edge.times("messages") == 0

    edge.answers("sync", _sync("s3", _message("4"), limited=True, prev_batch="p1"))
    edge.answers("messages", Reply({"start": "p1", "end": "p0", "chunk": [_message("3"), _own_join(), _message("2")]}))
    batch = await _next(listener, "s2")
    assert _bodies(batch) == ["3", "4"]
    assert batch.events[0].kind is Heard.ENTERED


@pytest.mark.parametrize("place", ["joined_members", "messages"])
async def test_a_room_that_shuts_the_bot_out_while_a_sync_is_completed_does_not_hold_up_the_others(
    edge: Edge, listener: Listener, place: str
) -> None:
    came = (_own_join(),) if place == "joined_members" else ()
    edge.answers("sync", _sync("s2", *came, _message("2"), limited=True, prev_batch="p1"))
    edge.answers(place, refusal(403, "M_FORBIDDEN"))
    async with asyncio.timeout(5):
        assert _bodies(await _next(listener, "s1")) == ["2"]
    assert edge.times(place) == 1


async def test_at_a_first_start_rooms_are_entered_and_old_words_left_alone(edge: Edge, listener: Listener) -> None:
    """Also where the bot changed its name since it came, as the state then shows no coming."""
    edge.answers("joined_members", Reply({"joined": {NOA: {"display_name": "Noa"}}}))
    name = _event("m.room.name", {"name": "Îlot Granit"}, state_key="")
    edge.answers("sync", _sync("s1", _message("!offre"), state=(name, _own_join(before="join"))))
    batch = await _next(listener, None)
    assert [(event.kind, event.room_name) for event in batch.events] == [(Heard.ENTERED, "Îlot Granit")]


async def test_an_invitation_tells_who_where_and_whether_it_is_encrypted(edge: Edge, listener: Listener) -> None:
    state = [
        {"type": "m.room.name", "state_key": "", "sender": NOA, "content": {"name": "Plume"}},
        {"type": "m.room.encryption", "state_key": "", "sender": NOA, "content": {"algorithm": "x"}},
        {"type": "m.room.member", "state_key": BOT, "sender": NOA, "content": {"membership": "invite"}},
    ]
    edge.answers("sync", Reply({"next_batch": "s2", "rooms": {"invite": {ROOM: {"invite_state": {"events": state}}}}}))
    (first,) = (await _next(listener, "s1")).events
    (again,) = (await _next(listener, "s1")).events
    (later,) = (await _next(listener, "s7")).events
    assert (first.kind, first.sender, first.room_name, first.encrypted) == (Heard.INVITE, NOA, "Plume", True)
    assert first.event_id == again.event_id != later.event_id


async def test_a_room_it_left_is_told_once_and_an_incomplete_one_harms_nobody(edge: Edge, listener: Listener) -> None:
    kick = _event(
        "m.room.member",
        {"membership": "leave"},
        state_key=BOT,
        unsigned={"prev_content": {"membership": "join"}},
    )
    left = {ROOM: {"timeline": {"events": [_message("!offre"), kick]}}, "!empty:x": {}, "!odd:x": {"timeline": None}}
    edge.answers("sync", Reply({"next_batch": "s2", "rooms": {"leave": left}}))
    batch = await _next(listener, "s1")
    assert [(event.kind, event.room_id) for event in batch.events] == [(Heard.GONE, ROOM)]


async def test_its_own_messages_come_back_as_proof(edge: Edge, listener: Listener) -> None:
    mine = _event("m.room.message", {"msgtype": "m.notice", "body": "Bonjour", "org.navette.txn": "t1"}, BOT)
    edge.answers("sync", _sync("s2", mine))
    batch = await _next(listener, "s1")
    assert [(echo.txn_id, echo.event_id) for echo in batch.echoes] == [("t1", mine["event_id"])]
    assert not batch.events


async def test_while_a_large_sync_is_read_others_have_their_turn(edge: Edge, listener: Listener) -> None:
    members = tuple(_event("m.room.member", {"membership": "join"}, state_key=f"@m{n}:x") for n in range(5))
    rooms = {
        f"!r{n}:x": {"timeline": {"events": [_message("x")] * 10}, "state": {"events": members}} for n in range(300)
    }
    edge.answers("sync", Reply({"next_batch": "s2", "rooms": {"join": rooms}}))
    turns: list[float] = []

    async def others() -> None:
        while True:
            turns.append(time.monotonic())
            await asyncio.sleep(0.001)

    task = asyncio.create_task(others())
    started = time.monotonic()
    batch = await _next(listener, "s1")
    took = time.monotonic() - started
    task.cancel()
    longest = max(after - before for before, after in itertools.pairwise(turns))
    assert len(batch.events) == 3000
    assert longest < took / 2  # read on the loop, it is nearly all of it

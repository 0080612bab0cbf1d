"""What goes out: the traps of nio and of homeservers, each met once, each held shut here."""

from __future__ import annotations

import json
import time

import pytest

from bot.matrix import MatrixDoor
from bot.matrix.keyed import KeyedClient
from bot.transport import (
    DeliveryRefused,
    DeliveryUncertain,
    Heard,
    LoginRefused,
    Outgoing,
    Said,
    SlowDown,
)
from tests.edge import PAGE, Edge, Reply, refusal
from tests.keys import BOT, NOA, ROOM
from tests.matrix.edges import (
    ENCRYPTION,
    NOON,
    event_of,
    settled_batch,
    synced,
    text,
)

# ── trap 6: nio does not sleep inside a call ──


async def test_a_rate_limit_comes_back_at_once_with_its_delay(edge: Edge, door: MatrixDoor) -> None:
    edge.answers("/send/", refusal(429, "M_LIMIT_EXCEEDED", retry_after_ms=30_000))
    started = time.monotonic()
    with pytest.raises(SlowDown) as slow:
        await door.deliver(text())
    assert slow.value.retry_after == 30
    assert time.monotonic() - started < 10
    assert edge.times("/send/") == 1


# ── traps 7 and 9: rooms nio has forgotten, rooms that are encrypted ──


async def test_after_a_restart_a_plain_room_is_written_in_once_it_is_known_to_be_plain(
    edge: Edge, door: MatrixDoor
) -> None:
    edge.answers("/send/", Reply({"event_id": "$sent"}))
    assert [await door.deliver(text()) for _ in range(3)] == ["$sent"] * 3
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
        await door.deliver(text())
    assert edge.times("/send/") == 0


@pytest.mark.parametrize("answer", [Reply(PAGE, 502), Reply(PAGE, 404), refusal(500, "M_UNKNOWN")])
async def test_without_an_answer_about_encryption_nothing_is_sent(edge: Edge, door: MatrixDoor, answer: Reply) -> None:
    edge.answers("state/m.room.encryption", answer)
    edge.answers("/send/", Reply({"event_id": "$sent"}))
    with pytest.raises(DeliveryUncertain):
        await door.deliver(text())
    assert edge.times("/send/") == 0
    edge.answers("state/m.room.encryption", refusal(404, "M_NOT_FOUND"))
    assert await door.deliver(text()) == "$sent"  # nothing wrong was remembered


async def test_in_a_room_seen_to_become_encrypted_words_are_encrypted_from_then_on(
    edge: Edge, door: MatrixDoor
) -> None:
    _open_to_all(edge)
    edge.answers("state/m.room.encryption", refusal(404, "M_NOT_FOUND"))
    await door.deliver(text())
    edge.answers("sync", synced("s2", event_of("m.room.encryption", ENCRYPTION, state_key="")))
    batch = await settled_batch(door._listener, "s1")
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
            await door.deliver(text())


@pytest.mark.parametrize(("status", "code"), [(400, "M_BAD_JSON"), (403, "M_FORBIDDEN"), (413, "M_TOO_LARGE")])
async def test_what_will_never_pass_is_given_up(edge: Edge, door: MatrixDoor, status: int, code: str) -> None:
    edge.answers("/send/", refusal(status, code))
    with pytest.raises(DeliveryRefused) as refused:
        await door.deliver(text())
    assert refused.value.forbidden == (code == "M_FORBIDDEN")


async def test_a_dead_token_is_no_refusal_of_the_message(edge: Edge, door: MatrixDoor) -> None:
    edge.answers("/send/", refusal(401, "M_UNKNOWN_TOKEN"))
    with pytest.raises(LoginRefused):
        await door.deliver(text())


async def test_a_reaction_that_is_there_already_counts_as_sent(edge: Edge, door: MatrixDoor) -> None:
    edge.answers("/send/", refusal(400, "M_DUPLICATE_ANNOTATION"))
    assert await door.deliver(Outgoing(ROOM, "txn1", Said.REACTION, target="$0", emoji="✋")) == ""


async def test_a_homeserver_that_is_away_is_uncertain_and_typing_never_raises(client: KeyedClient) -> None:
    client.homeserver = "http://127.0.0.1:9"
    door = MatrixDoor(client, BOT, lambda: NOON)
    with pytest.raises(DeliveryUncertain):
        await door.deliver(text())
    await door.typing(ROOM, on=True)


async def test_a_message_stands_in_its_thread_with_its_mentions_and_its_transaction(
    edge: Edge, door: MatrixDoor
) -> None:
    edge.answers("/send/", Reply({"event_id": "$sent"}))
    await door.deliver(text(html="<b>Bonjour</b>", mentions=(NOA,), thread="$0"))
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

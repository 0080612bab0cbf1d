"""What the door's tests are made with: events, syncs, and a listener that commits."""

from __future__ import annotations

import datetime as dt
from typing import Any

from bot.matrix.keyed import KeyedClient
from bot.matrix.sync import Listener
from bot.matrix.verification import Verifications
from bot.transport import Batch, Heard, Outgoing, Said
from tests.edge import Reply
from tests.keys import BOT, NOA, ROOM

ENCRYPTION = {"algorithm": "m.megolm.v1.aes-sha2"}
NOON = dt.datetime(2021, 4, 14, 12, tzinfo=dt.UTC)
Event = dict[str, Any]


def listener_of(client: KeyedClient) -> Listener:
    async def prepare(room_id: str) -> None:
        client.know_room(room_id)

    return Listener(client, BOT, lambda: NOON, Verifications(client, prepare, lambda: NOON))


async def settled_batch(listener: Listener, since: str | None) -> Batch:
    """One sync, and its keys committed."""
    batch = await listener.next_batch(since, wait=False)
    listener._client.settled()
    return batch


_count = iter(range(1, 1_000_000))


def event_of(kind: str, content: Event, sender: str = NOA, **more: Any) -> Event:
    return {
        "type": kind,
        "content": content,
        "sender": sender,
        "event_id": f"${next(_count)}",
        "origin_server_ts": 1618389000000,
        **more,
    }


def message(body: str) -> Event:
    return event_of("m.room.message", {"msgtype": "m.text", "body": body})


def own_join(before: str = "invite") -> Event:
    content = {"membership": "join"}
    return event_of("m.room.member", content, BOT, state_key=BOT, unsigned={"prev_content": {"membership": before}})


def synced(next_batch: str, *timeline: Event, room: str = ROOM, state: tuple[Event, ...] = (), **more: Any) -> Reply:
    joined = {"timeline": {"events": list(timeline), "limited": False, **more}, "state": {"events": list(state)}}
    return Reply({"next_batch": next_batch, "rooms": {"join": {room: joined}}})


def bodies(batch: Batch) -> list[str]:
    return [event.body for event in batch.events if event.kind is Heard.MESSAGE]


def text(room: str = ROOM, **more: Any) -> Outgoing:
    return Outgoing(room, "txn1", Said.TEXT, body="Bonjour", **more)

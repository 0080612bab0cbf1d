"""Nothing is said in an encrypted room before everybody who can have its key has it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.matrix.keyed import KeyedClient
from bot.matrix.roomkeys import share_room_key
from bot.transport import DeliveryUncertain
from tests.edge import Edge, Reply, edge_server, refusal
from tests.keys import BOT, NOA, ROOM, Disk, Event, client_of, introduce


@pytest.fixture
async def edge() -> AsyncIterator[Edge]:
    async with edge_server() as running:
        running.answers("joined_members", Reply({"joined": {BOT: {}, NOA: {}}}))
        running.answers("keys/query", Reply({"device_keys": {}, "failures": {}}))
        running.answers("keys/claim", Reply({"one_time_keys": {}, "failures": {}}))
        running.answers("sendToDevice", Reply())
        yield running


@pytest.fixture
async def noa(edge: Edge) -> AsyncIterator[KeyedClient]:
    """In the room, with a one-time key to give."""
    client = client_of(NOA, "NOADEVICE", edge.url, Disk())
    yield client
    await client.close()


@pytest.fixture
async def bot(edge: Edge, noa: KeyedClient) -> AsyncIterator[KeyedClient]:
    """Knows who is in the room and with what device, and has never written to it."""
    client = client_of(BOT, "BOTDEVICE", edge.url, Disk())
    introduce(client, noa)
    yield client
    await client.close()


def _one_time_key(noa: KeyedClient) -> Event:
    content: Event = noa.olm.share_keys()["one_time_keys"]
    name = next(iter(content))
    return {"one_time_keys": {NOA: {"NOADEVICE": {name: content[name]}}}, "failures": {}}


async def test_everybodys_device_gets_the_key_once(bot: KeyedClient, noa: KeyedClient, edge: Edge) -> None:
    edge.answers("keys/claim", Reply(_one_time_key(noa)))
    await share_room_key(bot, ROOM)
    await share_room_key(bot, ROOM)
    assert list(edge.last("sendToDevice").body["messages"]) == [NOA]
    assert edge.times("sendToDevice") == 1


@pytest.mark.parametrize(
    ("place", "answer"),
    [
        ("joined_members", refusal(502, "")),
        ("keys/claim", Reply("<html>", 502)),
        ("keys/claim", refusal(429, "M_LIMIT_EXCEEDED")),
        ("sendToDevice", refusal(500, "M_UNKNOWN")),
        ("sendToDevice", refusal(429, "M_LIMIT_EXCEEDED")),
    ],
)
async def test_where_that_fails_nothing_can_be_said_and_the_next_try_succeeds(
    bot: KeyedClient, noa: KeyedClient, edge: Edge, place: str, answer: Reply
) -> None:
    edge.answers("keys/claim", Reply(_one_time_key(noa)))
    well = edge._replies[place][0]
    edge.answers(place, answer)
    with pytest.raises(DeliveryUncertain):
        await share_room_key(bot, ROOM)
    assert bot.olm.should_share_group_session(ROOM)
    edge.answers(place, well)
    await share_room_key(bot, ROOM)
    assert not bot.olm.should_share_group_session(ROOM)
    assert list(edge.last("sendToDevice").body["messages"]) == [NOA]


async def test_a_device_whose_keys_ran_out_does_not_silence_the_room(bot: KeyedClient, edge: Edge) -> None:
    await share_room_key(bot, ROOM)
    assert not bot.olm.should_share_group_session(ROOM)
    assert edge.times("sendToDevice") == 0

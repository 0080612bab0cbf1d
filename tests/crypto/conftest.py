"""The bot and Noa, who know each other's devices, beside a homeserver that is told what to answer."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.matrix.keyed import KeyedClient
from tests.edge import Edge, edge_server
from tests.keys import BOT, NOA, Disk, client_of, introduce


@pytest.fixture
async def edge() -> AsyncIterator[Edge]:
    async with edge_server() as running:
        yield running


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
async def bot(edge: Edge, disk: Disk) -> AsyncIterator[KeyedClient]:
    """The bot's client, its first keys committed; it may hand out one-time keys."""
    client = client_of(BOT, "BOTDEVICE", edge.url, disk)
    client.olm.account.generate_one_time_keys(10)
    await client.flush()
    yield client
    await client.close()


@pytest.fixture
async def noa(edge: Edge, bot: KeyedClient) -> AsyncIterator[KeyedClient]:
    """Somebody who knows the bot's device, and whom the bot knows."""
    client = client_of(NOA, "NOADEVICE", edge.url, Disk())
    introduce(client, bot)
    introduce(bot, client)
    yield client
    await client.close()

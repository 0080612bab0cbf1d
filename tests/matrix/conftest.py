"""A client with keys of its own before an edge, and the listener and the door over it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.matrix import MatrixDoor
from bot.matrix.keyed import KeyedClient
from bot.matrix.sync import Listener
from tests.edge import Edge, edge_server
from tests.keys import BOT, Disk, client_of
from tests.matrix.edges import NOON, listener_of


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
    return listener_of(client)


@pytest.fixture
def door(client: KeyedClient) -> MatrixDoor:
    return MatrixDoor(client, BOT, lambda: NOON)

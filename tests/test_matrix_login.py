"""Getting in: by token, else by password, as the same device; what is no homeserver is waited for, or said."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.matrix import log_in
from bot.matrix.session import Entry
from bot.transport import LoginRefused
from tests.edge import PAGE, Edge, Reply, edge_server, refusal

BOT = "@navette:archipel.example"
NOA = "@noa:archipel.example"


@pytest.fixture
async def edge() -> AsyncIterator[Edge]:
    async with edge_server() as running:
        yield running


async def test_a_refused_password_is_one_clear_line(edge: Edge) -> None:
    edge.answers("login", refusal(403, "M_FORBIDDEN"))
    with pytest.raises(LoginRefused, match=BOT) as refused:
        await log_in(Entry(edge.url, BOT, "Navette", password="wrong"))
    assert "\n" not in str(refused.value)


async def test_a_dead_token_gives_way_to_the_password_on_the_same_device(edge: Edge) -> None:
    edge.answers("whoami", refusal(401, "M_UNKNOWN_TOKEN"))
    edge.answers("login", Reply({"user_id": BOT, "device_id": "KEPT", "access_token": "new"}))
    client, found = await log_in(Entry(edge.url, BOT, "Navette", "secret", "old", "KEPT"))
    await client.close()
    assert (found.device_id, found.access_token) == ("KEPT", "new")
    assert edge.last("login").body["device_id"] == "KEPT"


async def test_somebody_else_s_token_is_refused(edge: Edge) -> None:
    edge.answers("whoami", Reply({"user_id": NOA, "device_id": "D"}))
    with pytest.raises(LoginRefused, match=NOA):
        await log_in(Entry(edge.url, BOT, "Navette", access_token="t"))


@pytest.mark.parametrize("trouble", [Reply(PAGE, 502), Reply(PAGE, 404), Reply(PAGE, 200)])
async def test_what_is_no_homeserver_is_waited_for_or_said(edge: Edge, trouble: Reply) -> None:
    entry = Entry(edge.url, BOT, "Navette", password="secret")
    edge.answers("login", trouble)
    with pytest.raises(ConnectionError):
        await log_in(entry, patiently=False)
    edge.answers("login", trouble, Reply({"user_id": BOT, "device_id": "D", "access_token": "t"}))
    client, found = await log_in(entry)
    await client.close()
    assert found.device_id == "D"

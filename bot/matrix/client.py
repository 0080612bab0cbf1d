"""nio's client, leaner: a sync is parsed in a thread, and what nio does not need of it is kept raw."""

from __future__ import annotations

import asyncio
import gc
from types import SimpleNamespace
from typing import Any

from nio import AsyncClient, SyncResponse

from bot.matrix.stepwise import read_in_steps

REQUEST_TIMEOUT = 30
_ROOMS_AT_ONCE = 25
_MANY_ROOMS = 500
_LARGE = 1_000_000  # bytes


class LeanClient(AsyncClient):  # type: ignore[misc]  # nio publishes no types
    """Large answers do not hold up the loop; invitations and left rooms arrive whole, as `raw_invites`, `raw_left`."""

    async def create_matrix_response(
        self, response_class: type, transport_response: Any, data: Any = None, save_to: Any = None
    ) -> Any:
        """As nio does, but for a sync."""
        if response_class is not SyncResponse:
            return await super().create_matrix_response(response_class, transport_response, data, save_to)
        text = await transport_response.read()
        response = await asyncio.to_thread(_unswept if len(text) > _LARGE else _sync_response, text)
        response.transport_response = transport_response
        return response

    async def _handle_joined_rooms(self, response: Any) -> None:
        """A few rooms at a time: between them, everybody else has a turn."""
        joined = list(response.rooms.join.items())
        for start in range(0, len(joined), _ROOMS_AT_ONCE):
            some = SimpleNamespace(join=dict(joined[start : start + _ROOMS_AT_ONCE]))
            await super()._handle_joined_rooms(SimpleNamespace(rooms=some))
            if start % _MANY_ROOMS == _MANY_ROOMS - _ROOMS_AT_ONCE:
                gc.freeze()  # what nio now knows of them stays: no search for cycles has to look through it
            await asyncio.sleep(0)


def _unswept(text: bytes) -> Any:
    """With hundreds of thousands of new objects, each of Python's searches for cycles would hold everybody up.

    They are taken out of these searches, and freed like any other once nobody speaks of them.
    """
    gc.disable()
    try:
        return _sync_response(text)
    finally:
        gc.freeze()
        gc.enable()


def _sync_response(text: bytes) -> Any:
    """nio drops from an invitation all but names and members, and raises on a left room it finds incomplete."""
    try:
        parsed = read_in_steps(text)
    except ValueError:
        parsed = {}  # a proxy's page
    rooms = parsed.get("rooms") if isinstance(parsed, dict) else None
    rooms = rooms if isinstance(rooms, dict) else {}
    invites, left = rooms.pop("invite", {}), rooms.pop("leave", {})
    response = SyncResponse.from_dict(parsed)
    response.raw_invites, response.raw_left = invites, left
    unused = parsed.get("device_unused_fallback_key_types") if isinstance(parsed, dict) else None
    response.unused_fallback = unused if isinstance(unused, list) else None
    return response

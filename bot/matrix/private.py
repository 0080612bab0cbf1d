"""Private rooms made by the bot: encrypted from their first event, for one person, marked as a direct conversation."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from nio import ErrorResponse, RoomCreateResponse, RoomPreset

from bot.matrix.keyed import KeyedClient
from bot.matrix.reading import PRIVATE_FOR
from bot.transport import DeliveryUncertain

_ENCRYPTION = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}


async def open_private(client: KeyedClient, user_id: str) -> RoomCreateResponse | ErrorResponse:
    """A room for two. Not idempotent by itself: a mark in its state tells, after a crash, that it was made."""
    mark = {"type": PRIVATE_FOR, "state_key": "", "content": {"user_id": user_id}}
    return await client.room_create(
        is_direct=True,
        invite=[user_id],
        preset=RoomPreset.trusted_private_chat,
        initial_state=[_ENCRYPTION, mark],
    )


async def mark_private(client: KeyedClient, room_id: str, user_id: str) -> None:
    """Adds it to the account's list of direct conversations. Safe to repeat. Raises DeliveryUncertain."""
    path = f"/_matrix/client/v3/user/{quote(client.user_id, safe='')}/account_data/m.direct"
    known = await _call(client, "GET", path)
    rooms = known.get(user_id)
    listed = [each for each in rooms if isinstance(each, str)] if isinstance(rooms, list) else []
    if room_id not in listed:
        await _call(client, "PUT", path, {**known, user_id: [*listed, room_id]})


async def _call(client: KeyedClient, method: str, path: str, body: Any = None) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {client.access_token}", "Content-Type": "application/json"}
    response = await client.send(method, path, None if body is None else json.dumps(body), headers)
    async with response:
        if response.status == 404:
            return {}
        if response.status != 200:
            raise DeliveryUncertain(f"HTTP {response.status}")
        found = await response.json(content_type=None)
    return found if isinstance(found, dict) else {}

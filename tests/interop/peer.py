"""A bare nio bot beside ours: what matrix-nio does in an encrypted room when nothing is added to it."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from nio import AsyncClient, AsyncClientConfig, InviteMemberEvent, RoomMessageText


class BareNio:
    """Logs in, enters where it is invited, answers every message in its thread; keys in nio's own store."""

    def __init__(self, homeserver: str, user_id: str, password: str) -> None:
        self._store = tempfile.TemporaryDirectory(prefix="navette-bare-nio-")
        config = AsyncClientConfig(encryption_enabled=True)
        self._client = AsyncClient(homeserver, user_id, store_path=self._store.name, config=config)
        self._password = password
        self._loop: asyncio.Task[Any] | None = None

    async def __aenter__(self) -> Self:
        await self._client.login(self._password, device_name="bare nio")
        self._client.add_event_callback(self._invited, InviteMemberEvent)
        self._client.add_event_callback(self._heard, RoomMessageText)
        self._loop = asyncio.create_task(self._client.sync_forever(timeout=5000))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._loop is not None
        self._loop.cancel()
        with suppress(asyncio.CancelledError):
            await self._loop
        await self._client.close()
        self._store.cleanup()

    async def _invited(self, room: Any, event: Any) -> None:
        if event.state_key == self._client.user_id and event.membership == "invite":
            await self._client.join(room.room_id)

    async def _heard(self, room: Any, event: Any) -> None:
        if event.sender == self._client.user_id:
            return
        thread = {"rel_type": "m.thread", "event_id": event.event_id}
        content = {"msgtype": "m.notice", "body": event.body, "m.relates_to": thread}
        await self._client.room_send(room.room_id, "m.room.message", content, ignore_unverified_devices=True)

"""The Matrix door: nio behind bot.transport's shape."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable

from aiohttp import ClientError
from nio import AsyncClient

from bot.matrix.sending import deliver
from bot.matrix.sync import Listener
from bot.transport import Outgoing, Receiver

_TYPING_MS = 20_000


class MatrixDoor:
    """One logged-in client. Nothing of its own outlives it: what must last is committed by the receiver."""

    def __init__(self, client: AsyncClient, own_id: str, now: Callable[[], dt.datetime]) -> None:
        self._client = client
        self._listener = Listener(client, own_id, now)

    async def run(self, receiver: Receiver, since: str | None) -> None:
        """Listens for ever. Raises LoginRefused, and whatever the receiver raises."""
        await self._listener.run(receiver.receive, since)

    async def deliver(self, outgoing: Outgoing) -> str:
        """Sends once. Raises DeliveryError or LoginRefused."""
        return await deliver(self._client, outgoing)

    async def typing(self, room_id: str, *, on: bool) -> None:
        """Best effort: a homeserver that does not answer is no reason to stop."""
        with contextlib.suppress(ClientError, TimeoutError, OSError):
            await self._client.room_typing(room_id, on, timeout=_TYPING_MS)

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.close()

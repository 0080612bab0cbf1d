"""The Matrix door: nio behind bot.transport's shape."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable

from aiohttp import ClientError

from bot.matrix.client import LeanClient
from bot.matrix.sending import deliver, is_encrypted
from bot.matrix.sync import Listener
from bot.transport import DeliveryRefused, Outgoing, Receiver, Said

_TYPING_MS = 20_000
_WORDLESS = {Said.ENTER, Said.DECLINE, Said.REDACTION}


class MatrixDoor:
    """One logged-in client. Nothing of its own outlives it: what must last is committed by the receiver."""

    speaks_encrypted = False  # not yet: it refuses encrypted rooms

    def __init__(self, client: LeanClient, own_id: str, now: Callable[[], dt.datetime]) -> None:
        self._client = client
        self._listener = Listener(client, own_id, now)

    async def run(self, receiver: Receiver, since: str | None) -> None:
        """Listens for ever. Raises LoginRefused, and whatever the receiver raises."""
        await self._listener.run(receiver.receive, since)

    async def deliver(self, outgoing: Outgoing) -> str:
        """Sends once. Raises DeliveryError or LoginRefused."""
        if outgoing.kind not in _WORDLESS and not self.speaks_encrypted:
            await self._refuse_encrypted(outgoing.room_id)
        return await deliver(self._client, outgoing)

    async def is_encrypted(self, room_id: str) -> bool:
        """As a sync of this process said, else as the homeserver says. Raises DeliveryError or LoginRefused."""
        known = self._listener.encrypted
        if room_id not in known:
            found = await is_encrypted(self._client, room_id)
            known[room_id] = known.get(room_id, False) or found  # a sync may have come meanwhile
        return known[room_id]

    async def _refuse_encrypted(self, room_id: str) -> None:
        """Never clear text into an encrypted room: this door cannot encrypt yet."""
        if await self.is_encrypted(room_id):
            raise DeliveryRefused("the room is encrypted")

    async def typing(self, room_id: str, *, on: bool) -> None:
        """Best effort: a homeserver that does not answer is no reason to stop."""
        with contextlib.suppress(ClientError, TimeoutError, OSError):
            await self._client.room_typing(room_id, on, timeout=_TYPING_MS)

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.close()

"""A person whose client encrypts: what the demo's people are, in rooms encrypted as Element makes them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from aiohttp import ClientError
from nio.events import MegolmEvent

from bot.matrix.client import _sync_response
from bot.matrix.crosssigning import vouch_for_ourselves
from bot.matrix.keyed import KeyedClient
from bot.matrix.ledger import Ledger
from bot.matrix.roomkeys import share_room_key
from bot.matrix.upkeep import keep_up, upload_keys
from bot.person import Event, Person, RequestRefused
from storage.crypto import KeyRow

ENCRYPTION: Event = {"type": "m.room.encryption", "state_key": "", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}
_SEALED = "m.room.encrypted"
_AS_IT_IS = {_SEALED, "m.reaction"}


class Companion(Person):
    """A `Person` whose `timeline` holds what could be read, in place of what was sent; the rest stays as it came.

    Its device is signed. Whoever is in a room gets the room's key, signed or not, as in Element.
    """

    def __init__(
        self,
        homeserver: str,
        name: str,
        password: str,
        heard: Callable[[str, Event], None] | None = None,
        *,
        host: str | None = None,
    ) -> None:
        """`heard` hears of a sealed event when it can be read. What `host` invites into is accepted unasked."""
        super().__init__(homeserver, name, password, heard)
        self._host = host
        self._client: KeyedClient | None = None
        self._sharing = asyncio.Lock()
        self._unread: list[tuple[str, int]] = []

    @property
    def keys(self) -> KeyedClient:
        """The client that encrypts; logged in."""
        assert self._client is not None
        return self._client

    async def log_in(self, *, listen: bool = True) -> None:
        """A new device: its keys uploaded, then signed."""
        await super().log_in(listen=False)
        ledger = Ledger(())
        ledger.begin_device(self.device_id)
        self._client = KeyedClient(self._homeserver, self.user_id, self.device_id, self.token, ledger, _in_memory)
        await upload_keys(self._client)
        await self._vouch()
        if listen:
            await self._begin_listening()

    async def _vouch(self) -> None:
        await vouch_for_ourselves(self.keys, self._password)

    async def close(self) -> None:
        """Both connections."""
        await super().close()
        if self._client is not None:
            await self._client.close()

    # ── speaking ──

    async def send(self, room_id: str, content: Event, kind: str = "m.room.message") -> str:
        """Encrypted where the room is; reactions never are. Waits until it has seen the room."""
        room: Any = await self.wait_for(lambda: self.keys.rooms.get(room_id))
        if not room.encrypted or kind in _AS_IT_IS:
            return await super().send(room_id, content, kind)
        async with self._sharing:
            await self._share(room_id)
            kind, sealed = self.keys.encrypt(room_id, kind, dict(content))
        return await super().send(room_id, sealed, kind)

    async def _share(self, room_id: str) -> None:
        await share_room_key(self.keys, room_id)

    # ── reading ──

    async def call(self, method: str, path: str, body: Any = None, **params: Any) -> Event:
        """As everybody's; what a sync brings reaches the keys first."""
        found = await super().call(method, path, body, **params)
        if path == "sync":
            await self._take_in(found)
        return found

    async def _take_in(self, found: Event) -> None:
        self.keys.next_batch = ""
        await self.keys.receive_response(_sync_response(json.dumps(found).encode()))
        self.keys.settled()
        with suppress(ClientError, TimeoutError, OSError):
            await keep_up(self.keys)

    async def _sync(self, timeout_ms: int) -> None:
        await super()._sync(timeout_ms)
        self._unread = [place for place in self._unread if not await self._read(*place)]
        async with self._news:
            self._news.notify_all()
        await self._accept()

    async def _appeared(self, room_id: str, index: int) -> None:
        if self.timeline[room_id][index]["type"] != _SEALED:
            await super()._appeared(room_id, index)
        elif not await self._read(room_id, index):
            self._unread.append((room_id, index))

    async def _read(self, room_id: str, index: int) -> bool:
        """False when its key has not come."""
        opened = await self._opened(room_id, self.timeline[room_id][index])
        if opened is None:
            return False
        self.timeline[room_id][index] = opened
        await super()._appeared(room_id, index)
        return True

    async def _opened(self, room_id: str, event: Event) -> Event | None:
        """What was meant; the event itself when it is redacted, or no message."""
        sealed: Any = MegolmEvent.from_dict(dict(event))
        if not isinstance(sealed, MegolmEvent):
            return event
        sealed.room_id = room_id
        found = self.keys.olm._decrypt_megolm_no_error(sealed)
        return None if found is None else {**event, **found.source, "event_id": event["event_id"]}

    async def _accept(self) -> None:
        """Some are withdrawn before they are accepted."""
        for room_id in [room_id for room_id, events in self.invitations.items() if self._is_hosts(events)]:
            del self.invitations[room_id]
            with suppress(RequestRefused):
                await self.join(room_id)

    def _is_hosts(self, events: list[Event]) -> bool:
        return any(event.get("state_key") == self.user_id and event["sender"] == self._host for event in events)


async def _in_memory(rows: Sequence[KeyRow]) -> None:
    """Nothing of such a person outlives the process."""

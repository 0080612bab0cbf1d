"""The Matrix door: nio behind bot.transport's shape."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from aiohttp import ClientError

from bot.crashpoints import reach
from bot.hearing import VoiceLost, VoiceTooLarge
from bot.matrix.keyed import KeyedClient
from bot.matrix.media import MediaError, MediaRefused, MediaTooLarge, download, upload
from bot.matrix.roomkeys import share_room_key
from bot.matrix.sending import deliver, is_encrypted
from bot.matrix.sync import Listener
from bot.matrix.verification import Verifications
from bot.transport import DeliveryRefused, DeliveryUncertain, Enclosure, Media, Outgoing, Receiver, Said

_TYPING_MS = 20_000
_WORDLESS = {Said.ENTER, Said.DECLINE, Said.REDACTION, Said.OPEN_PRIVATE, Said.MARK_PRIVATE}


class MatrixDoor:
    """One logged-in client. Nothing of its own outlives it: what must last is committed by the receiver."""

    def __init__(
        self,
        client: KeyedClient,
        own_id: str,
        now: Callable[[], dt.datetime],
        turned: Callable[[], None] = lambda: None,
    ) -> None:
        self._client = client
        self._put_already: dict[str, dict[str, Any]] = {}  # transaction id → where its file lies
        self._sharing: dict[str, asyncio.Lock] = {}  # the postman and a verification may speak at the same time
        self._listener = Listener(client, own_id, now, Verifications(client, self._prepare, now), turned)

    async def run(self, receiver: Receiver, since: str | None) -> None:
        """Listens for ever. Raises LoginRefused, DeviceOutlived, and whatever the receiver raises."""
        await self._listener.run(receiver.receive, since)

    async def deliver(self, outgoing: Outgoing) -> str:
        """Sends once. Raises DeliveryError or LoginRefused."""
        if outgoing.file is not None:
            outgoing = replace(outgoing, file=await self._put(outgoing, outgoing.file))
        if outgoing.kind not in _WORDLESS:
            await self._prepare(outgoing.room_id)
        try:
            event_id = await deliver(self._client, outgoing)
        finally:
            self._listener.message_left.set()
        self._put_already.pop(outgoing.txn_id, None)
        return event_id

    async def _put(self, outgoing: Outgoing, file: Enclosure) -> Enclosure:
        """On the homeserver, sealed where the room is; once, however often the message is tried. Raises DeliveryError.

        After a crash it is put again: nobody has the keys of the first one.
        """
        place, encrypt = self._put_already.get(outgoing.txn_id), await self.is_encrypted(outgoing.room_id)
        if place is None or ("file" in place) != encrypt:
            try:
                place = await upload(self._client, file.data, file.mimetype, file.name, encrypt=encrypt)
            except (MediaRefused, MediaTooLarge) as error:
                raise DeliveryRefused(str(error)) from error
            except MediaError as error:
                raise DeliveryUncertain(str(error)) from error
            self._put_already[outgoing.txn_id] = place
            reach("uploaded")
        return replace(file, place=place)

    async def is_encrypted(self, room_id: str) -> bool:
        """As a sync of this process said, else as the homeserver says. Raises DeliveryError or LoginRefused."""
        known = self._listener.encrypted
        if room_id not in known:
            found = room_id in self._client.encrypted_rooms or await is_encrypted(self._client, room_id)
            known[room_id] = known.get(room_id, False) or found  # a sync may have come meanwhile
        return known[room_id]

    async def _prepare(self, room_id: str) -> None:
        """Clear text never goes into an encrypted room, and no message goes where its key did not."""
        if await self.is_encrypted(room_id):
            try:
                async with self._sharing.setdefault(room_id, asyncio.Lock()):
                    await share_room_key(self._client, room_id)
            except (ClientError, TimeoutError, OSError) as error:
                raise DeliveryUncertain(type(error).__name__) from error
        else:
            self._client.know_room(room_id)

    async def download(self, media: Media, largest: int) -> bytes:
        """What a message brought, opened. Raises VoiceTooLarge or VoiceLost."""
        try:
            return await download(self._client, media, largest)
        except MediaTooLarge as error:
            raise VoiceTooLarge from error
        except MediaError as error:
            raise VoiceLost(str(error)) from error

    async def typing(self, room_id: str, *, on: bool) -> None:
        """Best effort: a homeserver that does not answer is no reason to stop."""
        with contextlib.suppress(ClientError, TimeoutError, OSError):
            await self._client.room_typing(room_id, on, timeout=_TYPING_MS)

    async def close(self) -> None:
        """Closes the connections."""
        await self._client.close()

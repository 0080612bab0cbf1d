"""Files: fetched and put through the homeserver, opened and sealed here."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import quote

from aiohttp import ClientError
from nio import EncryptionError
from nio.crypto.attachments import decrypt_attachment, encrypt_attachment

from bot.matrix.keyed import KeyedClient
from bot.transport import Media

LARGEST = 50 * 2**20  # bytes
_WITHIN = 300.0  # seconds
_CHUNK = 2**16


class MediaError(Exception):
    """Root of what may be raised here; the message tells what happened, never a key.

    MediaError
    ├── MediaRefused      the homeserver does not give it, or does not take it: trying again is of no use
    ├── MediaTooLarge     more bytes than allowed, here or there
    ├── MediaBroken       what lies there is not what its sender put there
    └── MediaUnreachable  no clear answer: try again later
    """


class MediaRefused(MediaError):
    """A 4xx that will not change."""


class MediaTooLarge(MediaError):
    """Refused before it is read where its size is told, else as soon as it is exceeded."""


class MediaBroken(MediaError):
    """Another hash, or keys that open nothing."""


class MediaUnreachable(MediaError):
    """The network, a 429, a 5xx."""


async def download(client: KeyedClient, media: Media, largest: int = LARGEST) -> bytes:
    """The file itself, opened where it was sealed, of at most `largest` bytes. Raises MediaError."""
    if media.size is not None and media.size > largest:
        raise MediaTooLarge(f"{media.size} bytes announced, {largest} allowed")
    server, _, name = media.url.removeprefix("mxc://").partition("/")
    path = f"/_matrix/client/v1/media/download/{quote(server, safe='')}/{quote(name, safe='')}"
    try:
        response = await client.send("GET", path, None, _headers(client), None, _WITHIN)
        async with response:
            await _explain(response)
            found = await _read(response, largest)
    except (ClientError, TimeoutError, OSError) as error:
        raise MediaUnreachable(type(error).__name__) from error
    return await asyncio.to_thread(_opened, found, media) if media.key else found


async def upload(client: KeyedClient, data: bytes, mimetype: str, name: str, *, encrypt: bool) -> dict[str, Any]:
    """What to put into a message's content: `url`, or `file` with the keys that open it. Raises MediaError.

    The homeserver learns neither type nor name of what is encrypted.
    """
    keys: dict[str, Any] = {}
    if encrypt:
        data, keys = await asyncio.to_thread(encrypt_attachment, data)
        mimetype = "application/octet-stream"
    path = "/_matrix/media/v3/upload" + ("" if encrypt else f"?filename={quote(name, safe='')}")
    try:
        response = await client.send("POST", path, data, {**_headers(client), "Content-Type": mimetype}, None, _WITHIN)
        async with response:
            await _explain(response)
            found = await response.json(content_type=None)
    except (ClientError, TimeoutError, OSError, ValueError) as error:
        raise MediaUnreachable(type(error).__name__) from error
    url = found.get("content_uri") if isinstance(found, dict) else None
    if not isinstance(url, str):
        raise MediaUnreachable("no answer in Matrix")
    return {"file": {**keys, "url": url}} if encrypt else {"url": url}


async def _read(response: Any, largest: int) -> bytes:
    told = response.content_length
    if told is not None and told > largest:
        raise MediaTooLarge(f"{told} bytes, {largest} allowed")
    found = bytearray()
    async for chunk in response.content.iter_chunked(_CHUNK):
        found += chunk
        if len(found) > largest:
            raise MediaTooLarge(f"more than the {largest} bytes allowed")
    return bytes(found)


def _opened(found: bytes, media: Media) -> bytes:
    """nio's check of the hash comes first. Raises MediaBroken."""
    try:
        return bytes(decrypt_attachment(found, media.key, media.sha256, media.iv))
    except (EncryptionError, ValueError) as error:
        raise MediaBroken(str(error)) from error


async def _explain(response: Any) -> None:
    if response.status == 200:
        return
    try:
        told = await response.json(content_type=None)
    except ValueError:
        told = {}
    code = str(told.get("errcode", "")) if isinstance(told, dict) else ""
    reason = f"HTTP {response.status} {code}".strip()
    if response.status == 413:
        raise MediaTooLarge(reason)
    if 400 <= response.status < 500 and response.status not in {401, 408, 425, 429}:
        raise MediaRefused(reason)
    raise MediaUnreachable(reason)


def _headers(client: KeyedClient) -> dict[str, str]:
    return {"Authorization": f"Bearer {client.access_token}"}

"""Files of messages: what is heard of them, how they are fetched and opened, and what is refused before it hurts."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR

from bot.matrix import reading
from bot.matrix.keyed import KeyedClient
from bot.matrix.ledger import Ledger
from bot.matrix.media import MediaBroken, MediaRefused, MediaTooLarge, MediaUnreachable, download, upload
from bot.matrix.reading import media_of
from bot.transport import Heard, Incoming, Media
from tests.edge import served

BOT, NOA = "@navette:archipel.example", "@noa:archipel.example"
URL = "mxc://archipel.example/oFvTWmGpXzFzPZKkuCmXLSxz"
SOUND = os.urandom(100_000)
Json = dict[str, Any]


def _sealed(data: bytes) -> tuple[bytes, Json]:
    """As another client seals a file, by the bare rules."""
    key, iv = os.urandom(32), os.urandom(8) + bytes(8)
    found = Cipher(AES(key), CTR(iv)).encryptor().update(data)
    jwk = {"kty": "oct", "alg": "A256CTR", "ext": True, "key_ops": ["encrypt", "decrypt"], "k": _text(key, url=True)}
    digest = hashlib.sha256(found).digest()
    return found, {"v": "v2", "url": URL, "key": jwk, "iv": _text(iv), "hashes": {"sha256": _text(digest)}}


def _text(value: bytes, *, url: bool = False) -> str:
    found = base64.urlsafe_b64encode(value) if url else base64.b64encode(value)
    return found.decode().rstrip("=")


def _voice(**more: Any) -> Json:
    info = {"mimetype": "audio/ogg", "size": len(SOUND), "duration": 3000}
    voice = {"org.matrix.msc3245.voice": {}, "org.matrix.msc1767.audio": {"duration": 3000}}
    return {"msgtype": "m.audio", "body": "Voice message", "info": info, **voice, **more}


def _heard(content: Json) -> Incoming | None:
    event = {"type": "m.room.message", "event_id": "$1", "sender": NOA, "origin_server_ts": 1618389000000}
    return reading.heard({**event, "content": content}, "!granit:x", BOT)


# ── what is heard ──


def test_a_voice_message_is_heard_with_what_fetches_and_opens_it() -> None:
    _, sealed = _sealed(SOUND)
    found = _heard(_voice(file=sealed))
    assert found is not None and found.kind is Heard.VOICE
    keys = {"key": sealed["key"]["k"], "iv": sealed["iv"], "sha256": sealed["hashes"]["sha256"]}
    assert found.media == Media(URL, "audio/ogg", len(SOUND), 3000, **keys)
    plain = _heard(_voice(url=URL))
    assert plain is not None and plain.media == Media(URL, "audio/ogg", len(SOUND), 3000)


def test_it_outlives_the_inbox() -> None:
    found = _heard(_voice(file=_sealed(SOUND)[1]))
    assert found is not None
    columns: Json = {"event_id": found.event_id, "room_id": found.room_id, "sender": found.sender, "at": found.at}
    assert Incoming.from_json(found.as_json(), **columns) == found


def test_a_sound_that_nobody_spoke_is_not_heard() -> None:
    content = _voice(url=URL)
    del content["org.matrix.msc3245.voice"]
    assert _heard(content) is None


@pytest.mark.parametrize(
    "change",
    [
        {"url": "https://archipel.example/a"},
        {"url": "mxc://archipel.example/../../admin"},
        {"url": "mxc://archipel.example/a?b"},
        {"url": None},
        {"url": URL, "file": {}},
        {"url": URL, "file": {"url": URL, "v": "v1"}},
        {"url": URL, "file": []},
    ],
)
def test_what_points_to_no_file_is_not_heard(change: Json) -> None:
    assert _heard(_voice(**change)) is None


@pytest.mark.parametrize(
    ("part", "value"),
    [("v", "v1"), ("iv", 7), ("iv", "\ud800"), ("hashes", {}), ("key", {"k": "a"}), ("key", None), ("url", "x" * 999)],
)
def test_a_sealed_file_without_its_keys_is_not_heard(part: str, value: Any) -> None:
    assert media_of({"file": {**_sealed(b"")[1], part: value}}) is None


def test_what_the_sender_says_of_it_is_kept_only_where_it_can_be() -> None:
    found = media_of({"url": URL, "info": {"size": -1, "duration": True, "mimetype": ["audio/ogg"]}})
    assert found == Media(URL)
    assert media_of({"url": URL, "info": 3}) == Media(URL)


# ── before a homeserver that a test speaks for ──


class Store:
    """Holds one file, and says of it what a test wants."""

    def __init__(self) -> None:
        self.held = b""
        self.type = ""
        self.query: dict[str, str] = {}
        self.asked: list[str] = []
        self.refusal: web.Response | None = None
        self.chunked = False

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Fetch or put; only for who is known."""
        self.asked.append(request.path)
        if request.headers.get("Authorization") != "Bearer token":
            return web.json_response({"errcode": "M_MISSING_TOKEN"}, status=401)
        if self.refusal is not None:
            return self.refusal
        if request.method == "POST":
            self.held, self.type, self.query = await request.read(), request.content_type, dict(request.query)
            return web.json_response({"content_uri": URL})
        response = web.StreamResponse()
        if not self.chunked:
            response.content_length = len(self.held)
        await response.prepare(request)
        await response.write(self.held)
        return response


@pytest.fixture
async def store() -> Store:
    return Store()


@pytest.fixture
async def client(store: Store) -> AsyncIterator[KeyedClient]:
    ledger = Ledger(())
    ledger.begin_device("BOAT")
    async with served(store.handle, longest=2**30) as url:
        found = KeyedClient(url, BOT, "BOAT", "token", ledger, _nowhere)
        yield found
        await found.close()


async def _nowhere(_rows: Any) -> None:
    """These keys outlive no test."""


async def test_a_file_is_fetched_from_where_only_members_may(store: Store, client: KeyedClient) -> None:
    store.held = SOUND
    assert await download(client, Media(URL)) == SOUND
    assert store.asked == [f"/_matrix/client/v1/media/download/{URL.removeprefix('mxc://')}"]


async def test_a_sealed_file_is_opened(store: Store, client: KeyedClient) -> None:
    store.held, sealed = _sealed(SOUND)
    media = media_of({"file": sealed})
    assert media is not None
    assert await download(client, media) == SOUND


async def test_a_file_that_was_changed_is_refused(store: Store, client: KeyedClient) -> None:
    found, sealed = _sealed(SOUND)
    store.held = found[:-1] + bytes([found[-1] ^ 1])
    media = media_of({"file": sealed})
    assert media is not None
    with pytest.raises(MediaBroken, match="SHA-256"):
        await download(client, media)


@pytest.mark.parametrize(("part", "value"), [("iv", "AAAA"), ("iv", "A"), ("key", "AAAA"), ("sha256", "A")])
async def test_keys_that_open_nothing_are_refused(store: Store, client: KeyedClient, part: str, value: str) -> None:
    store.held, sealed = _sealed(SOUND)
    keys = {"key": sealed["key"]["k"], "iv": sealed["iv"], "sha256": sealed["hashes"]["sha256"]}
    with pytest.raises(MediaBroken):
        await download(client, Media(URL, **{**keys, part: value}))


async def test_what_is_announced_too_large_is_not_asked_for(store: Store, client: KeyedClient) -> None:
    with pytest.raises(MediaTooLarge):
        await download(client, Media(URL, size=1001), largest=1000)
    assert store.asked == []


@pytest.mark.parametrize("chunked", [False, True])
async def test_what_is_too_large_is_not_read_whole(store: Store, client: KeyedClient, chunked: bool) -> None:
    store.held, store.chunked = SOUND, chunked
    with pytest.raises(MediaTooLarge, match="more than" if chunked else "100000 bytes"):
        await download(client, Media(URL, size=1000), largest=1000)


async def test_exactly_as_large_as_allowed_is_allowed(store: Store, client: KeyedClient) -> None:
    store.held = SOUND
    assert await download(client, Media(URL), largest=len(SOUND)) == SOUND


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (404, "M_NOT_FOUND", MediaRefused),
        (403, "M_FORBIDDEN", MediaRefused),
        (413, "M_TOO_LARGE", MediaTooLarge),
        (429, "M_LIMIT_EXCEEDED", MediaUnreachable),
        (504, "M_NOT_YET_UPLOADED", MediaUnreachable),
        (502, None, MediaUnreachable),
    ],
)
async def test_a_refusal_says_whether_to_try_again(
    store: Store, client: KeyedClient, status: int, code: str | None, error: type[Exception]
) -> None:
    for ask in (lambda: download(client, Media(URL)), lambda: upload(client, b"x", "a/b", "c", encrypt=False)):
        page = web.Response(text="<html>", status=status)
        store.refusal = web.json_response({"errcode": code}, status=status) if code else page
        with pytest.raises(error, match=f"HTTP {status}" + (f" {code}" if code else "")):
            await ask()


async def test_a_homeserver_that_is_away_is_another_time(client: KeyedClient) -> None:
    client.homeserver = "http://127.0.0.1:9"
    with pytest.raises(MediaUnreachable):
        await download(client, Media(URL))
    with pytest.raises(MediaUnreachable):
        await upload(client, b"x", "a/b", "c", encrypt=True)


async def test_a_file_is_put_with_its_type_and_name(store: Store, client: KeyedClient) -> None:
    assert await upload(client, SOUND, "image/png", "été & co.png", encrypt=False) == {"url": URL}
    assert (store.held, store.type, store.query) == (SOUND, "image/png", {"filename": "été & co.png"})


async def test_the_homeserver_learns_nothing_of_what_is_sealed(store: Store, client: KeyedClient) -> None:
    found = await upload(client, SOUND, "image/png", "secret.png", encrypt=True)
    assert (store.type, store.query) == ("application/octet-stream", {})
    sealed = found["file"]
    assert store.held != SOUND
    key, iv = (base64.urlsafe_b64decode(text + "==") for text in (sealed["key"]["k"], sealed["iv"]))
    assert Cipher(AES(key), CTR(iv)).decryptor().update(store.held) == SOUND
    assert sealed["hashes"]["sha256"] == _text(hashlib.sha256(store.held).digest())
    assert (sealed["v"], sealed["url"], iv[8:]) == ("v2", URL, bytes(8))
    assert media_of(found) is not None

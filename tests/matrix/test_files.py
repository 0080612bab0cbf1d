"""A file through the door: put on the homeserver first, sealed where the room is, and put once."""

from __future__ import annotations

import json

import pytest

from bot.matrix import MatrixDoor
from bot.matrix.reading import TXN_KEY
from bot.transport import DeliveryRefused, DeliveryUncertain, Enclosure, Outgoing, Said
from tests.edge import Edge, Reply, refusal
from tests.keys import BOT, NOA, ROOM
from tests.matrix.edges import ENCRYPTION

BOOK = Enclosure("0a", "recueil.epub", "application/epub+zip", 9, b"des mots.")
SENT = Outgoing(ROOM, "txn1", Said.FILE, body="Le recueil", file=BOOK)
URL = "mxc://archipel.example/abc"


def _takes_files(edge: Edge, *, encrypted: bool) -> None:
    if encrypted:
        edge.answers("state/m.room.encryption", Reply(ENCRYPTION))
    edge.answers("joined_members", Reply({"joined": {NOA: {}, BOT: {}}}))
    edge.answers("keys/query", Reply({"device_keys": {NOA: {}, BOT: {}}, "failures": {}}))
    edge.answers("/upload", Reply({"content_uri": URL}))
    edge.answers("/send/", Reply({"event_id": "$sent"}))


async def test_in_a_plain_room_it_is_put_as_it_is_with_its_caption_and_name(edge: Edge, door: MatrixDoor) -> None:
    _takes_files(edge, encrypted=False)
    assert await door.deliver(SENT) == "$sent"
    assert (edge.last("/upload").body, edge.last("/upload").query) == (b"des mots.", {"filename": "recueil.epub"})
    assert edge.last("/send/").body == {
        "msgtype": "m.file",
        "body": "Le recueil",
        "filename": "recueil.epub",
        "info": {"mimetype": "application/epub+zip", "size": 9},
        "url": URL,
        "m.mentions": {},
        TXN_KEY: "txn1",
    }


async def test_in_an_encrypted_room_the_homeserver_learns_neither_bytes_nor_name(edge: Edge, door: MatrixDoor) -> None:
    _takes_files(edge, encrypted=True)
    await door.deliver(SENT)
    put, sent = edge.last("/upload"), edge.last("/send/")
    assert (len(put.body), put.body == b"des mots.", put.query) == (9, False, {})
    assert "/send/m.room.encrypted/" in sent.path and "recueil" not in json.dumps(sent.body)


async def test_what_is_tried_again_is_not_put_again(edge: Edge, door: MatrixDoor) -> None:
    _takes_files(edge, encrypted=True)
    edge.answers("/send/", refusal(502, "M_UNKNOWN"), refusal(502, "M_UNKNOWN"), Reply({"event_id": "$sent"}))
    for _ in range(2):
        with pytest.raises(DeliveryUncertain):
            await door.deliver(SENT)
    assert await door.deliver(SENT) == "$sent"
    assert (edge.times("/upload"), edge.times("/send/")) == (1, 3)


async def test_what_was_put_in_clear_is_put_anew_once_the_room_is_encrypted(edge: Edge, door: MatrixDoor) -> None:
    _takes_files(edge, encrypted=False)
    edge.answers("/send/", refusal(502, "M_UNKNOWN"), Reply({"event_id": "$sent"}))
    with pytest.raises(DeliveryUncertain):
        await door.deliver(SENT)
    door._listener.encrypted[ROOM] = True
    await door.deliver(SENT)
    assert (edge.times("/upload"), edge.last("/upload").body == b"des mots.") == (2, False)


@pytest.mark.parametrize(
    ("reply", "raised"),
    [
        (refusal(413, "M_TOO_LARGE"), DeliveryRefused),
        (refusal(403, "M_FORBIDDEN"), DeliveryRefused),
        (refusal(502, "M_UNKNOWN"), DeliveryUncertain),
        (refusal(429, "M_LIMIT_EXCEEDED"), DeliveryUncertain),
    ],
)
async def test_a_homeserver_that_takes_no_file_is_understood(
    edge: Edge, door: MatrixDoor, reply: Reply, raised: type[Exception]
) -> None:
    _takes_files(edge, encrypted=False)
    edge.answers("/upload", reply)
    with pytest.raises(raised):
        await door.deliver(SENT)
    assert edge.times("/send/") == 0


async def test_a_picture_says_what_it_shows_and_how_large_it_is(edge: Edge, door: MatrixDoor) -> None:
    _takes_files(edge, encrypted=False)
    drawn = Enclosure("0b", "liens.png", "image/png", 9, b"des\x00bits.", pixels=(780, 860))
    await door.deliver(Outgoing(ROOM, "txn2", Said.IMAGE, body="Granit et Plume, un échange", file=drawn))
    assert edge.last("/send/").body == {
        "msgtype": "m.image",
        "body": "Granit et Plume, un échange",
        "filename": "liens.png",
        "info": {"mimetype": "image/png", "size": 9, "w": 780, "h": 860},
        "url": URL,
        "m.mentions": {},
        TXN_KEY: "txn2",
    }

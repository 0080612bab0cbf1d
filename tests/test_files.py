"""Files on their way out: sealed beside the database until they are sent, once, and gone afterwards."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from bot.postman import Postman
from bot.transport import DeliveryRefused, DeliveryUncertain, Heard
from storage.delivery import Delivery
from storage.files import spoken_of
from storage.media import MediaFolder
from storage.queues import Queues
from storage.sealing import Seal
from tests.inside import GRANIT, OFFICE, Inside, typed

AWAY = DeliveryUncertain("HTTP 502")


async def _typed(inside: Inside, body: str, event_id: str = "$1", **more: object) -> None:
    await inside.hear(typed(body, event_id, **more))  # type: ignore[arg-type]
    await inside.intake.settle()


def _given(inside: Inside) -> list[tuple[str, str, bytes]]:
    files = [event.file for event in inside.door.events.values() if event.file is not None]
    return [(file.name, file.mimetype, file.data) for file in files]


async def test_a_file_leaves_with_what_is_said_of_it_and_nothing_of_it_stays(inside: Inside) -> None:
    await _typed(inside, "!donne du pain")
    assert len(inside.bench.media.names()) == 2
    await inside.postman.send_all()
    assert [(name, mimetype) for name, mimetype, _ in _given(inside)] == [
        ("mot.txt", "text/plain"),
        ("dit.txt", "text/plain"),
    ]
    assert _given(inside)[0][2] == b"du pain" and "Tisseuse" in _given(inside)[1][2].decode()
    assert "!voilà" in inside.door.said(GRANIT)[0]
    assert inside.bench.media.names() == set()


async def test_what_is_tried_again_is_the_same_message_with_the_same_bytes(inside: Inside) -> None:
    await _typed(inside, "!donne du pain")
    inside.door.troubles[GRANIT] = [AWAY, AWAY]
    for _ in range(4):
        await inside.postman.send_all()
        inside.wall.forward(minutes=2)
    assert [attempt.file.data for attempt in inside.door.attempts[:3] if attempt.file] == [b"du pain"] * 3
    assert len({attempt.txn_id for attempt in inside.door.attempts[:3]}) == 1
    assert len(_given(inside)) == 2


async def test_the_next_process_sends_what_one_that_died_had_claimed(inside: Inside) -> None:
    await _typed(inside, "!donne du pain")
    async with inside.bench.transaction() as session:
        assert await Delivery(session, inside.account_id).claim(1, inside.wall.now())
    async with inside.bench.transaction() as session:  # as at a start
        inside.bench.media.sweep(await spoken_of(session))
    await Postman(inside.bench, inside.intake, inside.door).send_all()
    assert _given(inside)[0][2] == b"du pain"


async def test_what_fails_afterwards_gives_no_file_and_leaves_none(inside: Inside) -> None:
    await _typed(inside, "!donne casse")
    await inside.postman.send_all()
    assert _given(inside) == [] and "réf." in inside.door.said(GRANIT)[0]
    async with inside.bench.transaction() as session:
        assert await spoken_of(session) == set()
        assert await inside.intake.hearing.unspoken(session) == inside.bench.media.names() != set()


async def test_a_command_deleted_in_time_takes_its_files_back(inside: Inside) -> None:
    await _typed(inside, "!donne du pain")
    await _typed(inside, "", "$2", kind=Heard.REDACTION, target="$1")
    await inside.postman.send_all()
    assert (_given(inside), inside.bench.media.names()) == ([], set())


async def test_a_command_deleted_later_takes_its_files_out_of_the_room(inside: Inside) -> None:
    await _typed(inside, "!donne du pain")
    await inside.postman.send_all()
    await _typed(inside, "", "$2", kind=Heard.REDACTION, target="$1")
    await inside.postman.send_all()
    assert [event.target for event in inside.door.events.values() if event.target] == ["$sent0", "$sent1"]


async def test_what_may_have_arrived_leaves_without_its_file_once_its_command_is_deleted(inside: Inside) -> None:
    await _typed(inside, "!donne du pain")
    inside.door.troubles[GRANIT] = [AWAY]
    await inside.postman.send_all()
    await _typed(inside, "", "$2", kind=Heard.REDACTION, target="$1")
    inside.wall.forward(minutes=2)
    await inside.postman.send_all()
    assert _given(inside) == [] and inside.door.said(GRANIT)[0] == "…"
    assert inside.bench.media.names() == set()


async def test_a_file_that_is_lost_or_refused_is_said_in_the_tisseuses_room(inside: Inside) -> None:
    await _typed(inside, "!donne du pain", room_id=OFFICE)
    inside.bench.media.erase_all(inside.bench.media.names())
    inside.door.troubles[OFFICE] = []
    await inside.postman.send_all()
    assert [row.state for row in await inside.outbox()] == ["dead", "dead", "sent", "sent"]
    assert "mot.txt" in inside.door.said(OFFICE)[0] and "its file is not there" in inside.door.said(OFFICE)[0]
    await _typed(inside, "!donne du pain", "$2", room_id=OFFICE)
    inside.door.troubles[OFFICE] = [DeliveryRefused("HTTP 413 M_TOO_LARGE")]
    await inside.postman.send_all()
    assert "413" in inside.door.said(OFFICE)[-1]


async def test_a_night_later_no_file_is_left_of_what_never_left(inside: Inside) -> None:
    await _typed(inside, "!donne du pain")
    inside.door.troubles[GRANIT] = [DeliveryRefused("HTTP 413")] * 2
    await inside.postman.send_all()
    assert len(inside.bench.media.names()) == 2
    async with inside.bench.transaction() as session:
        await Queues(session, inside.account_id).sweep(inside.wall.now() + dt.timedelta(days=2))
        await inside.intake.hearing.forget(await inside.intake.hearing.unspoken(session))
    assert inside.bench.media.names() == set()


def test_what_a_transaction_under_way_has_put_is_not_swept(tmp_path: Path) -> None:
    for folder in (MediaFolder(tmp_path / "media", Seal.fresh()), MediaFolder(None, Seal.fresh())):
        with folder.filing() as filing:
            name = filing.put(b"du pain")
            folder.sweep(())
            assert folder.get(name) == b"du pain" and folder.settled() == set()
        assert folder.settled() == {name}


def test_on_the_disk_it_is_sealed(tmp_path: Path) -> None:
    folder = MediaFolder(tmp_path / "media", Seal.fresh())
    with folder.filing() as filing:
        filing.put(b"du pain" * 100)
    [file] = (tmp_path / "media").iterdir()
    assert b"du pain" not in file.read_bytes() and file.stat().st_mode & 0o077 == 0

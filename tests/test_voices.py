"""Voices: fetched, looked at, kept sealed beside the database, and gone with their trace."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.hearing import Hearing, VoiceLost, VoiceTooLarge
from bot.transport import Media
from storage.errors import WrongKey
from storage.media import LARGEST, MediaFolder, MediaGone, sound_of, write_whole
from storage.sealing import Seal
from storage.visit import NotHeard
from tests.playing import Heard, Play, full, playing
from tests.tracing import MORVAN, TRABOULE, alone, said, state, trace

OGG = b"OggS" + os.urandom(2000)
SOUNDS = {
    "ogg": OGG,
    "m4a": b"\x00\x00\x00\x20ftypM4A " + os.urandom(200),
    "mp3": b"ID3\x04" + os.urandom(200),
    "wav": b"RIFF\x24\x08\x00\x00WAVEfmt " + os.urandom(200),
    "webm": b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\x82\x84webm" + os.urandom(200),
}


@pytest.fixture
async def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Play]:
    """A rehearsal on a file, with a voice beside it."""
    monkeypatch.chdir(tmp_path)
    put("voice.ogg", OGG)
    async with playing(f"sqlite:///{tmp_path}/navette.db") as play:
        yield play


def put(name: str, content: bytes) -> None:
    """A file that a line may name."""
    Path(name).write_bytes(content)


async def speaks(play: Play, who: str, room: str, path: str = "voice.ogg", **more: Any) -> Heard:
    """A voice message."""
    return await play.line(room=room, sender=full(who), voice=path, id="$voice", **more)


def kept(folder: Path) -> list[Path]:
    """What stands in the folder of voices."""
    return sorted((folder / "navette.db.media").glob("*"))


# ── from a voice to a trace ──


async def test_after_the_command_a_voice_is_a_trace(stage: Play, tmp_path: Path) -> None:
    await stage.says("theo", TRABOULE, "!trace", id="$asked")
    heard = await speaks(stage, "theo", TRABOULE, thread="$asked")
    assert (heard.outcome, heard.command, said(heard)) == ("asked", "note", ["ShareFurther"])
    found = await trace(stage, "R25")
    assert found is not None and (found["format"], found["state"]) == ("audio", "shared_ilot")
    assert found["attachment"].startswith("mxc://")
    [file] = kept(tmp_path)
    assert found["media"] == file.name.removesuffix(".sealed")
    assert OGG not in file.read_bytes() and file.stat().st_mode & 0o077 == 0
    assert stage.bot.bench.media.get(file.name.removesuffix(".sealed")) == OGG


async def test_a_reply_to_anything_the_bot_said_in_the_ilots_room_is_a_trace(stage: Play) -> None:
    told = (await stage.says("theo", TRABOULE, "!aide")).lines[0]["id"]
    assert said(await speaks(stage, "theo", TRABOULE, reply_to=told)) == ["ShareFurther"]


async def test_in_private_after_the_command_it_is_for_oneself(stage: Play) -> None:
    await stage.says("theo", alone("theo"), "trace")
    assert said(await speaks(stage, "theo", alone("theo"))) == ["KeptPrivate"]
    assert await state(stage, "R25") == "private"


@pytest.mark.parametrize("more", [{}, {"reply_to": "$chat"}, {"thread": "$chat"}])
async def test_other_voices_of_a_room_are_neither_fetched_nor_kept(
    stage: Play, tmp_path: Path, more: dict[str, str]
) -> None:
    await stage.says("ines", TRABOULE, "bonjour", id="$chat")
    heard = await speaks(stage, "theo", TRABOULE, **more)
    assert (heard.outcome, heard.lines, kept(tmp_path)) == ("ignored", [], [])
    assert not (tmp_path / "navette.db.media").exists()


async def test_a_voice_in_private_that_nobody_asked_for_is_not_kept(stage: Play, tmp_path: Path) -> None:
    assert said(await speaks(stage, "theo", alone("theo"))) == ["HowVoicesWork"]
    assert not (tmp_path / "navette.db.media").exists()
    assert await trace(stage, "R25") is None


async def test_who_is_no_member_is_not_listened_to(stage: Play, tmp_path: Path) -> None:
    await stage.line(room="room:atelier", sender=full("lou"), invite=True, encrypted=True)
    await stage.line(room=MORVAN, sender=full("lou"), join=True)
    await stage.line(room=MORVAN, sender=full("lou"), join=False)
    assert said(await speaks(stage, "lou", alone("lou"))) == ["MembersOnly"]
    assert kept(tmp_path) == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7 a letter", "Je n'entends rien"),
        (b"OggS" + bytes(LARGEST), "trop long"),
        (None, "pas pu récupérer"),
    ],
    ids=["no sound", "too large", "not there"],
)
async def test_what_cannot_be_kept_is_said_and_may_be_sent_again(
    stage: Play, tmp_path: Path, content: bytes | None, why: str
) -> None:
    if content is not None:
        put("other.ogg", content)
    await stage.says("theo", TRABOULE, "!trace", id="$asked")
    heard = await speaks(stage, "theo", TRABOULE, "other.ogg", thread="$asked")
    assert (heard.outcome, why in heard.text, kept(tmp_path)) == ("refused", True, [])
    again = await stage.line(room=TRABOULE, sender=full("theo"), voice="voice.ogg", thread="$asked")
    assert said(again) == ["ShareFurther"]


async def test_deleting_the_voice_message_erases_its_trace_and_its_file(stage: Play, tmp_path: Path) -> None:
    await stage.says("theo", TRABOULE, "!trace", id="$asked")
    await speaks(stage, "theo", TRABOULE, thread="$asked")
    assert len(kept(tmp_path)) == 1
    await stage.line(sender=full("theo"), redact="$voice")
    assert (await trace(stage, "R25"), kept(tmp_path)) == (None, [])


async def test_what_a_process_that_died_left_without_a_trace_goes_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    put("voice.ogg", OGG)
    url = f"sqlite:///{tmp_path}/navette.db"
    async with playing(url) as play:
        await play.says("theo", TRABOULE, "!trace", id="$asked")
        await speaks(play, "theo", TRABOULE, thread="$asked")
        play.bot.bench.media.put(b"OggS of nobody")
        (tmp_path / "navette.db.media" / "half.sealed.new").write_bytes(b"half")
        assert len(kept(tmp_path)) == 3
    async with playing(url, None):
        assert len(kept(tmp_path)) == 1


# ── the folder ──


@pytest.mark.parametrize("suffix", SOUNDS)
def test_a_sound_is_known_by_its_first_bytes(suffix: str) -> None:
    found = sound_of(SOUNDS[suffix])
    assert found is not None and found.suffix == suffix


@pytest.mark.parametrize(
    "data", [b"", b"%PDF", b"\xff\xd8\xff\xe0 a picture", b"RIFF    WEBP", b"\x1a\x45\xdf\xa3 matroska", b"<html>"]
)
def test_what_is_no_sound_is_none(data: bytes) -> None:
    assert sound_of(data) is None


@pytest.mark.parametrize("on_disk", [True, False])
def test_what_was_put_comes_back_until_it_is_swept(tmp_path: Path, *, on_disk: bool) -> None:
    folder = MediaFolder(tmp_path / "media" if on_disk else None, Seal.fresh())
    first, second = folder.put(OGG), folder.put(b"OggS")
    folder.sweep([second])
    assert (folder.names(), folder.get(second)) == ({second}, b"OggS")
    with pytest.raises(MediaGone):
        folder.get(first)


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    name = MediaFolder(tmp_path / "media", Seal.fresh()).put(OGG)
    with pytest.raises(WrongKey):
        MediaFolder(tmp_path / "media", Seal.fresh()).get(name)


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "recueil.md"
    write_whole(file, b"before")
    monkeypatch.setattr(os, "fsync", _fails)
    with pytest.raises(OSError, match="full"):
        write_whole(file, b"after")
    assert file.read_bytes() == b"before"


def _fails(_descriptor: int) -> None:
    raise OSError("the disk is full")


@pytest.mark.parametrize(
    ("trouble", "why"),
    [
        (VoiceTooLarge(), NotHeard.TOO_LARGE),
        (VoiceLost("HTTP 404"), NotHeard.OUT_OF_REACH),
        (TimeoutError(), NotHeard.OUT_OF_REACH),
    ],
)
async def test_trouble_of_the_door_is_an_answer_and_no_fault(trouble: Exception, why: NotHeard) -> None:
    async def fetch(_media: Media, _largest: int) -> bytes:
        raise trouble

    hearing = Hearing(MediaFolder(None, Seal.fresh()))
    assert (await hearing.hear(Media("mxc://x/y"))).not_heard is NotHeard.OUT_OF_REACH  # no door yet
    hearing.fetch = fetch
    assert (await hearing.hear(Media("mxc://x/y"))).not_heard is why

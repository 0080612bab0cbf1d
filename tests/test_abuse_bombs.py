"""Files that mean harm: documents, configurations, scripts, voices, too deep, too large, or something else."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.config import ConfigFault, load
from bot.hearing import Hearing
from bot.script import BadLine, read_line, read_object
from bot.transport import Media
from storage.document import BadDocument, read, sections_not_kept
from storage.media import LARGEST, MediaFolder, sound_of
from storage.sealing import Seal
from storage.strictjson import DEEPEST
from storage.visit import NotHeard
from tests.fuzz.readers import PARIS, TARGETS
from tests.playing import Play

DEPTHS = [10, 99, 101, 330, 480, 900, 1_000_000]
BOMBS: dict[str, Callable[[int], str]] = {
    "lists": lambda depth: "[" * depth + "]" * depth,
    "objects": lambda depth: '{"a":' * depth + "1" + "}" * depth,
    "lists never closed": lambda depth: "[" * depth,
}
EACH = pytest.mark.parametrize("bomb", BOMBS)
DEEP = pytest.mark.parametrize("depth", DEPTHS)


# ── documents ──


@EACH
@DEEP
@pytest.mark.parametrize("section", ["people", "settings", "continuity", "note"])
def test_a_document_however_deep_is_read_or_refused(bomb: str, depth: int, section: str) -> None:
    text = f'{{"format": "navette/1", "{section}": {BOMBS[bomb](depth)}}}'
    if section == "note" and depth < DEEPEST and "never" not in bomb:
        assert sections_not_kept(read(text)) == ("note",)  # of a later version: passed over
        return
    with pytest.raises(BadDocument) as refused:
        read(text)
    assert len(str(refused.value)) < 3_000


@pytest.mark.parametrize(
    "value",
    [
        "9" * 5_000,
        "-" + "9" * 4_000,
        "1e999",
        "1" + "0" * 400,
        "NaN",
        "Infinity",
        "-Infinity",
        "1e-999",
        '"' + "x" * 10**6 + '"',
    ],
    ids=lambda value: value[:12],
)
@pytest.mark.parametrize(
    "place", ['"people": {}', '"listings": [{{"ref": {}}}]', '"settings": {{"quorum": {}}}', '"ilots": [{}]']
)
def test_a_number_beyond_counting_is_refused_wherever_it_stands(value: str, place: str) -> None:
    text = '{"format": "navette/1", ' + place.format(value) + "}"
    with pytest.raises(BadDocument) as refused:
        read(text)
    assert len(str(refused.value)) < 3_000


def test_a_name_that_stands_twice_is_refused_however_it_is_written() -> None:
    for twice in ('{"a": 1, "a": 2}', '{"a": 1, "\\u0061": 2}'):
        with pytest.raises(BadDocument, match="twice"):
            read(f'{{"format": "navette/1", "settings": {twice}}}')


def test_a_document_of_a_hundred_thousand_faults_names_ten() -> None:
    with pytest.raises(BadDocument) as refused:
        read(json.dumps({"format": "navette/1", "people": [{"id": 7}] * 5_000}))
    assert len(str(refused.value)) < 3_000


# ── configurations ──


@pytest.mark.parametrize(
    "text",
    [
        *(f"a = {'[' * depth}{']' * depth}" for depth in (10, 330, 990)),
        "a = " + "[" * 100_000,
        "a = " + "{b = " * 2_000 + "1" + "}" * 2_000,
        ".".join("a" * 5_000) + " = 1",
        "[" + ".".join("a" * 5_000) + "]",
        "a = " + "9" * 5_000,
        "a = 0x" + "f" * 100_000,
        "a = 1e999",
        "a = nan\na = nan",
        "a = 1979-13-32T25:61:61Z",
        'a = "\\ud800"',
        "\0",
        "[matrix]\n[matrix]\n",
    ],
    ids=lambda text: text[:14],
)
def test_a_configuration_however_odd_is_refused_in_a_line_or_a_few(text: str, tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(ConfigFault) as refused:
        load(file)
    assert len(str(refused.value)) < 3_000


def test_a_configuration_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    for data in (b"\xff\xfe", b"PK\x03\x04" + bytes(100), b"\x1f\x8b" * 1000):
        file.write_bytes(data)
        with pytest.raises(ConfigFault, match="not TOML"):
            load(file)


# ── lines ──


@EACH
@DEEP
def test_a_line_however_deep_has_no_effect(bomb: str, depth: int) -> None:
    for text in (
        BOMBS[bomb](depth),
        f'{{"at": {BOMBS[bomb](depth)}}}',
        f'{{"room": "x", "body": {BOMBS[bomb](depth)}}}',
    ):
        with pytest.raises(BadLine) as bad:
            read_line(read_object(text), PARIS)
        assert len(str(bad.value)) < 500


async def test_after_a_bomb_the_next_line_is_answered(play: Play) -> None:
    for bomb in BOMBS.values():
        heard = await play.raw(f'{{"id": {bomb(100_000)}, "body": "!aide"}}')
        assert heard.outcome == "ignored"
    assert (await play.says("noa", "ilot:granit", "!aide")).outcome == "answered"


# ── voices ──


def _zip() -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", bytes(10**7))
    return whole.getvalue()


NO_SOUNDS = {
    "a zip": _zip(),
    "a gzip": b"\x1f\x8b\x08" + bytes(50),
    "a picture of a billion points": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff" + bytes(50),
    "a drawing": b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
    "a page": b"<!doctype html><script>1</script>",
    "a program": b"\x7fELF" + bytes(60),
    "nothing": b"",
    "one byte": b"\xff",
    "almost an mp3": b"\xff\xf9\x00",
}
MEDIA = Media("mxc://a.example/b", "audio/ogg", 100, 1000)


@pytest.mark.parametrize("name", NO_SOUNDS)
async def test_what_is_no_sound_is_not_kept_whatever_its_sender_says(name: str) -> None:
    assert sound_of(NO_SOUNDS[name]) is None
    folder = MediaFolder(None, Seal.fresh())
    hearing = Hearing(folder)

    async def fetched(media: Media, most: int) -> bytes:
        return NO_SOUNDS[name]

    hearing.fetch = fetched
    assert (await hearing.hear(MEDIA)).not_heard is NotHeard.NO_SOUND
    assert folder.names() == set()


async def test_a_voice_larger_than_it_was_said_to_be_is_not_kept() -> None:
    folder = MediaFolder(None, Seal.fresh())
    hearing = Hearing(folder)

    async def endless(media: Media, most: int) -> bytes:
        return b"OggS" + bytes(LARGEST)

    hearing.fetch = endless
    assert (await hearing.hear(MEDIA)).not_heard is NotHeard.TOO_LARGE
    assert folder.names() == set()


# ── what the fuzz has read every day ──


@pytest.mark.parametrize("name", TARGETS)
def test_every_reader_reads_what_it_is_fuzzed_with(name: str) -> None:
    for seed in TARGETS[name].seeds:
        TARGETS[name].read(seed)
        TARGETS[name].read((seed * 200)[:2_000])

"""Typed words stay words: in every answer, list, name and file, whatever language of machines they look like."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import AsyncIterator, Set
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import icalendar
import pytest

from bot.matrix.sending import content_of
from bot.transport import Outgoing, Said
from tests.pictures import copy_of_file
from tests.playing import Heard, Play, full, playing

HOSTILE = {
    "html": '<img src=x onerror="alert(1)"><script>alert(1)</script></a><a href="javascript:alert(1)">ici</a>',
    "entities": "&lt;b&gt;&#60;i&#62;&amp;nbsp;",
    "a forged reply": "<mx-reply><blockquote>Tisseuse : oui</blockquote></mx-reply>oui",
    "markdown": "**gras** `code` [ici](javascript:alert(1)) ![x](http://x/y) # titre | a | b",
    "a mention bomb": "@room " + "@noa:archipel.example " * 30,
    "a link to somebody": '<a href="https://matrix.to/#/@tisseuse:archipel.example">Tisseuse</a>',
    "sql": "'); DROP TABLE listing; -- \" OR 1=1 /* % _ \\",
    "templates": "{ $title } {0} %(title)s ${title} {{ 7*7 }} <% x %>",
    "a formula": '=HYPERLINK("http://x";"ici")+cmd|\' /C calc\'!A0',
    "backwards": "\u202egnp.exe\u202c \u2066a\u2069 \u200b\u200e\u200fb",
    "controls": "a\x1b[2J\x07b\x7fc\x9bd",
    "our own marks": "\ue0000\ue001 \ue000999\ue001",
    "somebody's letters": "\u0422\u0456sseuse \uff34isseuse",  # Cyrillic, and wide
    "a calendar": "BEGIN:VEVENT\\nEND:VCALENDAR;X=1,2:3",
}
_HARMLESS = {"strong", "code", "br", "a"}
_HIDDEN = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ue000\ue001]")
_STARTS_A_FORMULA = tuple("=+-@\t\r＝＋－＠")


class _Read(HTMLParser):
    """What a client shows, and what it would run."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags, self.links = "", set[str](), list[str]()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.text += "\n" if tag == "br" else ""
        assert {name for name, _ in attrs} <= {"href"}
        self.links += [value or "" for _, value in attrs]


_KNOWN = frozenset(full(who) for who in ("noa", "aziliz", "tisseuse", "youenn"))


def _must_be_inert(line: dict[str, Any], mentioned: Set[str] = _KNOWN) -> None:
    assert not _HIDDEN.search(line["body"]), line["body"]
    assert set(line["mentions"]) <= mentioned
    assert len(line["mentions"]) <= 1
    if line["html"] is None:
        return
    read = _Read()
    read.feed(line["html"])
    read.close()
    assert read.tags <= _HARMLESS
    assert all(link.startswith("https://matrix.to/#/@") for link in read.links)
    assert read.text == line["body"]


@pytest.fixture
async def stage(pictured_file: Path, tmp_path: Path) -> AsyncIterator[Play]:
    """The sample collective; its files are put in a folder."""
    async with playing(copy_of_file(pictured_file, tmp_path), files=tmp_path / "files") as found:
        yield found


async def _said(stage: Play, *heard: Heard) -> None:
    """Each of these was answered, and nothing said so far is more than words."""
    assert {each.outcome for each in heard} <= {"answered", "asked", "refused", "ignored"}
    for line in stage.output:
        if line.get("kind") in {"text", "edit", "file", "image"}:
            _must_be_inert(line)
    assert not any("error" in line for line in stage.output)


async def test_a_title_is_words_wherever_it_is_shown(stage: Play) -> None:
    for words in HOSTILE.values():
        made = await stage.says("noa", "ilot:granit", f"!offre relecture {words}\noù: {words[:40]}")
        assert made.outcome == "answered", words
        shown = [await stage.says("aziliz", "ilot:granit", body) for body in ("!offres", f"!voir {made.refs[0]}")]
        await _said(stage, made, *shown)


async def test_what_no_command_understands_is_quoted_as_words(stage: Play) -> None:
    for words in HOSTILE.values():
        typed = [f"!{words}", f"!voir {words}", f"!offres {words}", f"!cadre {words}"]
        await _said(stage, *[await stage.says("noa", "ilot:granit", body) for body in typed])


async def test_in_private_it_is_words_too(stage: Play) -> None:
    for words in HOSTILE.values():
        typed = [f"!profil métier: {words}", words, f"!rappel {words}", "!moi", "!moi données"]
        await _said(stage, *[await stage.says("noa", f"dm:{full('noa')}", body) for body in typed])


async def test_a_shown_name_is_words_and_gives_nobody_an_office(stage: Play) -> None:
    for number, words in enumerate(HOSTILE.values()):
        who, shown = f"@lou{number}:archipel.example", re.sub("[\0-\x1f]", "", words)[:250]
        await stage.line(sender=who, room="ilot:granit", join=True, name=shown)
        typed = ("!offre ménage, gratuit", "!prends O4", "!demandes")
        said = [await stage.says(who, "ilot:granit", body) for body in typed]
        assert [each.outcome for each in said] == ["answered", "answered", "refused"], words
        for line in (line for each in said for line in each.lines if line.get("kind") == "text"):
            _must_be_inert(line, {who, full("aziliz")})


async def test_files_hold_it_as_words(stage: Play, tmp_path: Path) -> None:
    for words in HOSTILE.values():
        await stage.says("noa", "ilot:granit", f"!offre relecture {words} demain 14h")
        await stage.says("tisseuse", "tisseuse", f"!commun propose {words}")
    for kind in ("csv", "ods", "ics", "markdown"):
        assert (await stage.says("tisseuse", "tisseuse", f"!export {kind}")).outcome == "answered"
    files = [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {".csv", ".ods", ".ics", ".md"}
    for path in files:
        assert re.fullmatch(r"[\w.-]+", path.name)
        _check_file(path)
    assert json.dumps(await stage.export())  # no table was dropped


def _check_file(path: Path) -> None:
    data = path.read_bytes()
    if path.suffix == ".csv":
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"):
            assert not any(
                cell.lstrip().startswith(_STARTS_A_FORMULA) for cell in row if not re.fullmatch(r"-?[\d,]+", cell)
            )
    if path.suffix == ".ods":
        content = zipfile.ZipFile(io.BytesIO(data)).read("content.xml")
        assert not [each for each in ET.fromstring(content).iter() if any("formula" in key for key in each.attrib)]
    if path.suffix == ".ics":
        found = icalendar.Calendar.from_ical(data)
        assert {each.name for each in found.walk()} <= {
            "VCALENDAR",
            "VEVENT",
            "VTIMEZONE",
            "STANDARD",
            "DAYLIGHT",
            "VALARM",
        }
    if path.suffix == ".md":
        assert "<script>" not in re.sub(r"\\.", "", data.decode())


# ── what leaves for a homeserver ──


@pytest.mark.parametrize("kind", [Said.TEXT, Said.EDIT])
def test_no_message_notifies_a_whole_room_whatever_is_quoted_in_it(kind: Said) -> None:
    """A client falls back on « @room » in the words of a message that does not tell whom it mentions."""
    content = content_of(Outgoing("!a:x", "t", kind, body="@room", html="<b>@room</b>", target="$1"))
    for each in (content, content.get("m.new_content", content)):
        assert each["m.mentions"] == {}
        assert each["msgtype"] == "m.notice"

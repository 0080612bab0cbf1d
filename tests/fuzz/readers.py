"""Every reader, as something that takes a text: it reads, refuses in its own words, or has been found out."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.config import ConfigFault, parsed
from bot.markup import Slots, to_text
from bot.matrix import reading
from bot.script import BadLine, read_line, read_object
from bot.transport import Incoming
from commands.distress import is_distress
from commands.exports.ods import ods
from commands.exports.tables import as_csv, as_markdown
from commands.fund import reading as fund
from commands.kit.dialogue import number, word_of
from commands.kit.message import Refusal
from commands.kit.periods import PeriodToCome, UnreadablePeriod, read_period
from commands.kit.reading import (
    KIND,
    PERMANENT,
    PLACE,
    PRICE,
    REACH,
    SPAN,
    UNTIL,
    DateDoubt,
    Reader,
    Sight,
    Unreadable,
    find_refs,
    first_amount,
    fold,
    read_command,
    tidy,
)
from commands.kit.sheets import Table
from commands.reflection.reading import NoEnd, NoRhythm, other_moment, period, rhythm
from commands.registry import COMMANDS
from commands.solidarity import reading as solidarity
from commands.tisseuse.rules import value_in
from storage.document import BadDocument
from storage.document import read as read_document
from storage.errors import BrokenRule
from storage.media import sound_of
from storage.settings import RULES

PARIS = ZoneInfo("Europe/Paris")
DATA = Path(__file__).parent.parent / "data"
BOT, ROOM = "@navette:archipel.example", "!granit:archipel.example"
NOWS = (
    dt.datetime(2021, 4, 14, 10, 30, tzinfo=PARIS),
    dt.datetime(2024, 2, 29, 23, 59, tzinfo=PARIS),
    dt.datetime(2027, 3, 28, 1, 59, tzinfo=PARIS),  # an hour that is none follows
    dt.datetime(2021, 12, 31, 0, 0, tzinfo=PARIS),
)
REFUSED = (Refusal, BrokenRule, DateDoubt, Unreadable)  # what a reader of words may raise: each is worded


@dataclass(frozen=True)
class Target:
    """One reader: it raises for what it should not have done with a text. `seeds` are what it reads every day."""

    name: str
    read: Callable[[str], object]
    seeds: tuple[str, ...]


def _seen(text: str) -> tuple[Sight, str]:
    """One of several hours, by the first character; and what is typed at it."""
    now = NOWS[ord(text[0]) % len(NOWS)] if text else NOWS[0]
    return Sight(now=now, places=frozenset({"quimper", "saint-brieuc", "rennes"})), text[1:]


# ── words ──


def commands(text: str) -> None:
    """The arguments of whichever command the text begins with."""
    sight, typed = _seen(text)
    called = read_command(typed)
    if called is None:
        return
    for command in COMMANDS:
        if fold(called.word) in {fold(command.name), fold(command.english)}:
            with suppress(*REFUSED):
                command.args.read(command.meaning(called.word, called.text), sight, command.name)


def _values(*readers: Reader[Any]) -> Callable[[str], None]:
    def read(text: str) -> None:
        sight, typed = _seen(text)
        for reader in readers:
            with suppress(*REFUSED):
                reader.whole(typed, sight)
            with suppress(*REFUSED):
                found = reader.tail(typed, sight)
                assert found is None or 0 <= found.start <= len(typed), "a value stands where there is no text"

    return read


def amounts(text: str) -> None:
    """Money: never less than none, and never more than is counted."""
    cents = first_amount(text)
    assert cents is None or 0 <= cents < 10**12, f"{cents} cents"
    _values(PRICE)(text)
    fund.without_amount(text)


def rhythms(text: str) -> None:
    """What stands behind `!temps`."""
    sight, typed = _seen(text)
    for reads in (rhythm, other_moment, period):
        with suppress(NoRhythm, NoEnd, *REFUSED):
            reads(typed, sight)


def periods(text: str) -> None:
    """What stands behind `!bilan`."""
    sight, typed = _seen(text)
    with suppress(UnreadablePeriod, PeriodToCome):
        found = read_period(typed, sight.today)
        assert found.first <= found.last, "it ends before it begins"


def answers(text: str) -> None:
    """What is said in private to the fund, to solidarity, and to any question."""
    sight, typed = _seen(text)
    solidarity.need_in(typed), solidarity.within_in(typed), solidarity.request_in(typed)
    solidarity.too_telling(typed, ["Îlot Granit", "Noa"])
    fund.nature_in(typed), fund.verdict_in(typed), fund.line_in(typed, sight.today), fund.changes_in(typed)
    number(typed), word_of(typed), is_distress(typed), find_refs(typed)
    with suppress(*REFUSED):
        for rule in RULES:
            value_in(typed, rule, sight)


def folding(text: str) -> None:
    """Tidied words are tidy, and a folded word folds no further."""
    assert tidy(tidy(text)) == tidy(text), "tidied twice is not the same"
    assert fold(fold(text)) == fold(text), "folded twice is not the same"


# ── doors and files ──


def events(text: str) -> None:
    """JSON as a homeserver passes it on: heard, or not; and what is heard can be kept."""
    with suppress(ValueError, RecursionError):
        content = json.loads(text)
        for kind in reading._WAYS:
            _hear({"type": kind, "content": content, "sender": "@noa:archipel.example", "event_id": "$1"})
            _hear({"type": kind, "content": content, "sender": "@x:y", "event_id": "$2", "state_key": ""})
        if isinstance(content, dict):
            _hear(content)


def _hear(event: reading.Event) -> None:
    try:
        found = reading.heard(event, ROOM, BOT)
        reading.echo(event, ROOM, BOT), reading.own_membership(event, BOT), reading.name_of([event])
    except (ValueError, RecursionError) as error:  # of ours, not of the JSON's
        raise AssertionError(f"an event that hurts: {error!r}") from error
    if found is not None:
        kept = json.loads(json.dumps(found.as_json(), ensure_ascii=False).encode())
        where: dict[str, Any] = {
            "event_id": found.event_id,
            "room_id": found.room_id,
            "sender": found.sender,
            "at": found.at,
        }
        assert Incoming.from_json(kept, **where) == found, "it does not come back as it was kept"


def script(text: str) -> None:
    """A line of the rehearsal."""
    with suppress(BadLine):
        read_line(read_object(text), PARIS)


def documents(text: str) -> None:
    """A document to be imported."""
    with suppress(BadDocument):
        read_document(text)


def changed_documents(text: str) -> None:
    """The sample, in which something else stands at the places to which the text leads."""
    value = json.loads(_SAMPLE)
    for steps in text[:60].split("/"):
        _change(value, steps)
    with suppress(BadDocument):
        read_document(json.dumps(value))


def _change(value: Any, steps: str) -> None:
    """Each character is a step further in; the last one says what is put there."""
    for step in steps[:-2]:
        names = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
        if not names or not isinstance(value[names[ord(step) % len(names)]], dict | list):
            break
        value = value[names[ord(step) % len(names)]]
    if len(steps) > 1 and value:
        names = list(value) if isinstance(value, dict) else list(range(len(value)))
        value[names[ord(steps[-2]) % len(names)]] = _ODD[ord(steps[-1]) % len(_ODD)]


def configurations(text: str) -> None:
    """A configuration file."""
    with suppress(ConfigFault):
        parsed(text, Path("config.toml"))


def sounds(text: str) -> None:
    """The beginning of a file that is said to be a voice."""
    sound_of(text.encode("utf-8", "surrogateescape"))


# ── what is written ──


class _Tags(HTMLParser):
    """Which there are."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add(tag)
        assert not {name for name, _ in attrs} - {"href"}, attrs
        assert all((value or "").startswith("https://matrix.to/#/") for _, value in attrs), attrs


def markup(text: str) -> None:
    """What is typed is text, wherever it stands; nobody's name or account is more than that."""
    slots = Slots()
    words = f"**{slots.keep(text)}** · `!voir` {slots.mention(text or '@a:b', text)}"
    tags, said = _Tags(), to_text(words, slots)
    tags.feed(said.html or "")
    tags.close()
    assert tags.found <= {"strong", "code", "br", "a"}, tags.found
    assert "\u202e" not in said.body and "\ue000" not in said.body


def tables(text: str) -> None:
    """A cell is text in every kind of file."""
    table = Table("essai", "Essai", ("titre",), ((text,),))
    [_, [cell]] = csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig"), newline=""), delimiter=";")
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@")), "a formula"
    rows = as_markdown("Essai", [table]).decode("utf-8", "replace").split("\n")
    assert len(rows) == _ROWS, "a cell that is more than a line"
    ods([table])


_ROWS = len(as_markdown("Essai", [Table("essai", "Essai", ("titre",), (("x",),))]).decode().split("\n"))


# ── all of them ──


def _typed() -> tuple[str, ...]:
    cases = json.loads((DATA / "utterances.json").read_text("utf-8"))["cases"]
    return tuple(f"a{case['body']}" for case in cases if isinstance(case.get("body"), str))


def _small_documents() -> tuple[str, ...]:
    """The sample with two entries a section: what a change of one thing makes of it is seen."""
    whole = json.loads((DATA / "archipel.json").read_text("utf-8"))
    few = {name: value[:2] if isinstance(value, list) else value for name, value in whole.items()}
    return tuple(json.dumps({"format": "navette/1", name: few[name]}, ensure_ascii=False) for name in few)


_ODD: tuple[Any, ...] = (
    *(None, True, -1, 0, 2**31, 2**63, 10**30, 0.5, 1e308, "", " ", "\u202e", "x" * 300, [], {}, [[]], [None], {"": 0}),
    *("2021-04-31", "0001-01-01", "9999-12-31", "2021-04-14", "2021-04-14T10:00", "2021-04-14T10:00:00+02:00"),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "25:61", "24:00", "@noa:archipel.example", "O1", "R0"),
)
_SAMPLE = (DATA / "archipel.json").read_text("utf-8")
_TEXT = {"msgtype": "m.text", "body": "oui"}
_FILE = {"url": "mxc://a/b", "v": "v2", "iv": "AA", "key": {"k": "AA", "alg": "A256CTR"}, "hashes": {"sha256": "A"}}
_VOICE = {"msgtype": "m.audio", "org.matrix.msc3245.voice": {}, "body": "v", "info": {"duration": 1, "size": 9}}
_EVENTS = tuple(
    json.dumps(content, ensure_ascii=False)
    for content in (
        _TEXT | {"m.mentions": {"user_ids": [BOT]}},
        _TEXT | {"m.new_content": _TEXT, "m.relates_to": {"rel_type": "m.replace", "event_id": "$1"}},
        {"m.relates_to": {"rel_type": "m.annotation", "event_id": "$1", "key": "✋"}},
        {"membership": "join", "displayname": "Noa", "users": {BOT: "100"}, "redact": 50},
        _VOICE | {"file": _FILE},
    )
)
_NOA = {"sender": "@noa:a.example", "room": "ilot:granit"}
_LINES = tuple(
    json.dumps(line, ensure_ascii=False)
    for line in (
        _NOA | {"at": "2021-04-14T10:30:00+02:00", "id": "$1", "body": "!oui"},
        {"sender": "@noa:a.example", "react": "✋", "to": "$bot1"},
        _NOA | {"join": True, "name": "Noa"},
    )
)
_CONFIG = ('[matrix]\nhomeserver = "https://a.example"\n[collective]\nzone = "Europe/Paris"\nbots = ["@a:b"]\n',)
_SAID = (
    "ademain 14h",
    "adu 3 au 7 mai",
    "a50 à 80 € HT/jour",
    "aà Quimper ou à distance",
    "aun jeudi sur deux 14h-16h",
)
_ASKED = (
    "adu 1er janvier au 15 mars 2021",
    "aT1",
    "amars",
    "al'année dernière",
    "aR25",
    "a60 jours",
    "aversé 100 € B12",
)

TARGETS: dict[str, Target] = {
    target.name: target
    for target in (
        Target("commands", commands, _typed()),
        Target("dates", _values(SPAN, UNTIL, PERMANENT), _SAID),
        Target("amounts", amounts, _SAID),
        Target("places", _values(PLACE, REACH, KIND), _SAID),
        Target("rhythms", rhythms, _SAID),
        Target("periods", periods, _ASKED),
        Target("answers", answers, (*_SAID, *_ASKED)),
        Target("folding", folding, _SAID),
        Target("events", events, _EVENTS),
        Target("script", script, _LINES),
        Target("documents", documents, _small_documents()),
        Target("changed documents", changed_documents, ("éàa", "abc/def", "zzzz/yxw/aaa")),
        Target("configurations", configurations, _CONFIG),
        Target("sounds", sounds, ("OggS", "ID3", "RIFF....WAVE", "....ftyp")),
        Target("markup", markup, ("**a** `b` <i>c</i>", "@a:b\u202e")),
        Target("tables", tables, ("=1+1", "a;b\n|c")),
    )
}

"""A line of the rehearsal's script: read and checked whole, before any of it has an effect."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from bot.transport import Heard
from storage.strictjson import read_strictly

OWN_IDS = re.compile(r"\$(?:bot|unnamed)\d+")  # given by the stage: nobody else's event may bear them
LONGEST_NAME = 255
FIRST_YEAR, LAST_YEAR = 1970, 2999
NOTHING_TO_DO = "nothing to do: want at, body, react, edit, redact, join, invite, undecryptable, voice or export"

_USER_ID = re.compile(r"@[^\s:]+:\S+")
_ROOM = re.compile(r"tisseuse|(?:ilot|room):\S+|dm:@[^\s:]+:\S+")
_REPLY_QUOTE = re.compile(r"\A(?:>.*(?:\n|\Z))+\n?")  # what a client puts before a reply, as the Matrix door drops it
_UNSTORABLE = re.compile("[\0-\x1f\ud800-\udfff]")  # in a name; a text loses them, as any message does
_KINDS = {  # key → what it makes happen; `body` alone is a message
    "react": Heard.REACTION,
    "edit": Heard.EDIT,
    "redact": Heard.REDACTION,
    "join": Heard.JOIN,
    "invite": Heard.INVITE,
    "undecryptable": Heard.UNDECRYPTABLE,
    "voice": Heard.VOICE,
}
_FLAGS = ("join", "invite", "encrypted", "undecryptable", "export")
_NAMES = ("id", "room", "sender", "thread", "reply_to", "react", "to", "edit", "redact", "voice", "name")
_EVENTS = ("id", "thread", "reply_to", "to", "edit", "redact")
_KNOWN = frozenset(["at", "body", *_FLAGS, *_NAMES])


class BadLine(Exception):
    """The line has no effect; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody does. `room` is None where the target tells it."""

    kind: Heard
    sender: str
    room: str | None
    body: str = ""
    thread: str | None = None
    reply_to: str | None = None
    target: str | None = None
    emoji: str | None = None
    encrypted: bool = False
    name: str | None = None
    voice: str | None = None  # the path of its sound


@dataclass(frozen=True, slots=True)
class Line:
    """One line: perhaps the hour (aware UTC), then perhaps a deed, or the wish for an export."""

    id: str | None = None
    at: dt.datetime | None = None
    deed: Deed | None = None
    export: bool = False


def read_object(text: str) -> dict[str, Any]:
    """The JSON object of a line. Raises BadLine."""
    try:
        value = read_strictly(text)
    except json.JSONDecodeError as error:
        raise BadLine(f"not JSON: {error.msg} at column {error.colno}") from error
    except RecursionError as error:
        raise BadLine("not JSON that can be read: nested too deeply") from error
    except ValueError as error:
        raise BadLine(f"not JSON that can be read: {error}") from error
    if not isinstance(value, dict):
        raise BadLine("want one JSON object a line")
    return value


def id_of(value: dict[str, Any]) -> str | None:
    """The line's own id, when it is one: what `done` repeats, whatever else is wrong."""
    name = value.get("id")
    return name if isinstance(name, str) and name.startswith("$") else None


def read_line(value: dict[str, Any], zone: ZoneInfo) -> Line:
    """The line that an object means; an hour without an offset is read in `zone`. Raises BadLine."""
    _check_keys(value)
    at = _instant(value["at"], zone) if "at" in value else None
    export = value.get("export") is True
    deed = _deed(value)
    if export and deed is not None:
        raise BadLine("export: stands alone, or with at")
    if at is None and deed is None and not export:
        raise BadLine(NOTHING_TO_DO)
    return Line(id_of(value), at, deed, export)


def _check_keys(value: dict[str, Any]) -> None:
    unknown = sorted(set(value) - _KNOWN)
    if unknown:
        raise BadLine(f"{unknown[0][:40]}: unknown key; known keys: {', '.join(sorted(_KNOWN))}")
    for key in _FLAGS:
        if not isinstance(value.get(key, False), bool):
            raise BadLine(f"{key}: got {_shown(value[key])}, want true or false")
    for key in ("body", *_NAMES):
        if value.get(key) is not None:
            _check_text(key, value[key])
    if OWN_IDS.fullmatch(value.get("id") or ""):
        raise BadLine(f"id: {value['id']} is an id that the rehearsal gives itself")


def _check_text(key: str, text: Any) -> None:
    if not isinstance(text, str):
        raise BadLine(f"{key}: got {_shown(text)}, want text")
    if key == "body":
        return
    if not text or len(text) > LONGEST_NAME or _UNSTORABLE.search(text):
        raise BadLine(f"{key}: got {_shown(text)}, want 1 to {LONGEST_NAME} plain characters")
    if key in _EVENTS and not text.startswith("$"):
        raise BadLine(f"{key}: got {_shown(text)}, want the id of an event, which begins with $")


def _deed(value: dict[str, Any]) -> Deed | None:
    keys = [key for key in _KINDS if key in value and not (key in {"invite", "undecryptable"} and value[key] is False)]
    if len(keys) > 1:
        raise BadLine(f"{keys[0]} and {keys[1]}: one thing a line")
    if not keys and "body" not in value:
        if set(value) - {"at", "id", "export"}:
            raise BadLine(NOTHING_TO_DO)
        return None
    key = keys[0] if keys else "body"
    kind = Heard.MESSAGE if not keys else Heard.LEAVE if value.get("join") is False else _KINDS[key]
    for needed in (key, *({Heard.REACTION: ("to",), Heard.EDIT: ("body",)}.get(kind, ()))):
        if value.get(needed) is None:
            raise BadLine(f"{needed}: want text")
    target = value[{"react": "to"}.get(key, key)] if key in {"react", "edit", "redact"} else None
    return Deed(
        kind=kind,
        sender=_sender(value),
        room=_room(value, needed=target is None),
        body=_own_words(value),
        thread=value.get("thread"),
        reply_to=value.get("reply_to"),
        target=target,
        emoji=value.get("react"),
        encrypted=value.get("encrypted") is True,
        name=value.get("name"),
        voice=value.get("voice"),
    )


def _own_words(value: dict[str, Any]) -> str:
    """A reply without the quote of what it replies to."""
    body = value.get("body") or ""
    return _REPLY_QUOTE.sub("", body) if value.get("reply_to") else body


def _sender(value: dict[str, Any]) -> str:
    sender = value.get("sender")
    if not isinstance(sender, str) or not _USER_ID.fullmatch(sender):
        raise BadLine(f"sender: got {_shown(sender)}, want an account such as @noa:archipel.example")
    return sender


def _room(value: dict[str, Any], *, needed: bool) -> str | None:
    room = value.get("room")
    if room is None and not needed:
        return None
    if not isinstance(room, str) or not _ROOM.fullmatch(room):
        raise BadLine(f"room: got {_shown(room)}, want ilot:<slug>, tisseuse, dm:<user id> or room:<name>")
    return room


def _instant(value: Any, zone: ZoneInfo) -> dt.datetime:
    try:
        at = dt.datetime.fromisoformat(value)
        at = (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(dt.UTC)
    except (TypeError, ValueError, OverflowError) as error:
        raise BadLine(f"at: got {_shown(value)}, want an instant such as 2021-04-14T10:30:00+02:00") from error
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise BadLine(f"at: got {_shown(value)}, want a year from {FIRST_YEAR} to {LAST_YEAR}")
    return at


def _shown(value: Any) -> str:
    """As JSON, short, and never half a character."""
    shown = json.dumps(value)
    return shown if len(shown) <= 80 else shown[:79] + "…"

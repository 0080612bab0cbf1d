"""From a raw Matrix event to something heard. Pure."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from bot.transport import Echo, Heard, Incoming, Member

TXN_KEY = "org.navette.txn"
Event = dict[str, Any]
_REPLY_QUOTE = re.compile(r"^(?:> .*\n?)+\n?")


def heard(event: Event, room_id: str, own_id: str) -> Incoming | None:
    """What an event of somebody else says to us; None for what does not concern a bot."""
    if event.get("sender") == own_id or not isinstance(event.get("event_id"), str):
        return None
    ways = {
        "m.room.message": _message,
        "m.reaction": _reaction,
        "m.room.redaction": _redaction,
        "m.room.member": _membership,
        "m.room.tombstone": _tombstone,
    }
    way = ways.get(str(event.get("type")))
    if way is None or ("state_key" not in event) == (way in _STATE):
        return None
    fields = way(event, own_id)
    return None if fields is None else _incoming(event, room_id, **fields)


def echo(event: Event, own_id: str) -> Echo | None:
    """The proof that one of our own messages arrived."""
    if event.get("sender") != own_id:
        return None
    txn_id = _mapping(event.get("unsigned")).get("transaction_id") or _content(event).get(TXN_KEY)
    event_id = event.get("event_id")
    if not isinstance(txn_id, str) or not isinstance(event_id, str):
        return None
    return Echo(txn_id, event_id)


def own_membership(event: Event, own_id: str) -> str | None:
    """The bot's new membership, when the event changes it: « join », « leave », « ban »."""
    if event.get("type") != "m.room.member" or event.get("state_key") != own_id:
        return None
    now, before = _content(event).get("membership"), _previous(event).get("membership")
    return str(now) if now != before else None


def silences(event: Event, own_id: str) -> bool:
    """True for power levels under which the bot may not send messages."""
    if event.get("type") != "m.room.power_levels":
        return False
    content = _content(event)
    own = _level(_mapping(content.get("users")).get(own_id, content.get("users_default", 0)))
    needed = _level(_mapping(content.get("events")).get("m.room.message", content.get("events_default", 0)))
    return own < needed


def at(event: Event) -> dt.datetime:
    """When the sender's server says it happened (aware UTC)."""
    stamp = event.get("origin_server_ts")
    seconds = stamp / 1000 if isinstance(stamp, int | float) and 0 <= stamp < 4e12 else 0
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


# ── one kind each ──


def _message(event: Event, own_id: str) -> dict[str, Any] | None:
    content = _content(event)
    relation = _mapping(content.get("m.relates_to"))
    if relation.get("rel_type") == "m.replace":
        return _edit(content, relation)
    body = content.get("body")
    if content.get("msgtype") != "m.text" or not isinstance(body, str):
        return None  # notices are what bots say to each other
    reply_to = _real_reply(relation)
    return {
        "kind": Heard.MESSAGE,
        "body": _REPLY_QUOTE.sub("", body, count=1) if _reply(relation) else body,
        "thread": _text(relation.get("event_id")) if relation.get("rel_type") == "m.thread" else None,
        "reply_to": reply_to,
        "mentions_bot": own_id in _mentions(content),
    }


def _edit(content: Event, relation: Event) -> dict[str, Any] | None:
    new = _mapping(content.get("m.new_content"))
    body, target = new.get("body"), _text(relation.get("event_id"))
    if new.get("msgtype") != "m.text" or not isinstance(body, str) or target is None:
        return None
    return {"kind": Heard.EDIT, "body": body, "target": target}


def _reaction(event: Event, _own_id: str) -> dict[str, Any] | None:
    relation = _mapping(_content(event).get("m.relates_to"))
    target, emoji = _text(relation.get("event_id")), _text(relation.get("key"))
    if relation.get("rel_type") != "m.annotation" or target is None or emoji is None:
        return None
    return {"kind": Heard.REACTION, "target": target, "emoji": emoji}


def _redaction(event: Event, _own_id: str) -> dict[str, Any] | None:
    target = _text(event.get("redacts")) or _text(_content(event).get("redacts"))
    return None if target is None else {"kind": Heard.REDACTION, "target": target}


def _membership(event: Event, own_id: str) -> dict[str, Any] | None:
    """Somebody else came or went; a new name or picture is neither."""
    who = _text(event.get("state_key"))
    content = _content(event)
    now, before = content.get("membership"), _previous(event).get("membership")
    if who is None or who == own_id or now == before:
        return None
    member = Member(who, _text(content.get("displayname")))
    if now == "join":
        return {"kind": Heard.JOIN, "members": (member,)}
    if now in {"leave", "ban"} and before in {"join", None}:
        return {"kind": Heard.LEAVE, "members": (member,)}
    return None


def _tombstone(event: Event, _own_id: str) -> dict[str, Any] | None:
    """The homeserver let it through, so its sender had the power to."""
    successor = _text(_content(event).get("replacement_room"))
    return None if successor is None else {"kind": Heard.UPGRADED, "target": successor}


_STATE = {_membership, _tombstone}


def _incoming(event: Event, room_id: str, **fields: Any) -> Incoming:
    sender = str(event.get("state_key")) if fields["kind"] in {Heard.JOIN, Heard.LEAVE} else str(event["sender"])
    return Incoming(event_id=str(event["event_id"]), room_id=room_id, sender=sender, at=at(event), **fields)


# ── careful with what strangers send ──


def _content(event: Event) -> Event:
    return _mapping(event.get("content"))


def _previous(event: Event) -> Event:
    return _mapping(_mapping(event.get("unsigned")).get("prev_content") or event.get("prev_content"))


def _mapping(value: Any) -> Event:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _level(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _reply(relation: Event) -> str | None:
    return _text(_mapping(relation.get("m.in_reply_to")).get("event_id"))


def _real_reply(relation: Event) -> str | None:
    """A thread's fallback reply is no reply."""
    if relation.get("rel_type") == "m.thread" and relation.get("is_falling_back"):
        return None
    return _reply(relation)


def _mentions(content: Event) -> list[Any]:
    found = _mapping(content.get("m.mentions")).get("user_ids")
    return found if isinstance(found, list) else []
